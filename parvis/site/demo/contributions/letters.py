"""The same letter, sent by neighbours who each changed a word or two, and a few who said it in their own order."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS, themes=("service-delivery",))

FORM = (
    heard(
        "letters-01",
        "en",
        When(-24, "08:12"),
        (
            "Nobody on our street understands the federal benefit form. Write it again together with those who fill it"
            " in and the librarians who explain it, and say beside each question why you ask."
        ),
        public_name="Marguerite",
        supports=9,
    ),
    heard(
        "letters-02",
        "en",
        When(-24, "09:40"),
        (
            "Nobody in our street understands the federal benefits form! Write it again with those who fill it in and"
            " the librarians who explain it, and say beside each question why you ask."
        ),
        supports=4,
    ),
    heard(
        "letters-03",
        "en",
        When(-23, "19:05"),
        (
            "Dear all, nobody on our street understands the federal benefit form. Please write it again together with"
            " those who fill it in and the librarians who explane it, and say beside each question why you ask."
        ),
        public_name="Olu",
        supports=6,
    ),
    heard(
        "letters-04",
        "en",
        When(-21, "12:31"),
        (
            "Write the federal benefit form again, together with those who fill it in and the librarians who explain"
            " it, and beside each question say why you ask: nobody on our street understands it."
        ),
        kind="civil",
        organisation="Friends of the Northside Library",
    ),
)
BUS = (
    heard(
        "letters-05",
        "fr",
        When(-12, "07:55"),
        (
            "Publiez chaque mois l'heure à laquelle chaque autobus financé par Ottawa devait passer et celle où il est"
            " passé, arrêt par arrêt, dans un fichier que tout le monde peut ouvrir."
        ),
        supports=5,
    ),
    heard(
        "letters-06",
        "fr",
        When(-11, "18:20"),
        (
            "Publiez chaque mois, arret par arret, l'heure a laquelle chaque autobus finance par Ottawa devait passer"
            " et celle ou il est passe, dans un fichier que tout le monde peut ouvrir. Merci!"
        ),
        public_name="Léon",
        supports=2,
    ),
)
ALL = FORM + BUS

"""First Nations, Inuit and Métis data, and those who are heard least."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

NATIONS = ("reconciliation-data-sovereignty",)
INCLUDE = ("inequality-inclusion",)

NATIONS_DATA = (
    heard(
        "nations-01",
        "en",
        When(-36, "13:33"),
        (
            "Data about our nation sit in nine departments. Give us one list of what you hold about us, then "
            "sit down with us and decide who keeps what. Opening is your word. Ours is deciding."
        ),
        NATIONS,
        kind="civil",
        public_name="A nation's data steward",
        question=3,
        supports=38,
    ),
    heard(
        "nations-02",
        "fr",
        When(-25, "10:50"),
        (
            "Réconciliation et données ouvertes dans la même phrase, cela m'inquiète. Toutes les données ne "
            "sont pas à ouvrir. Le premier engagement devrait être de demander la permission."
        ),
        ("reconciliation-data-sovereignty", "open-data"),
        public_name="Une enseignante innue",
        question=1,
        supports=31,
    ),
    heard(
        "nations-03",
        "iu",
        When(-18, "09:31"),
        "ᐊᐃᓐᖓᐃ! ᖁᔭᓐᓇᒦᒃ.\n\nHello, and thank you. Please put the next questions in Inuktitut too.",
        ("reconciliation-data-sovereignty", "inequality-inclusion"),
        public_name="Someone in Rankin Inlet",
        question=2,
        supports=29,
    ),
    heard(
        "nations-04",
        "en",
        When(-12, "15:48"),
        (
            "School records, old letters, photographs of our children: families should see them first, "
            "before any researcher, and free of charge."
        ),
        ("reconciliation-data-sovereignty", "open-heritage"),
        question=3,
        supports=36,
    ),
    heard(
        "nations-05",
        "en",
        When(-7, "18:37"),
        "Pay for Indigenous people to run their own data centres. One pilot, three years, their rules.",
        NATIONS,
        kind="academia",
        question=3,
        supports=25,
    ),
    heard(
        "nations-06",
        "fr",
        When(-3, "11:20"),
        ("Je suis d'accord avec l'enseignante innue. Écrivez-le en premier dans le plan, avant les données ouvertes."),
        NATIONS,
        question=1,
        supports=14,
        refers_to="nations-02",
    ),
)

INCLUSION = (
    heard(
        "include-01",
        "en",
        When(-26, "12:03"),
        ("I read with my ears. Your charts are silent. Put the numbers in a table underneath and we are friends."),
        ("inequality-inclusion", "service-delivery"),
        public_name="A screen-reader user",
        question=3,
        supports=30,
    ),
    heard(
        "include-02",
        "es",
        When(-19, "21:50"),
        (
            "Trabajo en el campo seis meses al año. No voto aquí, pero pago impuestos aquí. ¿También puedo "
            "opinar? Gracias por no pedirme una cuenta."
        ),
        INCLUDE,
        public_name="Temporero",
        question=2,
        supports=24,
    ),
    heard(
        "include-03",
        "fr",
        When(-15, "08:34"),
        (
            "Allez là où sont les gens : l'aréna, la buanderie, la salle d'attente. Une question sur un "
            "carton, une boîte, et quelqu'un qui revient dire ce qu'on a fait des réponses."
        ),
        ("inequality-inclusion", "open-policy-making"),
        channel="paper",
        source_ref="Carton 22, bibliothèque de Gaspé",
        question=3,
        supports=28,
    ),
    heard(
        "include-04",
        "ar",
        When(-8, "22:05"),
        (
            "نحن القادمون الجدد نسمع عن الخطط بعد أن تنتهي. أرسلوا الأسئلة إلى المساجد والكنائس ومراكز اللغة "
            "قبل أن تُغلق المشاركة."
        ),
        INCLUDE,
        public_name="عائلة من إدمنتون",
        question=2,
        channel="email",
        source_ref="Message 5, entered as received",
        supports=21,
    ),
    heard(
        "include-05",
        "en",
        When(-2, "16:58"),
        ("I am 16. I cannot vote, cannot sign, cannot come on a school day. I can type very fast though. Ask us."),
        ("inequality-inclusion", "open-policy-making"),
        question=2,
        supports=26,
    ),
)

ALL = NATIONS_DATA + INCLUSION

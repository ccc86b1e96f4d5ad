"""Open data, and the water, air and climate data some would like to see beside it."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.cycle import CALGARY
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

DATA = ("open-data",)

OPEN_DATA = (
    heard(
        "data-01",
        "en",
        When(-42, "11:07"),
        (
            "Tell us what you HAVE, not only what you publish. One list of all datasets of every department, "
            "with the ones that are not open yet and the date when they will be."
        ),
        DATA,
        kind="business",
        question=3,
        supports=36,
    ),
    heard(
        "data-02",
        "fr",
        When(-40, "10:44"),
        ("Les liens sont morts une fois sur cinq. Avant d'ajouter de nouvelles données, réparez les anciennes."),
        DATA,
        public_name="Jean-Philippe",
        question=3,
        supports=24,
    ),
    heard(
        "data-03",
        "en",
        When(-39, "14:30"),
        (
            "Please keep the columns the same from one year to the next. If you must rename them, publish a "
            "table old name → new name. Half of my working life is spent guessing."
        ),
        DATA,
        kind="academia",
        question=3,
        supports=28,
    ),
    heard(
        "data-04",
        "ar",
        When(-36, "17:22"),
        (
            "أستعمل بياناتكم في مشروع تخرجي. أرجو أن تضعوا لكل ملف شرحاً من صفحة واحدة: من جمعه، ومتى، وما "
            "الذي لا يصح استنتاجه منه."
        ),
        DATA,
        kind="academia",
        public_name="ياسمين",
        question=3,
        supports=17,
    ),
    heard(
        "data-05",
        "en",
        When(-33, "09:54"),
        "PDF is where data goes to die.",
        DATA,
        question=3,
        supports=33,
    ),
    heard(
        "data-06",
        "es",
        When(-30, "15:45"),
        (
            "Que se pueda avisar de un error en un dato y ver si lo corrigieron. Hoy escribo a un correo y "
            "nadie contesta."
        ),
        ("open-data", "service-delivery"),
        public_name="Paloma",
        question=3,
        channel="hashtag",
        source_ref="Post 4, with permission to publish",
        supports=20,
    ),
    heard(
        "data-07",
        "en",
        When(-28, "12:12"),
        (
            "We built an app for farmers on your crop files. One morning the address changed and three "
            "thousand people had an empty screen. Announce changes thirty days ahead, please, and keep old "
            "addresses alive for a year."
        ),
        ("open-data", "entrepreneurship-innovation"),
        kind="business",
        organisation="A software co-operative in Saskatoon",
        question=3,
        supports=22,
    ),
    heard(
        "data-08",
        "fr",
        When(-25, "16:36"),
        (
            "Bibliothécaire, j'anime des ateliers pour les aînés. Ils veulent des réponses, pas des "
            "fichiers. Prévoyez une page lisible pour les cent jeux de données les plus demandés, avec un "
            "graphique et une phrase."
        ),
        ("open-data", "inequality-inclusion"),
        kind="public",
        question=3,
        supports=25,
    ),
    heard(
        "data-09",
        "en",
        When(-22, "20:01"),
        ('Same licence everywhere. I do not want to pay a lawyer to read six versions of "you may use this".'),
        ("open-data", "entrepreneurship-innovation"),
        kind="business",
        question=3,
        supports=15,
    ),
    heard(
        "data-10",
        "en",
        When(-15, "13:13"),
        (
            "Tell us what you have, not only what you publish: one list of all datasets of all departments, "
            "even the closed ones, with the date they will open."
        ),
        DATA,
        question=3,
        supports=7,
    ),
    heard(
        "data-11",
        "fr",
        When(-8, "21:28"),
        ("Bravo pour le portail, vraiment. Il manque juste un bouton « quand est-ce que ce sera mis à jour? »."),
        DATA,
        supports=9,
    ),
    heard(
        "data-12",
        "en",
        When(-4, "17:20", CALGARY),
        (
            "Said at the Calgary workshop, 12 people behind it: publish quality marks for each dataset "
            "(complete, on time, explained), let users contest a mark, and stop counting how many datasets "
            "there are. We would rather have five hundred good ones than eighty thousand of anything."
        ),
        DATA,
        channel="workshop",
        source_ref="Calgary workshop, table 3, twelve people",
        public_name="Table 3, Calgary workshop",
        question=3,
        supports=19,
    ),
)

WATER_AND_AIR = (
    heard(
        "river-01",
        "en",
        When(-20, "06:50"),
        (
            "I fish the same river every spring. The gauge upstream measures its level each quarter of an "
            "hour. I can see last year's figures. I would like to see this morning's."
        ),
        ("environment-data", "open-data"),
        public_name="Alphonse",
        question=2,
        channel="email",
        source_ref="Message 3, entered as received",
        supports=21,
    ),
    heard(
        "river-02",
        "fr",
        When(-13, "12:40"),
        (
            "Le climat n'est pas dans vos quinze thèmes. Comment est-ce possible? Ouvrez au moins les "
            "mesures d'air, d'eau et de neige, heure par heure."
        ),
        ("environment-data",),
        kind="academia",
        question=1,
        supports=34,
    ),
    heard(
        "river-03",
        "en",
        When(-4, "17:32", CALGARY),
        (
            "Calgary workshop, table 5, 8 people: water licences, water tests and weather belong on one map. "
            "Three levels of government hold the pieces. Somebody has to call the first meeting."
        ),
        ("environment-data", "cities"),
        channel="workshop",
        source_ref="Calgary workshop, table 5, eight people",
        public_name="Table 5, Calgary workshop",
        question=2,
        supports=16,
    ),
)

ALL = OPEN_DATA + WATER_AND_AIR

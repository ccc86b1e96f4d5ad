"""Public money, from the budget to the last bill, and the small firms that would like to earn some of it."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

MONEY = ("financial-transparency",)
FIRMS = ("entrepreneurship-innovation",)

BUDGET = (
    heard(
        "budget-01",
        "en",
        When(-42, "14:18"),
        (
            "One page. Where the money comes from, where it goes, what changed since last year. In words my "
            "mother and my nephew both understand."
        ),
        MONEY,
        public_name="Ottilie",
        question=3,
        channel="paper",
        source_ref="Paper form 2",
        supports=37,
    ),
    heard(
        "budget-02",
        "fr",
        When(-40, "08:57"),
        (
            "Le budget, les dépenses prévues et les comptes publics n'utilisent pas les mêmes mots ni les "
            "mêmes lignes. On ne peut donc pas vérifier. Donnez le même code à la même dépense, du début à "
            "la fin."
        ),
        ("financial-transparency", "open-data"),
        kind="academia",
        public_name="Un économiste, Sherbrooke",
        question=3,
        supports=30,
    ),
    heard(
        "budget-03",
        "en",
        When(-38, "19:46"),
        (
            "Publish the budget tables as spreadsheets on budget night, at the same minute as the speech. We "
            "spend that night retyping them."
        ),
        ("financial-transparency", "open-data"),
        kind="media",
        question=3,
        supports=26,
    ),
    heard(
        "budget-04",
        "es",
        When(-35, "13:24"),
        (
            "Quiero ver cuánto cuesta cada contrato al final, no solo el precio del primer día. Los aumentos "
            "después de la firma deberían publicarse en el mes."
        ),
        ("financial-transparency", "beneficial-ownership"),
        public_name="Graciela",
        question=3,
        supports=23,
    ),
    heard(
        "budget-05",
        "ar",
        When(-32, "10:36"),
        "أقترح موقعاً يكتب فيه المرء اسم مدينته فيرى كل ما أنفقته الحكومة فيها هذا العام، وعلى ماذا.",
        ("financial-transparency", "cities"),
        public_name="هدى",
        question=3,
        supports=25,
    ),
    heard(
        "budget-06",
        "en",
        When(-27, "11:58"),
        "Grants. Who asked, who got it, how much, what came out of it. Four columns. Why is this hard?",
        MONEY,
        question=3,
        supports=19,
    ),
    heard(
        "budget-07",
        "en",
        When(-20, "22:25"),
        (
            "My taxes pay for the ribbon, the scissors and the photograph. Show what the bridge cost after "
            "the photograph."
        ),
        MONEY,
        question=3,
        supports=21,
    ),
    heard(
        "budget-08",
        "fr",
        When(-14, "15:52"),
        (
            "Enseignante, je voudrais un jeu de données du budget pensé pour une classe de secondaire : "
            "petit, propre, avec trois questions à se poser."
        ),
        ("financial-transparency", "open-data"),
        question=3,
        supports=18,
    ),
    heard(
        "budget-09",
        "en",
        When(-7, "09:09"),
        "Tax breaks are spending too. List them beside the spending, with how many people get each one.",
        MONEY,
        kind="civil",
        organisation="Neighbours and Numbers",
        question=3,
        supports=28,
    ),
)

SMALL_FIRMS = (
    heard(
        "firm-01",
        "en",
        When(-24, "08:20"),
        (
            "A contract notice for four thousand dollars came with sixty-two pages. We are three people. We "
            "closed the file and went back to work."
        ),
        FIRMS,
        kind="business",
        public_name="A sign painter",
        question=3,
        supports=24,
    ),
    heard(
        "firm-02",
        "fr",
        When(-19, "13:37"),
        "Dites-nous pourquoi on a perdu. Une phrase suffit. On ferait mieux la prochaine fois.",
        ("entrepreneurship-innovation", "financial-transparency"),
        kind="business",
        question=3,
        supports=29,
    ),
    heard(
        "firm-03",
        "en",
        When(-16, "17:30"),
        (
            "When a department pays for software, publish the source code unless there is a reason not to, "
            "and write the reason down."
        ),
        ("entrepreneurship-innovation", "open-data"),
        kind="business",
        question=3,
        supports=31,
    ),
    heard(
        "firm-04",
        "ar",
        When(-11, "14:04"),
        (
            "أملك مطعماً صغيراً وأود أن أقدّم الطعام لمكاتب الحكومة في حيّي، لكني لا أعرف أين تُعلن هذه "
            "الفرص. رسالة واحدة في الشهر تكفيني."
        ),
        FIRMS,
        kind="business",
        question=3,
        supports=14,
    ),
    heard(
        "firm-05",
        "en",
        When(-5, "10:49"),
        "Innovation this, innovation that. Pay invoices in 15 days and you will see innovation.",
        FIRMS,
        kind="business",
        question=3,
        supports=38,
    ),
)

ALL = BUDGET + SMALL_FIRMS

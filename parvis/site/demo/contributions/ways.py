"""How decisions are made: policies, machines, old promises, and words about this consultation itself."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

POLICY = ("open-policy-making",)
MACHINES = ("automated-decisions",)
PAST = ("past-commitments",)

POLICIES = (
    heard(
        "policy-01",
        "en",
        When(-38, "12:45"),
        (
            "Publish the questions you are still unsure about. Consultations arrive when everything is "
            "decided except the colour of the cover."
        ),
        POLICY,
        question=3,
        supports=35,
    ),
    heard(
        "policy-02",
        "fr",
        When(-28, "17:05"),
        (
            "Trois mois avant d'écrire une loi, dites que vous allez l'écrire. Un calendrier public, tous "
            "ministères confondus."
        ),
        POLICY,
        kind="civil",
        organisation="Réseau Place ouverte",
        question=3,
        supports=27,
    ),
    heard(
        "policy-03",
        "en",
        When(-21, "09:21"),
        (
            "Draw 100 people by lot, pay them for four weekends, give them one hard question a year and "
            "answer them in writing. It works elsewhere. It worked in my co-op, with worse coffee."
        ),
        POLICY,
        public_name="Rosalind",
        question=3,
        supports=32,
    ),
    heard(
        "policy-04",
        "en",
        When(-17, "14:16"),
        "Say who you met before the draft: companies, unions, charities. Date, subject, two lines.",
        ("open-policy-making", "access-to-information"),
        kind="media",
        question=3,
        channel="hashtag",
        source_ref="Post 6, with permission to publish",
        supports=25,
    ),
    heard(
        "policy-05",
        "es",
        When(-13, "20:42"),
        (
            "Me gusta la idea del sorteo de Rosalind. Añado: que los documentos que reciban esas cien "
            "personas sean públicos el mismo día."
        ),
        POLICY,
        question=3,
        channel="embed",
        supports=9,
        refers_to="policy-03",
    ),
    heard(
        "policy-06",
        "ar",
        When(-9, "15:25"),
        "علّمونا كيف تُصنع السياسات. فيلم قصير من خمس دقائق لكل مرحلة يكفي لكي يعرف الناس متى يتكلمون.",
        POLICY,
        kind="academia",
        question=3,
        channel="embed",
        supports=13,
    ),
    heard(
        "policy-07",
        "en",
        When(-1, "19:10"),
        (
            "I sit on the forum, and I say this as a citizen: our minutes take too long. Two weeks, not two "
            "months. Hold us to it."
        ),
        POLICY,
        public_name="Joseph",
        author="joseph",
        question=3,
        supports=17,
    ),
)

MACHINE_RULES = (
    heard(
        "machine-01",
        "en",
        When(-22, "11:14"),
        (
            "If a computer turned me down, I want to know that it was a computer, what it looked at, and "
            "which human I can call."
        ),
        ("automated-decisions", "service-delivery"),
        question=2,
        supports=37,
    ),
    heard(
        "machine-02",
        "fr",
        When(-16, "10:09"),
        (
            "Un registre public de tous les programmes qui décident ou trient des demandes : nom, but, "
            "données utilisées, erreurs connues."
        ),
        ("automated-decisions", "open-data"),
        kind="academia",
        question=2,
        supports=29,
    ),
    heard(
        "machine-03",
        "en",
        When(-11, "18:45"),
        "Test them on us BEFORE, not after. And let outsiders test them too.",
        MACHINES,
        kind="academia",
        question=2,
        supports=16,
    ),
    heard(
        "machine-04",
        "es",
        When(-5, "13:19"),
        (
            "Yo programo estas cosas. El código importa menos que las reglas y los datos. Publiquen primero "
            "las reglas en palabras normales."
        ),
        MACHINES,
        kind="business",
        question=2,
        supports=19,
    ),
)

OLD_PROMISES = (
    heard(
        "past-01",
        "en",
        When(-34, "17:56"),
        "Before new promises: a list of the old ones that were not kept, each with one honest sentence.",
        PAST,
        public_name="Wendell",
        question=1,
        supports=36,
    ),
    heard(
        "past-02",
        "fr",
        When(-18, "11:41"),
        (
            "Le plan précédent annonçait du soutien aux groupes qui dialoguent avec l'État. Qu'est-ce que "
            "cela a donné? Si c'était bon, continuez. Sinon, dites-le."
        ),
        ("past-commitments", "open-policy-making"),
        kind="academia",
        question=1,
        supports=15,
    ),
    heard(
        "past-03",
        "en",
        When(-10, "09:27"),
        (
            "Keep the numbering. If a promise moves from one plan to the next it should keep its name, like "
            "a child changing schools."
        ),
        PAST,
        question=1,
        supports=22,
    ),
)

ABOUT_US = (
    heard(
        "word-01",
        "en",
        When(-29, "08:02"),
        "Fifteen themes is too many. Pick five and finish them.",
        (),
        question=1,
        channel="embed",
        supports=28,
    ),
    heard(
        "word-02",
        "fr",
        When(-24, "22:31"),
        (
            "Merci d'avoir écrit les questions avec des mots courts. C'est la première fois que je réponds à "
            "un gouvernement sans dictionnaire."
        ),
        (),
        channel="embed",
        supports=10,
    ),
    heard(
        "word-03",
        "en",
        When(-20, "07:07"),
        "you never answer. you never answer. you never answer. (let us see)",
        (),
        supports=34,
    ),
    heard(
        "word-04",
        "en",
        When(-15, "16:11"),
        "Open by default. Please.",
        (),
        question=3,
        supports=8,
    ),
    heard(
        "word-05",
        "ar",
        When(-6, "19:29"),
        "الموقع واضح والخط كبير. لكن اجعلوا زر العودة أوضح على الهاتف القديم.",
        ("service-delivery",),
        supports=6,
    ),
    heard(
        "word-06",
        "es",
        When(-1, "12:54"),
        ("¿Qué pasa con lo que digo después del cierre? Pongan la fecha de la respuesta junto a la pregunta."),
        (),
        question=2,
        supports=11,
    ),
)

ALL = POLICIES + MACHINE_RULES + OLD_PROMISES + ABOUT_US

"""What was said when women, and some men, read open government from the side of those it forgets."""

import functools

from parvis.site.demo.consultations import FEMINIST
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=FEMINIST, checked_after=5)

EQUAL = ("inequality-inclusion",)
EQUAL_AND_DATA = ("inequality-inclusion", "open-data")
EQUAL_AND_POLICY = ("inequality-inclusion", "open-policy-making")
TWO_DAYS_OF_READING = 72

COUNTED = (
    heard(
        "feminist-01",
        "en",
        When(-28, "10:41"),
        (
            "You cannot open what you never counted. Every public table about people should show women, men "
            "and gender-diverse people apart, and say so when it cannot."
        ),
        EQUAL_AND_DATA,
        kind="academia",
        public_name="A demographer",
        supports=34,
    ),
    heard(
        "feminist-02",
        "fr",
        When(-27, "12:15"),
        (
            "Dans les fichiers ouverts que j'utilise, huit sur dix ne distinguent pas les femmes des hommes. "
            "On me répond que « ça n'a pas été demandé ». Alors je le demande."
        ),
        EQUAL_AND_DATA,
        kind="academia",
        public_name="Maude",
        supports=22,
    ),
    heard(
        "feminist-03",
        "es",
        When(-26, "18:08"),
        (
            "El trabajo de cuidar no aparece en ningún cuadro. Si no se mide, no se presupuesta. Midan las "
            "horas de cuidado y publiquen los datos por sexo y por edad."
        ),
        EQUAL_AND_DATA,
        kind="civil",
        organisation="Half the Table",
        supports=19,
    ),
)

TIME = (
    heard(
        "feminist-04",
        "en",
        When(-26, "20:55"),
        (
            "Every consultation I was ever invited to started at six in the evening. That is bath time. Try "
            "ten in the morning, with a room where kids can make noise."
        ),
        EQUAL_AND_POLICY,
        public_name="Bonnie",
        supports=28,
    ),
    heard(
        "feminist-05",
        "ar",
        When(-25, "21:30"),
        (
            "أود أن أشارك، لكن لا أحد يعتني بأطفالي وقت الاجتماع. لو كان هناك ركن للأطفال أو لقاء عبر الهاتف "
            "لحضرت مع جاراتي."
        ),
        EQUAL_AND_POLICY,
        public_name="أم ياسين",
        supports=16,
    ),
    heard(
        "feminist-06",
        "fr",
        When(-23, "09:25"),
        "Payez la gardienne et le taxi. C'est moins cher qu'un rapport sur l'absence des femmes.",
        EQUAL_AND_POLICY,
        supports=25,
    ),
    heard(
        "feminist-07",
        "en",
        When(-22, "13:48"),
        (
            "Agree with Bonnie. Also: send the questions a week before. Some of us think better when the "
            "house is asleep."
        ),
        EQUAL_AND_POLICY,
        supports=9,
        refers_to="feminist-04",
    ),
    heard(
        "feminist-08",
        "es",
        When(-20, "22:12"),
        (
            "Que se pueda participar por teléfono, por mensaje de voz y sin cámara. No todas tenemos "
            "computadora ni un cuarto propio."
        ),
        ("inequality-inclusion", "service-delivery"),
        public_name="Carmen",
        supports=18,
    ),
)

SAFETY = (
    heard(
        "feminist-09",
        "en",
        When(-21, "15:37"),
        (
            "When a woman speaks up online she gets a bill for it, in insults. If you want us here, let us "
            "speak under a name we choose, take the abuse down fast, and publish how fast."
        ),
        EQUAL,
        kind="media",
        supports=37,
    ),
    heard(
        "feminist-10",
        "fr",
        When(-19, "16:20"),
        "Laissez-nous parler sans donner notre nom. Ce n'est pas de la lâcheté, c'est de la prudence.",
        EQUAL,
        supports=20,
    ),
    heard(
        "feminist-11",
        "ar",
        When(-17, "19:09"),
        ("في مدينتنا الصغيرة يعرف الجميع بعضهم. أريد أن أتكلم ولا أريد أن يظهر اسمي ولا حيّي في أي ملف تنشرونه."),
        EQUAL_AND_DATA,
        supports=14,
    ),
    heard(
        "feminist-12",
        "en",
        When(-14, "11:52"),
        (
            "Open data can hurt. A file with one woman engineer in one small town is not anonymous. Teach "
            "departments to hide small numbers before they publish."
        ),
        EQUAL_AND_DATA,
        kind="public",
        supports=23,
    ),
)

MONEY = (
    heard(
        "feminist-13",
        "en",
        When(-18, "09:33"),
        (
            "Show me the budget twice: once as you always do, and once by who gains and who loses, women and "
            "men, rich and poor, north and south. On the same day, please, not a year later."
        ),
        ("inequality-inclusion", "financial-transparency"),
        kind="civil",
        organisation="Neighbours and Numbers",
        supports=30,
    ),
    heard(
        "feminist-14",
        "fr",
        When(-16, "14:14"),
        (
            "On parle d'analyse comparative entre les sexes dans chaque ministère, mais personne ne peut la "
            "lire. Publiez ces analyses, même imparfaites, avec la décision qu'elles ont éclairée."
        ),
        ("inequality-inclusion", "open-policy-making"),
        kind="academia",
        supports=26,
    ),
    heard(
        "feminist-15",
        "es",
        When(-12, "10:58"),
        (
            "¿Cuántas empresas dirigidas por mujeres ganan contratos federales? Publiquen la cifra cada "
            "trimestre y verán cómo sube."
        ),
        ("inequality-inclusion", "entrepreneurship-innovation"),
        kind="business",
        supports=17,
    ),
    heard(
        "feminist-16",
        "en",
        When(-11, "17:40"),
        "Women-owned firms: please count subcontractors too, that is where most of us are.",
        ("inequality-inclusion", "entrepreneurship-innovation"),
        kind="business",
        supports=8,
        refers_to="feminist-15",
    ),
)

SEATS = (
    heard(
        "feminist-17",
        "en",
        When(-15, "12:26"),
        (
            "Half the seats on the forum, and half the speaking time. Have somebody with a stopwatch publish "
            "it. You will be surprised ⏱️"
        ),
        EQUAL_AND_POLICY,
        supports=21,
    ),
    heard(
        "feminist-18",
        "fr",
        When(-10, "20:37"),
        ("Des sièges pour les femmes autochtones, choisies par leurs organisations et non par un ministère."),
        ("inequality-inclusion", "reconciliation-data-sovereignty"),
        supports=27,
    ),
    heard(
        "feminist-19",
        "en",
        When(-9, "08:44"),
        (
            "Greetings from Nunavut. Ask the women here before you design anything, and ask in Inuktitut. "
            "The line is slow: pages must open without pictures."
        ),
        ("inequality-inclusion", "reconciliation-data-sovereignty", "service-delivery"),
        public_name="Someone in Iqaluit",
        supports=24,
    ),
    heard(
        "feminist-20",
        "pt",
        When(-7, "13:05"),
        (
            "Moro em Toronto há dois anos e limpo escritórios à noite. Ninguém nunca me perguntou nada em "
            "português. Obrigada por aceitar a minha língua. Peço reuniões perto do trabalho, na hora da "
            "troca de turno."
        ),
        ("inequality-inclusion", "service-delivery"),
        public_name="Conceição",
        supports=19,
    ),
    heard(
        "feminist-21",
        "ar",
        When(-6, "18:51"),
        "شكراً لأنكم سألتم بالعربية. أول مرة أفهم السؤال من دون أن أطلب من ابنتي أن تترجم.",
        EQUAL,
        supports=12,
    ),
    heard(
        "feminist-22",
        "en",
        When(-4, "21:16"),
        (
            "With respect, you asked us three years ago, thanked us warmly, and I never heard a word again. "
            "I am writing this to see whether the receipt works. 🙂"
        ),
        EQUAL,
        supports=32,
    ),
    heard(
        "feminist-23",
        "en",
        When(-3, "14:27"),
        (
            "Why only women? Men who raise children alone are missing from your tables as well. I do not say "
            "it against anyone."
        ),
        EQUAL_AND_DATA,
        public_name="A father in Moncton",
        supports=10,
    ),
    heard(
        "feminist-24",
        "fr",
        When(-2, "19:42"),
        (
            "J'étais à l'atelier de ce midi. Bel échange, mais dix-huit personnes sur vingt-deux travaillent "
            "déjà pour le gouvernement. Allez dans les cuisines communautaires."
        ),
        EQUAL_AND_POLICY,
        public_name="Solange",
        supports=13,
    ),
)

WORKSHOP_NOTES = (
    heard(
        "feminist-25",
        "en",
        When(-1, "16:05"),
        (
            "Workshop note, group 1 (7 people): publish who was invited, who came and who spoke, for every "
            "consultation, with the same columns each time."
        ),
        EQUAL_AND_POLICY,
        channel="workshop",
        source_ref="Online workshop, group 1, seven people",
        checked_after=TWO_DAYS_OF_READING,
    ),
    heard(
        "feminist-26",
        "fr",
        When(-1, "16:20"),
        (
            "Note d'atelier, groupe 2 (6 personnes) : un budget pour traduire vers les langues autochtones "
            "et vers les langues des nouvelles arrivantes, décidé avant la consultation et non après."
        ),
        ("inequality-inclusion", "reconciliation-data-sovereignty"),
        channel="workshop",
        source_ref="Atelier en ligne, groupe 2, six personnes",
        checked_after=TWO_DAYS_OF_READING,
    ),
    heard(
        "feminist-27",
        "en",
        When(-1, "16:40"),
        (
            "Workshop note, group 3 (9 people): two of us want quotas for the forum, five want targets with "
            "a public count, two want neither. Please write down that we did not agree."
        ),
        EQUAL_AND_POLICY,
        channel="workshop",
        source_ref="Online workshop, group 3, nine people",
        checked_after=TWO_DAYS_OF_READING,
    ),
)

HIDDEN = (
    heard(
        "feminist-28",
        "en",
        When(-13, "03:33"),
        "What rubbish. Whoever wrote this questionnaire is an idiot and should go back to the kitchen.",
        (),
    ),
)

ALL = COUNTED + TIME + SAFETY + MONEY + SEATS + WORKSHOP_NOTES + HIDDEN

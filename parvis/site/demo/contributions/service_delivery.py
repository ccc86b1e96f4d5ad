"""Services, cities, and the figures that charities need."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

SERVICE = ("service-delivery",)
CHARITY = ("social-sector-data",)

SERVICES = (
    heard(
        "service-01",
        "en",
        When(-42, "17:39"),
        (
            "I spent 2 h 10 min on hold. The music is very nice. Publish the waiting time of every line, "
            "live, so I can choose when to call."
        ),
        SERVICE,
        question=3,
        supports=39,
    ),
    heard(
        "service-02",
        "fr",
        When(-41, "20:26"),
        (
            "Pourquoi faut-il redonner sa date de naissance à chaque ministère? Demandez une fois. "
            "Dites-nous ensuite qui l'a regardée."
        ),
        SERVICE,
        public_name="Réjean",
        question=3,
        supports=27,
    ),
    heard(
        "service-03",
        "ar",
        When(-37, "11:51"),
        ("الاستمارات طويلة ولغتها صعبة حتى على من يتقن الإنجليزية. اكتبوها بجمل قصيرة وجرّبوها مع الناس قبل نشرها."),
        ("service-delivery", "inequality-inclusion"),
        public_name="نادية",
        question=3,
        supports=22,
    ),
    heard(
        "service-04",
        "en",
        When(-34, "13:08"),
        (
            "No bars on my phone past the grain elevator. Your site wants 8 MB to tell me an office is "
            "closed on Mondays. Make light pages."
        ),
        ("service-delivery", "inequality-inclusion"),
        public_name="Farm mailbox 12",
        channel="paper",
        source_ref="Paper form 9",
        question=3,
        supports=18,
    ),
    heard(
        "service-05",
        "en",
        When(-30, "16:22"),
        "👏👏👏 for the new passport form. See? It can be done. Now the others.",
        SERVICE,
        question=3,
        supports=11,
    ),
    heard(
        "service-06",
        "es",
        When(-26, "09:40"),
        (
            "Publiquen cuántos trámites se rechazan y por qué motivo. Si mil personas se equivocan en la "
            "misma casilla, la casilla está mal."
        ),
        ("service-delivery", "open-data"),
        question=3,
        supports=26,
    ),
    heard(
        "service-07",
        "fr",
        When(-21, "18:54"),
        (
            "J'aide des gens à remplir leurs papiers à la bibliothèque. Donnez-nous une ligne directe. On "
            "fait votre travail, gratuitement, le samedi."
        ),
        SERVICE,
        kind="civil",
        organisation="Un comité de citoyens de Rimouski",
        question=4,
        channel="email",
        source_ref="Message 1, entered as received",
        supports=30,
    ),
    heard(
        "service-08",
        "en",
        When(-17, "12:07"),
        (
            "I work at a counter. Ask counter staff before you redesign anything: we hear every day which "
            "sentence people do not understand. Nobody has asked me in nineteen years."
        ),
        ("service-delivery", "open-policy-making"),
        kind="public",
        question=3,
        supports=33,
    ),
)

CHARITIES = (
    heard(
        "charity-01",
        "en",
        When(-27, "10:29"),
        (
            "We run a food bank. To plan shelves we need to know, by postal area, how many households rent, "
            "how many are new, how many are one adult with children. The census is five years old by the "
            "time we read it."
        ),
        CHARITY,
        kind="civil",
        organisation="Neighbours and Numbers",
        question=3,
        supports=26,
    ),
    heard(
        "charity-02",
        "fr",
        When(-22, "15:23"),
        (
            "Les chiffres existent, mais il faut un statisticien et trois ententes pour les obtenir. Créez "
            "un guichet pour les petits organismes."
        ),
        ("social-sector-data", "service-delivery"),
        kind="civil",
        question=3,
        supports=20,
    ),
    heard(
        "charity-03",
        "en",
        When(-17, "19:02"),
        (
            "The yearly charity returns are public but come as a jigsaw. Publish them in one clean file, "
            "with last year's beside them."
        ),
        ("social-sector-data", "open-data"),
        kind="academia",
        question=3,
        supports=18,
    ),
    heard(
        "charity-04",
        "es",
        When(-10, "17:11"),
        (
            "Nuestro albergue rellena siete informes para siete programas. Pidan los mismos datos una sola "
            "vez y devuélvannos algo útil: cómo estamos frente a otros albergues."
        ),
        CHARITY,
        kind="civil",
        question=3,
        supports=23,
    ),
    heard(
        "charity-05",
        "en",
        When(-6, "08:08"),
        "Good theme, finally. We can help: forty volunteers with spreadsheets and patience.",
        CHARITY,
        kind="civil",
        organisation="Neighbours and Numbers",
        question=4,
        supports=12,
    ),
)

CITIES = (
    heard(
        "city-01",
        "en",
        When(-33, "11:02"),
        (
            "The federal government owns empty buildings in my city. Where? How big? Since when? A map would "
            "start ten projects."
        ),
        ("cities", "open-data"),
        public_name="A tenant in Winnipeg",
        question=3,
        supports=33,
    ),
    heard(
        "city-02",
        "fr",
        When(-23, "14:59"),
        (
            "Chaque fois que le fédéral finance un pont ou un autobus, affichez le calendrier et ce qui est "
            "en retard, avec la raison. Les villes le font déjà."
        ),
        ("cities", "financial-transparency"),
        public_name="Une conseillère municipale",
        kind="public",
        question=3,
        channel="email",
        source_ref="Message 2, entered as received",
        supports=22,
    ),
    heard(
        "city-03",
        "en",
        When(-14, "20:13"),
        "Sidewalks!!! Nobody measures sidewalks. I use a walker and I plan my day around snow.",
        ("cities", "inequality-inclusion"),
        question=2,
        supports=27,
    ),
    heard(
        "city-04",
        "ar",
        When(-9, "12:31"),
        ("أبحث عن سكن منذ شهور. لو نشرت الحكومة خريطة واحدة لكل المساكن المدعومة ومدد الانتظار لوفّرتُ أياماً من البحث."),
        ("cities", "service-delivery"),
        question=3,
        supports=20,
    ),
)

ALL = SERVICES + CHARITIES + CITIES

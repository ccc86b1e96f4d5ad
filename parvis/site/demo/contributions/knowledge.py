"""Science, heritage and Parliament: what is already paid for, already ours, or already said aloud."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

SCIENCE = ("open-science",)
HERITAGE = ("open-heritage",)
PARLIAMENT = ("open-parliament",)

OPEN_SCIENCE = (
    heard(
        "science-01",
        "en",
        When(-41, "16:16"),
        (
            "If my taxes paid for the study, I should be able to read the study. On the day it appears, not "
            "a year after."
        ),
        SCIENCE,
        question=3,
        supports=32,
    ),
    heard(
        "science-02",
        "fr",
        When(-38, "09:18"),
        (
            "Chercheuse au gouvernement, je publie où je peux, mais rien ne m'aide à déposer mes données. Il "
            "faut un endroit, un mode d'emploi et quelqu'un au téléphone."
        ),
        ("open-science", "open-data"),
        kind="public",
        question=3,
        supports=27,
    ),
    heard(
        "science-03",
        "en",
        When(-35, "20:40"),
        "Publish negative results. Knowing what does not work would have saved our lab two years.",
        SCIENCE,
        kind="academia",
        question=3,
        supports=22,
    ),
    heard(
        "science-04",
        "es",
        When(-29, "11:26"),
        (
            "Un resumen en lenguaje llano al principio de cada estudio federal, en los idiomas de la gente "
            "que vive cerca de lo que se estudia."
        ),
        ("open-science", "inequality-inclusion"),
        kind="academia",
        public_name="Una bióloga",
        question=3,
        supports=19,
    ),
    heard(
        "science-05",
        "en",
        When(-23, "18:18"),
        (
            "Careful: some field data are about our land and were taken without asking. Open science must "
            "stop at that door and knock."
        ),
        ("open-science", "reconciliation-data-sovereignty"),
        question=3,
        supports=35,
    ),
    heard(
        "science-06",
        "en",
        When(-12, "07:49"),
        "Let scientists talk to reporters without four approvals. That is also open science.",
        SCIENCE,
        kind="media",
        question=3,
        supports=30,
    ),
)

OPEN_HERITAGE = (
    heard(
        "heritage-01",
        "fr",
        When(-40, "19:33"),
        (
            "Ma grand-mère a posé pour un photographe du gouvernement. La photo existe, elle est aux "
            "archives et je ne peux la voir qu'à Gatineau. Numérisez les portraits et laissez les familles y "
            "mettre des noms."
        ),
        HERITAGE,
        public_name="Odile",
        question=3,
        supports=28,
    ),
    heard(
        "heritage-02",
        "en",
        When(-36, "15:15"),
        "Old maps! Old maps! Old maps! 🗺️ In high resolution, free to reuse.",
        ("open-heritage", "open-data"),
        question=3,
        supports=20,
    ),
    heard(
        "heritage-03",
        "en",
        When(-32, "12:59"),
        (
            "Let volunteers help transcribe handwritten pages. Our club of retired teachers would do a "
            "thousand a month and enjoy it."
        ),
        HERITAGE,
        kind="civil",
        public_name="A letter-reading club",
        question=4,
        supports=24,
    ),
    heard(
        "heritage-04",
        "ar",
        When(-27, "16:47"),
        (
            "جدّي وصل إلى هاليفاكس بالسفينة. لو نُشرت قوائم الركاب القديمة مع إمكانية البحث بالحروف العربية "
            "لوجدته كثير من العائلات."
        ),
        HERITAGE,
        public_name="فؤاد",
        question=3,
        supports=15,
    ),
    heard(
        "heritage-05",
        "en",
        When(-22, "09:59"),
        (
            'Say clearly which pictures are free of rights. Today every label says "may be subject to '
            'restrictions", so nobody dares to use anything.'
        ),
        HERITAGE,
        kind="academia",
        question=3,
        supports=17,
    ),
)

OPEN_PARLIAMENT = (
    heard(
        "parliament-01",
        "en",
        When(-39, "10:05"),
        "Show how each member voted as a table I can sort. Today it is a page per vote.",
        ("open-parliament", "open-data"),
        question=3,
        supports=25,
    ),
    heard(
        "parliament-02",
        "fr",
        When(-34, "21:07"),
        (
            "Les amendements en comité sont impossibles à suivre. Montrez le projet de loi avec les mots "
            "ajoutés en vert et les mots retirés barrés."
        ),
        PARLIAMENT,
        kind="academia",
        question=3,
        supports=29,
    ),
    heard(
        "parliament-03",
        "es",
        When(-28, "19:21"),
        "Subtítulos en español en las sesiones de las comisiones, aunque sean automáticos.",
        PARLIAMENT,
        question=3,
        supports=8,
    ),
    heard(
        "parliament-04",
        "en",
        When(-20, "14:41"),
        (
            "Petitions to Parliament get a reply I never manage to find. Put the reply under the petition. "
            "Wild idea, I know."
        ),
        PARLIAMENT,
        question=3,
        supports=23,
    ),
)

ALL = OPEN_SCIENCE + OPEN_HERITAGE + OPEN_PARLIAMENT

"""What people posted elsewhere with the tags of the campaign, and what Kofi and Bruno did with it."""

from typing import NamedTuple

from parvis.site.demo.story import When


class Ask(NamedTuple):
    """A post and what became of it, in the order of the moments; what is None did not happen.

    With `rejected`, a reason, it was set aside at the moment of `accepted`.
    """

    key: str
    text: str
    posted: When
    accepted: When | None = None
    routed: When | None = None
    rejected: str = ""
    acknowledged: When | None = None
    answered: When | None = None
    by: str = "bruno"
    answer: str = ""
    author: str = ""
    # In other languages; Kofi translated them when it was passed on.
    translated: tuple[tuple[str, str], ...] = ()

    @property
    def link(self) -> str:
        """Return where it was posted."""
        return f"{SOURCE}/posts/{self.key}"

    @property
    def is_proposal(self) -> bool:
        """Tell whether it becomes a contribution."""
        return "#myNAPask" in self.text


SOURCE = "https://social.example"
ALL = (
    Ask(
        "forum",
        "When does the forum meet next, and can anyone listen in? #OGPcocreate #Canada",
        When(-24, "11:20"),
        accepted=When(-24, "15:05"),
        routed=When(-24, "15:06"),
        acknowledged=When(-23, "09:10"),
        answered=When(-21, "14:00"),
        answer="The forum meets on the first Thursday of each month. The agenda is in the calendar of the cycle a week"
        " before, and anyone can listen by telephone or in the room.",
        author="Rosalind T.",
    ),
    Ask(
        "appui",
        "Nous avons besoin d’appui pour ouvrir un forum dans nos communes. Qui peut nous conseiller ?"
        " #OGPcocreate #BurkinaFaso",
        When(-22, "08:40"),
        accepted=When(-22, "13:30"),
        routed=When(-22, "13:30"),
        acknowledged=When(-22, "13:45"),
        answered=When(-20, "10:15"),
        by="kofi",
        answer="Merci d’avoir écrit. Nous vous mettons en relation avec deux communes qui ont ouvert le leur l’an dernier,"
        " et nous vous proposons un appel cette semaine.",
        translated=(
            (
                "en",
                "We need support to open a forum in our municipalities. Who can advise us? #OGPcocreate #BurkinaFaso",
            ),
        ),
    ),
    Ask(
        "contracts",
        "Publish every federal contract with its changes in one file that a computer can read. #myNAPask #Canada",
        When(-13, "17:05"),
        accepted=When(-12, "09:00"),
        routed=When(-12, "09:01"),
        acknowledged=When(-12, "10:30"),
    ),
    Ask(
        "contracts-again",
        "RT @x: publish every federal contract, with its changes, in one file that a computer can read! #mynapask #CANADA",
        When(-11, "07:55"),
    ),
    Ask(
        "calendar",
        "متى يُنشر جدول مواعيد الخطة الجديدة؟ وهل ستكون هناك جلسات بالعربية؟ #OGPcocreate #كندا",
        When(-6, "10:10"),
        accepted=When(-6, "15:00"),
        routed=When(-6, "15:00"),
        translated=(
            (
                "en",
                "When will the calendar of the new plan be published? And will there be sessions in Arabic? #OGPcocreate"
                " #Canada",
            ),
            (
                "fr",
                "Quand le calendrier du nouveau plan sera-t-il publié? Et y aura-t-il des séances en arabe? #OGPcocreate"
                " #Canada",
            ),
        ),
    ),
    Ask(
        "tobago",
        "We run a youth parliament and would like to take part in the next plan. #OGPcocreate #TrinidadAndTobago",
        When(-5, "19:30"),
        accepted=When(-4, "09:20"),
    ),
    Ask("georgia", "Is there a timeline for the next action plan? #OGPcocreate #Georgia", When(-3, "06:15")),
    Ask("where", "¿Dónde puedo leer las preguntas de la consulta sobre contratos? #OGPcocreate", When(-2, "21:40")),
    Ask(
        "shoes",
        "Best running shoes of the year, 40% off today only!! #OGPcocreate #Canada #OpenGov",
        When(-2, "03:12"),
        accepted=When(-2, "09:30"),
        rejected="advertising",
    ),
)

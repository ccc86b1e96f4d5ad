"""The forum of Canada: five seats, one of them vacant; two meetings held, one to come."""

import datetime
from typing import TYPE_CHECKING, NamedTuple

from parvis.core.words import Words
from parvis.forum import actions as forum
from parvis.forum.models import Forum, Holder, Meeting
from parvis.site.demo.story import When, words

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

NAME = words(
    "Multi-stakeholder forum on open government",
    "Forum multi-intervenants sur le gouvernement ouvert",
    "Foro multiactor sobre gobierno abierto",
    "منتدى أصحاب المصلحة للحكومة المنفتحة",
)
RULES = words(
    "Government and civil society sit as equals, and each side has a co-chair. A term lasts two years. The forum seeks "
    "consensus; when there is none, each side needs its own majority. Minutes are public within thirty days.",
    "Le gouvernement et la société civile siègent à égalité, et chaque collège a une coprésidence. Un mandat dure deux "
    "ans. Le forum cherche le consensus; à défaut, il faut une majorité dans chaque collège. Les comptes rendus sont "
    "publics dans les trente jours.",
    "El gobierno y la sociedad civil se sientan como iguales, y cada sector tiene una copresidencia. Un mandato dura dos "
    "años. El foro busca el consenso; si no lo hay, cada sector necesita su propia mayoría. Las actas son públicas en "
    "treinta días.",
    "تجلس الحكومة والمجتمع المدني على قدم المساواة، ولكل طرف رئيس مشارك. مدة الولاية سنتان. يسعى المنتدى إلى التوافق، "
    "فإن لم يتحقق لزمت أغلبية في كل طرف. تُنشر المحاضر خلال ثلاثين يوماً.",
)


class Chair(NamedTuple):
    """A seat, and who of the cast holds it; nobody when it is vacant."""

    side: str
    constituency: dict[str, str]
    person: str = ""
    is_cochair: bool = False
    is_minute_taker: bool = False


SEATS = (
    Chair("government", words("The treasury", "Le Trésor", "El Tesoro", "الخزانة"), "gwen", is_cochair=True),
    Chair(
        "government",
        words("Business and science", "Entreprises et sciences", "Empresas y ciencia", "الأعمال والعلوم"),
        "farid",
    ),
    Chair(
        "civil",
        words("Public contracts", "Marchés publics", "Contratos públicos", "العقود العامة"),
        "ines",
        is_cochair=True,
    ),
    Chair(
        "civil",
        words("North and countryside", "Nord et campagne", "Norte y campo", "الشمال والريف"),
        "joseph",
        is_minute_taker=True,
    ),
    Chair("civil", words("Young people", "Jeunes", "Jóvenes", "الشباب")),
)
AGENDA = words(
    "How people will be heard\nWho is missing at this table",
    "Comment les gens seront entendus\nQui manque à cette table",
    "Cómo se escuchará a la gente\nQuién falta en esta mesa",
    "كيف سيُستمع إلى الناس\nمن الغائب عن هذه الطاولة",
)
DECISION = words(
    "Every contribution gets an answer with its reason.",
    "Chaque contribution reçoit une réponse motivée.",
    "Cada aporte recibe una respuesta con su razón.",
    "تحصل كل مساهمة على جواب معلَّل.",
)
DISSENT = words(
    "Farid: ministries need more than thirty days for technical proposals.",
    "Farid: les ministères ont besoin de plus de trente jours pour les propositions techniques.",
    "Farid: los ministerios necesitan más de treinta días para las propuestas técnicas.",
    "فريد: تحتاج الوزارات إلى أكثر من ثلاثين يوماً للمقترحات التقنية.",
)
TASK = words(
    "Find a candidate for the seat of young people",
    "Trouver une candidature pour le siège des jeunes",
    "Encontrar una candidatura para el asiento de los jóvenes",
    "إيجاد مرشح لمقعد الشباب",
)
MINUTES = words(
    "Members agreed that every contribution gets an answer. They asked who is missing, and named young people first.",
    "Les membres ont convenu que chaque contribution reçoit une réponse. Ils ont demandé qui manque, et nommé d'abord "
    "les jeunes.",
)
DRAFT = words(
    "Members read how many contributions wait for an answer. The seat of young people is still vacant.",
    "Les membres ont lu combien de contributions attendent une réponse. Le siège des jeunes est toujours vacant.",
)
ONLINE = words("Online", "En ligne", "En línea", "عبر الإنترنت")


class _Table:
    """The forum as far as the story has told it."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        self.bruno = story.people["bruno"]
        self.seated: dict[str, Holder] = {}
        self.first: Meeting
        self.second: Meeting
        self.forum: Forum

    def found(self) -> None:
        """Found the forum and seat its members, who agree to be named."""
        place = self.story.people["bruno"].current_roles[0].place
        self.forum = forum.found_forum(place, by=self.bruno, name=Words(NAME), rules=Words(RULES))
        today = self.forum.today()
        for chair in SEATS:
            seat = forum.add_seat(self.forum, by=self.bruno, side=chair.side, constituency=Words(chair.constituency))
            if not chair.person:
                continue
            person = self.story.people[chair.person]
            holder = forum.seat_member(
                seat,
                by=self.bruno,
                person=person,
                from_on=today,
                until_on=today + datetime.timedelta(days=730),
                is_cochair=chair.is_cochair,
                is_minute_taker=chair.is_minute_taker,
            )
            forum.agree_to_be_named(holder, by=person, is_listed=True)
            self.seated[chair.person] = holder

    def plan(self, when: When, kind: str = "dialogue") -> Meeting:
        """Announce a meeting."""
        fields = {"kind": kind, "where": Words(ONLINE), "agenda": Words(AGENDA)}
        return forum.plan_meeting(self.forum, by=self.bruno, starts_at=self.story.on(when), **fields)

    def meet_first(self) -> None:
        """All come; they decide, with dissent, and give a task."""
        held = forum.hold_meeting(self.first, by=self.bruno, present=self.seated.values(), guests={"civil": 2})
        votes = {holder.pk: "abstain" if key == "farid" else "for" for key, holder in self.seated.items()}
        forum.decide(
            held,
            by=self.bruno,
            number=1,
            text=Words(DECISION),
            rule="double",
            votes=votes,
            owner="Bruno",
            dissent=Words(DISSENT),
        )
        forum.give_task(held, by=self.bruno, text=Words(TASK), owner="Joseph")

    def minute_first(self) -> None:
        """Minutes are written, approved by both sides, published."""
        minutes = forum.revise_minutes(self.first, by=self.story.people["joseph"], text=Words(MINUTES))
        for key in ("gwen", "ines"):
            minutes = forum.approve_minutes(minutes, by=self.story.people[key], digest=minutes.digest)
        forum.publish_minutes(minutes, by=self.bruno)

    def meet_second(self) -> None:
        """Three come; the minutes stay a draft that one side has approved."""
        there = [self.seated[key] for key in ("gwen", "ines", "joseph")]
        held = forum.hold_meeting(self.second, by=self.bruno, present=there)
        minutes = forum.revise_minutes(held, by=self.story.people["joseph"], text=Words(DRAFT))
        forum.approve_minutes(minutes, by=self.story.people["ines"], digest=minutes.digest)


def meet(story: "Story") -> None:
    """Add what the forum does to the story."""
    table = _Table(story)

    def plan_first() -> None:
        table.first = table.plan(When(-60, "10:00"))

    def plan_second() -> None:
        table.second = table.plan(When(-15, "10:00"), "results")
        table.plan(When(75, "10:00"), "results")

    story.then(story.on(When(-90)), table.found)
    story.then(story.on(When(-80)), plan_first)
    story.then(story.on(When(-60, "12:00")), table.meet_first)
    story.then(story.on(When(-50)), table.minute_first)
    story.then(story.on(When(-40)), plan_second)
    story.then(story.on(When(-15, "12:00")), table.meet_second)

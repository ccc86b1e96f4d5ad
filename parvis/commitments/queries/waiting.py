"""What waits for an answer in a cycle: searched, filtered, or like one contribution; whoever waits longest first."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from parvis.commitments.models import Response
from parvis.commitments.queries.answers import sizes_of
from parvis.consultations.likeness import alike
from parvis.consultations.models import Consultation, Contribution, Group, Membership
from parvis.consultations.queries.excerpts import BEGINNING, excerpt
from parvis.core.cleaning import clean_line
from parvis.core.pages import KeysetPage, keyset
from parvis.core.receipts import NotAReceipt, format_code, read_code
from parvis.core.search import search_keys, similar_keys
from parvis.cycles.models import Cycle
from parvis.heard.models import Heard
from parvis.people.models import Organisation, Person, Role

type Rows = QuerySet[Contribution]

SIZE = 50
_HEADING = re.compile(r"[BC][1-9]\d{0,3}")
MOST = 1000
"""How many contributions one act can take at once."""
MOST_ALIKE = 100


@dataclass(frozen=True)
class Choice:
    """What somebody who answers wants to see; every part is sound, whatever stood in the address."""

    query: str = ""
    theme: str = ""
    language: str = ""
    consultation: str = ""
    similar: str = ""
    group: str = ""
    heading: str = ""
    late: bool = False
    after: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether only some of what waits is wanted."""
        return self != Choice(after=self.after)


@dataclass(frozen=True)
class WaitingRow:
    """A contribution that waits, ready to be shown; with the group it is read in, if it is in one."""

    contribution: Contribution
    is_late: bool
    group: Group | None

    @property
    def excerpt(self) -> str:
        """Return its first words."""
        return excerpt(self.contribution.beginning)[0]

    @property
    def code(self) -> str:
        """Return its receipt, as it is shown."""
        return format_code(self.contribution.code)


@dataclass(frozen=True)
class Waiting:
    """A page of what waits."""

    rows: list[WaitingRow]
    page: KeysetPage[Contribution]
    found: int


@dataclass(frozen=True)
class UnderWay:
    """An answer being written, with how many contributions it holds."""

    response: Response
    size: int


def read_choice(asked: Mapping[str, str]) -> Choice:
    """Read a choice from the query of an address."""
    similar, group = (_code(asked.get(name, "")) for name in ("similar", "group"))
    words = {
        name: clean_line(asked.get(name, ""))[:200] for name in ("q", "theme", "language", "consultation", "after")
    }
    return Choice(
        query=words["q"],
        theme=words["theme"],
        language=words["language"],
        consultation=words["consultation"],
        similar=similar,
        group=group,
        heading=asked.get("heading", "") if _HEADING.fullmatch(asked.get("heading", "")) else "",
        late=bool(asked.get("late")),
        after=words["after"],
    )


def _code(receipt: str) -> str:
    try:
        return read_code(receipt) if receipt else ""
    except NotAReceipt:
        return ""


def waiting_page(cycle: Cycle, choice: Choice, on: datetime.date) -> Waiting:
    """Return a page of what waits; the number of queries depends on nothing but the kind of choice."""
    alike = _alike(cycle, choice.similar) if choice.similar else None
    rows = _chosen(cycle, choice, on, alike)
    shown = rows.annotate(beginning=BEGINNING).defer("words").prefetch_related("themes")
    if alike is None:
        page = keyset(shown, ["answer_due_on", "id"], choice.after, SIZE)
    else:
        page = KeysetPage(sorted(shown, key=lambda each: alike.index(each.code)))
    groups = _groups_of(page.rows)
    found = [WaitingRow(each, _is_late(each, on), groups.get(each.pk)) for each in page.rows]
    return Waiting(found, page, rows.count())


def everything(cycle: Cycle, choice: Choice, on: datetime.date) -> list[int]:
    """Return the keys of all that was chosen, a thousand at most, whoever waits longest first."""
    alike = _alike(cycle, choice.similar) if choice.similar else None
    rows = _chosen(cycle, choice, on, alike).order_by("answer_due_on", "id")
    return list(rows.values_list("pk", flat=True)[:MOST])


def numbers(cycle: Cycle, on: datetime.date) -> dict[str, int]:
    """Return how many contributions of a cycle wait, and how many of these wait too long; one query."""
    return _waiting(cycle).aggregate(waiting=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=on)))


def under_way(cycle: Cycle) -> list[UnderWay]:
    """Return the answers of a cycle that are being written or read, the newest first; two queries."""
    responses = list(
        Response.objects.under_way()
        .filter(cycle=cycle)
        .select_related("cycle__place", "organisation", "drafted_by")
        .order_by("-pk")
    )
    sizes = sizes_of(responses)
    return [UnderWay(response, sizes.get(response.pk, 0)) for response in responses]


def languages_waiting(cycle: Cycle) -> list[str]:
    """Return the languages in which something waits; one query."""
    return list(_waiting(cycle).order_by("language").values_list("language", flat=True).distinct())


def like(cycle: Cycle, code: str) -> Contribution | None:
    """Return the contribution others are compared with; none when it is not in this cycle or cannot be read."""
    rows = Contribution.objects.published().filter(code=code, consultation__cycle=cycle)
    return rows.select_related("consultation").first() if code else None


def said_alike_with(response: Response, most: int = MOST_ALIKE) -> list[Contribution]:
    """Return what waits and is grouped with something in an answer, to be taken into it too; one query."""
    groups = Membership.objects.filter(contribution__answered_in__response=response, left_at=None).values("group")
    rows = _waiting(response.cycle).filter(memberships__left_at=None, memberships__group__in=groups)
    return list(rows.order_by("pk")[:most])


def _waiting(cycle: Cycle) -> Rows:
    return Contribution.objects.published().filter(consultation__cycle=cycle, answer="", answered_in=None)


def _groups_of(rows: Iterable[Contribution]) -> dict[int, Group]:
    """Return the groups in which contributions are read; one query."""
    current = Membership.objects.filter(contribution__in=[each.pk for each in rows], left_at=None, group__size__gt=1)
    return {each.contribution_id: each.group for each in current.select_related("group__lead")}


def _is_late(contribution: Contribution, on: datetime.date) -> bool:
    return contribution.answer_due_on is not None and contribution.answer_due_on < on


def _chosen(cycle: Cycle, choice: Choice, on: datetime.date, alike: list[str] | None) -> Rows:
    rows = _waiting(cycle)
    if choice.consultation:
        rows = rows.filter(consultation__slug=choice.consultation)
    if choice.language:
        rows = rows.filter(language=choice.language)
    if choice.theme:
        rows = rows.filter(themes_named__theme__slug=choice.theme)
    if choice.group:
        rows = rows.filter(
            memberships__left_at=None, memberships__group__lead__code=choice.group, memberships__group__undone_at=None
        )
    if choice.heading:
        rows = rows.filter(pk__in=_under(choice))
    if choice.late:
        rows = rows.filter(answer_due_on__lt=on)
    if choice.query:
        rows = rows.filter(code__in=_matching(cycle, choice))
    return rows if alike is None else rows.filter(code__in=alike)


def _under(choice: Choice) -> QuerySet[Heard]:
    """Return what the sentences under a heading rest on."""
    section = {"section__kind": choice.heading[0], "section__number": int(choice.heading[1:])}
    heard = Heard.objects.standing().filter(section__report__consultation__slug=choice.consultation, **section)
    return heard.values("contributions")


def _matching(cycle: Cycle, choice: Choice) -> list[str]:
    """Return the receipts that hold the words looked for, the newest thousand of each consultation."""
    wanted = (("theme", choice.theme), ("language", choice.language))
    labels = ["unanswered", *(f"{name}:{value}" for name, value in wanted if value)]
    scopes = Consultation.objects.filter(cycle=cycle).values_list("slug", flat=True)
    return [
        code
        for scope in scopes
        if choice.consultation in ("", scope)
        for code in search_keys("contribution", scope, choice.query, MOST, labels=labels)
    ]


def _alike(cycle: Cycle, code: str) -> list[str]:
    """Return the receipts of what is most like one contribution, itself first."""
    one = like(cycle, code)
    if one is None:
        return []
    near = [each.code for each in alike(one.consultation, one.words, apart_from=one.code, most=MOST_ALIKE)]
    known = [one.code, *near]
    return [*known, *similar_keys("contribution", one.consultation.slug, one.words, MOST_ALIKE, exclude=known)]


def institutions_for(person: Person, cycle: Cycle) -> QuerySet[Organisation]:
    """Return the institutions in whose name a person may answer: any of the place for conveners, else their own."""
    institutions = Organisation.objects.filter(place=cycle.place_id, kind=Organisation.Kind.PUBLIC)
    if person.has_role(Role.Kind.CONVENER, cycle.place):
        return institutions
    own = [role.organisation_id for role in person.current_roles if role.kind == Role.Kind.RESPONDER]
    return Organisation.objects.filter(pk__in=own, place=cycle.place_id)

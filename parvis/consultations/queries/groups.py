"""What says the same: the groups that stand, and those the words propose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from parvis.consultations.groups import numbers_of
from parvis.consultations.likeness import alike
from parvis.consultations.models import Consultation, Contribution, Group, KeptApart, Likeness, Membership, Subscription
from parvis.consultations.rules import GROUPERS
from parvis.core.likeness import Score, likeness
from parvis.core.pages import KeysetPage, keyset
from parvis.people.models import Person

SIZE = 20
# Of one proposal: how many are shown with their differences at a time, and how many letters of each are compared.
SHOWN = 40
COMPARED = 1500

type Rows = QuerySet[Contribution]


@dataclass(frozen=True)
class Proposal:
    """Contributions that could be grouped: the one they would be grouped with, how many they are, and how alike."""

    lead: Contribution
    size: int
    least: int
    most: int


@dataclass(frozen=True)
class Candidate:
    """A contribution that could be grouped with another, and what differs in its words."""

    contribution: Contribution
    score: Score
    old: str
    new: str


@dataclass(frozen=True)
class Preview:
    """What grouping would do: how many contributions, the people behind them, and how many get a letter."""

    size: int
    people: int
    letters: int


def consultations_grouped_by(person: Person) -> list[int]:
    """Return the consultations in which `person` may group; all of them, for a keeper."""
    consultations = Consultation.objects.all()
    if not person.is_keeper:
        places = [role.place_id for role in person.current_roles if role.kind in GROUPERS]
        consultations = consultations.filter(cycle__place__in=places)
    return list(consultations.values_list("pk", flat=True))


def proposals(consultations: Collection[int], after: str = "") -> KeysetPage[Any]:
    """Return a page of proposals, the latest family first, as `Proposal`; three queries."""
    families = (
        _proposed(consultations).values("family").annotate(size=Count("pk"), least=Min("percent"), most=Max("percent"))
    )
    page = keyset(families, ["-family"], after, SIZE)
    leads = _leads([row["family"] for row in page.rows])
    rows = [Proposal(leads[row["family"]], row["size"], row["least"], row["most"]) for row in page.rows]
    return KeysetPage(rows, page.after)


def groups_of(consultations: Collection[int], after: str = "") -> KeysetPage[Group]:
    """Return a page of the groups that stand, the latest first."""
    standing = Group.objects.filter(status=Group.Status.STANDING, lead__consultation__in=consultations)
    return keyset(standing.select_related("lead__consultation"), ["-pk"], after, SIZE)


def standing_group(lead: Contribution) -> Group | None:
    """Return the group a contribution leads, if it leads one."""
    found = Group.objects.filter(lead=lead, status=Group.Status.STANDING)
    return found.select_related("lead__consultation__cycle__place").first()


def group_with(contribution: Contribution) -> Group | None:
    """Return the group a contribution is in, as its lead or not."""
    membership = Membership.objects.filter(contribution=contribution, left_at=None)
    found = membership.select_related("group__lead__consultation__cycle__place").first()
    return found.group if found else None


def members_page(found: Group, after: str = "") -> KeysetPage[Contribution]:
    """Return a page of the members everybody can read, the earliest first, but for the lead."""
    rows = Contribution.objects.published().filter(memberships__group=found, memberships__left_at=None)
    return keyset(rows.exclude(pk=found.lead_id), ["id"], after, SHOWN)


def candidates(lead: Contribution) -> list[Candidate]:
    """Return what could be grouped with a contribution, the most alike first."""
    family = Likeness.objects.filter(pk=lead.pk).values_list("family", flat=True).first()
    root = family or lead.pk
    relatives = _proposed([lead.consultation_id], lead.pk).filter(Q(family=root) | Q(pk=root)).exclude(pk=lead.pk)
    numbers = list(relatives.order_by("-percent", "pk").values_list("pk", flat=True)[:SHOWN])
    near = alike(lead.consultation, lead.words, apart_from=lead.code, most=SHOWN)
    numbers += _free([each.number for each in near if each.number not in numbers], lead)
    found = [_candidate(lead, each) for each in Contribution.objects.published().filter(pk__in=numbers[:SHOWN])]
    return sorted(found, key=lambda each: (-each.score.percent, each.contribution.pk))


def preview_of(lead: Contribution, members: Sequence[Contribution]) -> Preview:
    """Say what grouping would do."""
    together = set(Membership.objects.filter(group__lead=lead, left_at=None).values_list("contribution", flat=True))
    everyone = together | {lead.pk, *(each.pk for each in members)}
    told = Subscription.objects.filter(contribution__in=[lead, *members], confirmed_at__isnull=False)
    letters = told.filter(person__is_active=True).values("person").distinct().count()
    return Preview(**numbers_of(everyone), letters=letters)


def chosen(lead: Contribution, numbers: Collection[int]) -> list[Contribution]:
    """Return the contributions ticked, of the same consultation and readable by everybody."""
    rows = Contribution.objects.published().filter(pk__in=numbers, consultation=lead.consultation_id)
    return list(rows.exclude(pk=lead.pk).order_by("pk"))


def _proposed(consultations: Collection[int], lead: int | None = None) -> QuerySet[Likeness]:
    """Return what has a family, is in no group, and was not found to say something else."""
    rows = Likeness.objects.filter(
        contribution__consultation__in=consultations, contribution__status=Contribution.Status.PUBLISHED
    )
    if lead is None:
        rows = rows.filter(family__status=Contribution.Status.PUBLISHED)
    apart = KeptApart.objects.filter(contribution=OuterRef("pk"), lead=lead or OuterRef("family"))
    return rows.exclude(_grouped("pk")).exclude(Exists(apart))


def _grouped(number: str) -> Exists:
    return Exists(Membership.objects.filter(contribution=OuterRef(number), left_at=None))


def _free(numbers: list[int], lead: Contribution) -> list[int]:
    apart = KeptApart.objects.filter(contribution=OuterRef("pk"), lead=lead)
    rows = Contribution.objects.filter(pk__in=numbers).exclude(_grouped("pk")).exclude(Exists(apart))
    return list(rows.values_list("pk", flat=True))


def _leads(roots: list[int]) -> dict[int, Contribution]:
    """Return with which contribution each family would be grouped: its earliest, or the lead of that one's group."""
    found = Contribution.objects.select_related("consultation").in_bulk(roots)
    joined = Membership.objects.filter(contribution__in=roots, left_at=None).exclude(group__lead=F("contribution"))
    for membership in joined.select_related("group__lead__consultation"):
        found[membership.contribution_id] = membership.group.lead
    return found


def _candidate(lead: Contribution, other: Contribution) -> Candidate:
    return Candidate(other, likeness(lead.words, other.words), lead.words[:COMPARED], other.words[:COMPARED])

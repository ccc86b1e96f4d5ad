"""Gather commitments into the plan of a cycle, and publish it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from parvis.commitments.models import TEXTS, Commitment, Plan, PlanLine
from parvis.commitments.rules import may_change_plan, may_convene
from parvis.commitments.wording import cleaned, digests, require_parity, write
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.core.languages import listed
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

AROUND = ("cycle__place",)
"""What the rules ask a plan about."""
WRITTEN = ("plan.created", "plan.changed")
"""The verbs by which a plan comes to say what it says."""


@transaction.atomic
def create_plan(
    cycle: Cycle,
    *,
    by: Person,
    title: Mapping[str, str],
    introduction: Mapping[str, str] | None = None,
    seen: Marks | None = None,
) -> Plan:
    """Begin the plan of a cycle; a cycle has one, and beginning it again gives it as it is.

    Refused when overtaken, that is when somebody has begun it otherwise since a form showed `seen`: nothing.
    """
    may_convene(by, cycle).enforce()
    texts = {"title": cleaned(title), "introduction": cleaned(introduction)}
    if not texts["title"]:
        raise Refused(_("Give the plan a title, in one language at least."))
    plan, is_new = Plan.objects.get_or_create(cycle=cycle)
    if is_new:
        write(plan, cycle, texts)
        record("plan.created", plan, role=role_of(by, plan))
    else:
        _refuse_overtaken(plan, seen, texts)
    return plan


@transaction.atomic
def change_plan(
    plan: Plan,
    *,
    by: Person,
    title: Mapping[str, str],
    introduction: Mapping[str, str] | None = None,
    confirmed: Iterable[str] = (),
    seen: Marks | None = None,
) -> Plan:
    """Change a plan's title and introduction while it is being gathered; refused when overtaken.

    `confirmed` languages were read again and still say the same; `seen` is what the form showed.
    """
    lock(plan, *AROUND)
    may_change_plan(by, plan).enforce()
    texts = {"title": cleaned(title), "introduction": cleaned(introduction)}
    if not texts["title"]:
        raise Refused(_("Give the plan a title, in one language at least."))
    _refuse_overtaken(plan, seen, texts)
    if write(plan, plan.cycle, texts, confirmed):
        record("plan.changed", plan, role=role_of(by, plan))
    return plan


@transaction.atomic
def add_line(plan: Plan, commitment: Commitment, *, by: Person) -> PlanLine:
    """Put a commitment of the cycle at the end of its plan."""
    lock(plan, *AROUND)
    may_change_plan(by, plan).enforce()
    if commitment.cycle_id != plan.cycle_id:
        raise Refused(_("A plan gathers the commitments of its own cycle."))
    if commitment.status == Commitment.Status.WITHDRAWN:
        raise Refused(_("This commitment was withdrawn."))
    line = plan.lines.filter(commitment=commitment).first()
    if line is None:
        last = plan.lines.aggregate(last=Max("number"))["last"] or 0
        line = PlanLine.objects.create(plan=plan, commitment=commitment, number=last + 1)
        record("plan.line_added", plan, role=role_of(by, plan), facts={"commitment": commitment.slug})
    return line


@transaction.atomic
def move_line(plan: Plan, commitment: Commitment, *, by: Person, to: int) -> list[PlanLine]:
    """Move a commitment to the place `to` (from 1) in the plan; return the lines in their new order."""
    lock(plan, *AROUND)
    may_change_plan(by, plan).enforce()
    lines = list(plan.lines.select_related("commitment"))
    moved = next((line for line in lines if line.commitment_id == commitment.pk), None)
    if moved is None:
        raise Refused(_("This commitment is not in the plan."))
    ordered = [line for line in lines if line is not moved]
    ordered.insert(min(max(to, 1), len(lines)) - 1, moved)
    if ordered != lines:
        _number(plan, ordered)
        slugs = [line.commitment.slug for line in ordered]
        record("plan.ordered", plan, role=role_of(by, plan), facts={"commitments": slugs})
    return ordered


@transaction.atomic
def remove_line(plan: Plan, commitment: Commitment, *, by: Person) -> bool:
    """Take a commitment out of the plan; return whether it was there."""
    lock(plan, *AROUND)
    may_change_plan(by, plan).enforce()
    removed, _by_model = plan.lines.filter(commitment=commitment).delete()
    if removed:
        _number(plan, list(plan.lines.all()))
        record("plan.line_removed", plan, role=role_of(by, plan), facts={"commitment": commitment.slug})
    return bool(removed)


@transaction.atomic
def publish_plan(plan: Plan, *, by: Person) -> Plan:
    """Publish a plan whose commitments are all adopted and complete, with no stale text, in the official languages."""
    lock(plan, *AROUND)
    may_convene(by, plan.cycle).enforce()
    commitments = [line.commitment for line in plan.lines.select_related("commitment")]
    if plan.status == Plan.Status.DRAFT:
        _require_ready(plan, commitments)
    if plan.move("publish", published_at=clock.now()):
        facts = {
            "commitments": [f"{each.slug}/{each.version}" for each in commitments],
            "sha256": digests(title=plan.title, introduction=plan.introduction),
        }
        record("plan.published", plan, role=role_of(by, plan), facts=facts)
    return plan


def role_of(person: Person, plan: Plan) -> str:
    """Return the plain word for the role in which `person` acts on a plan."""
    return role_in(person, plan.cycle.place, "convener")


def _refuse_overtaken(plan: Plan, seen: Marks | None, texts: Mapping[str, Words]) -> None:
    saved = {name: getattr(plan, name) for name in texts}
    refuse_overtaken(plan, seen, saved=saved, typed=texts, verbs=WRITTEN)


def _number(plan: Plan, ordered: Sequence[PlanLine]) -> None:
    # Out of the way first: two lines never share a number, not even for the length of a statement.
    plan.lines.update(number=F("number") + len(ordered) + 1)
    for number, line in enumerate(ordered, start=1):
        line.number = number
    PlanLine.objects.bulk_update(ordered, ["number"])


def _require_ready(plan: Plan, commitments: list[Commitment]) -> None:
    if not commitments:
        raise Refused(_("This plan has no commitment in it yet."))
    waiting = [each.code for each in commitments if each.status != Commitment.Status.ADOPTED]
    if waiting:
        raise Refused(
            _("Every commitment of a plan is adopted before it is published. These are not: %(commitments)s.")
            % {"commitments": listed(waiting)}
        )
    require_parity(plan.cycle, [plan], ["title", "introduction"] if plan.introduction else ["title"])
    require_parity(plan.cycle, commitments, TEXTS)

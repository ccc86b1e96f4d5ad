"""Decide the same about many contributions, and undo it as one."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.moderation import TAKEN_BACK_WITHIN, TOO_LATE, hide, publish, take_back
from parvis.consultations.models import Consultation, Contribution, Sweep
from parvis.consultations.rules import may_sweep, role_in
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record

MOST = 500
TOO_MANY = _("Choose at most %(most)d contributions at a time.")
NOTHING_CHOSEN = _("Choose at least one contribution.")


@transaction.atomic
def publish_many(consultation: Consultation, contributions: Iterable[Contribution], *, by: Person) -> Sweep:
    """Publish contributions that wait; those that do not wait any more are left alone."""
    may_sweep(by, consultation).enforce()
    return _sweep(consultation, contributions, by, Sweep.Act.PUBLISH, lambda contribution: publish(contribution, by=by))


@transaction.atomic
def hide_many(
    consultation: Consultation, contributions: Iterable[Contribution], *, by: Person, reason: str, because: str
) -> Sweep:
    """Hide contributions for one reason and in one sentence; those hidden already keep theirs."""
    may_sweep(by, consultation).enforce()
    return _sweep(
        consultation,
        contributions,
        by,
        Sweep.Act.HIDE,
        lambda contribution: hide(contribution, by=by, reason=reason, because=because),
    )


@transaction.atomic
def undo_sweep(sweep: Sweep, *, by: Person) -> Sweep:
    """Undo, within the hour, what one act changed; what somebody changed since is left alone."""
    may_sweep(by, sweep.consultation).enforce()
    if clock.now() - sweep.made_at > TAKEN_BACK_WITHIN:
        raise Refused(TOO_LATE)
    if sweep.move("undo"):
        stands = {Sweep.Act.PUBLISH: Contribution.Status.PUBLISHED, Sweep.Act.HIDE: Contribution.Status.HIDDEN}
        same = _of(sweep.consultation, sweep.codes).filter(status=stands[Sweep.Act(sweep.act)], answer="")
        codes = [take_back(contribution, by=by).code for contribution in same]
        _record("sweep.undone", sweep, by, codes)
    return sweep


def _sweep(
    consultation: Consultation,
    contributions: Iterable[Contribution],
    by: Person,
    act: Sweep.Act,
    decide: Callable[[Contribution], object],
) -> Sweep:
    asked = list(contributions)
    if not asked:
        raise Refused(NOTHING_CHOSEN)
    if len(asked) > MOST:
        raise Refused(TOO_MANY % {"most": MOST})
    # The acts are called like the moves they make.
    sources = Contribution.MOVES[act].sources
    changed = (
        _of(consultation, [each.code for each in asked]).filter(status__in=sources).select_for_update(of=("self",))
    )
    codes = []
    for contribution in changed:
        decide(contribution)
        codes.append(contribution.code)
    sweep = Sweep.objects.create(consultation=consultation, act=act, codes=codes, by=by)
    _record("sweep.made", sweep, by, codes)
    return sweep


def _of(consultation: Consultation, codes: Iterable[str]):
    found = Contribution.objects.filter(consultation=consultation, code__in=list(codes))
    return found.select_related("consultation__cycle__place").order_by("pk")


def _record(verb: str, sweep: Sweep, by: Person, codes: list[str]) -> None:
    facts = {"consultation": sweep.consultation.slug, "act": str(sweep.act), "contributions": codes}
    record(verb, sweep, role=role_in(by, sweep.place, "moderator", "convener"), facts=facts)

"""Stand behind what somebody said."""

from django.db import transaction
from django.db.models import F

from parvis.consultations.actions.subscriptions import forget_if_unused, note_address
from parvis.consultations.models import Contribution, Support, SupportSource
from parvis.consultations.rules import may_support, may_withdraw_support
from parvis.core import clock
from parvis.core.limits import DAY, span_of
from parvis.people.models import Person
from parvis.record import record


@transaction.atomic
def support(contribution: Contribution, *, by: Person, proves_address: bool = False, network: str = "") -> bool:
    """Count one person behind a contribution; tell whether that is new. The record does not say who.

    `proves_address` when they came by a link from a letter: that they read their address is then known. `network` is
    where they came from: how many came from there is counted apart from who they are.
    """
    by, contribution = Person.objects.hold(by), _locked(contribution)
    may_support(by, contribution).enforce()
    if proves_address:
        note_address(by)
    _support, is_new = Support.objects.get_or_create(contribution=contribution, person=by)
    if is_new:
        _count(contribution, +1)
        if network:
            _count_source(contribution, network)
        record("contribution.supported", contribution, role="anyone")
    return is_new


@transaction.atomic
def withdraw_support(contribution: Contribution, *, by: Person, proves_address: bool = False) -> bool:
    """Count a person behind a contribution no more; tell whether they were counted.

    `proves_address` when they came by a link from a letter: an address that nothing else needs is then forgotten.
    """
    by, contribution = Person.objects.hold(by), _locked(contribution)
    may_withdraw_support(by, contribution).enforce()
    if proves_address:
        note_address(by)
    was_there, _by_model = Support.objects.filter(contribution=contribution, person=by).delete()
    if proves_address:
        forget_if_unused(by)
    if was_there:
        _count(contribution, -1)
        record("support.withdrawn", contribution, role="anyone")
    return bool(was_there)


def _locked(contribution: Contribution) -> Contribution:
    """Hold the row until the transaction ends: whoever else supports it waits their turn."""
    return Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)


def _count_source(contribution: Contribution, network: str) -> None:
    """Count one more from a network today; nobody else does, as long as the contribution is held."""
    token, _end = span_of("support", f"{contribution.code} {network}", DAY)
    if not SupportSource.objects.filter(contribution=contribution, token=token).update(number=F("number") + 1):
        SupportSource.objects.create(contribution=contribution, day=clock.now().date(), token=token)


def _count(contribution: Contribution, change: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(supports=F("supports") + change)

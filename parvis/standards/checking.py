"""Find anew how requirements stand, and keep it: all of many cycles, or what one event may have changed."""

from collections.abc import Collection, Iterable

from django.db import transaction

from parvis.core import clock
from parvis.cycles.models import Cycle
from parvis.cycles.queries.rule_sets import parameters_of
from parvis.standards.kept import kept
from parvis.standards.models import SelfCheck
from parvis.standards.queries.facts import facts_of
from parvis.standards.requirements import REQUIREMENTS, judge

AT_ONCE = 100
_COLUMNS = ["state", "evidence", "missing", "fails_on", "checked_on", "checked_at"]


def check(cycles: Iterable[Cycle], reads: Collection[str] | None = None) -> int:
    """Find anew how cycles stand, by the facts named (all, if none is); return how many requirements were looked at.

    Each cycle must have its place with it. A constant number of queries for each hundred.
    """
    cycles = [cycle for cycle in cycles if cycle.status != Cycle.Status.DRAFT]
    return sum(_check(cycles[start : start + AT_ONCE], reads) for start in range(0, len(cycles), AT_ONCE))


@transaction.atomic
def _check(cycles: list[Cycle], reads: Collection[str] | None) -> int:
    keys = {key for key, each in REQUIREMENTS.items() if reads is None or each.reads & set(reads)}
    wanted = {name for key in keys for name in REQUIREMENTS[key].reads}
    now, parameters, facts = clock.now(), parameters_of(cycles), facts_of(cycles, wanted)
    rows = []
    for cycle in cycles:
        on = now.astimezone(cycle.place.zone).date()
        findings = judge(facts[cycle.pk], parameters[cycle.pk], on, keys)
        rows += [SelfCheck(cycle=cycle, key=each.key, checked_on=on, checked_at=now, **kept(each)) for each in findings]
    SelfCheck.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["cycle", "key"], update_fields=_COLUMNS, batch_size=AT_ONCE
    )
    return len(rows)

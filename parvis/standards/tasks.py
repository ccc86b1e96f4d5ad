"""What is done by the clock: a new day is looked at, and people are warned before a requirement fails."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils.translation import override

from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.mail import post
from parvis.cycles.models import Cycle
from parvis.cycles.queries.rule_sets import rules_of
from parvis.people.models import Role
from parvis.standards.checking import check
from parvis.standards.kept import read_missing
from parvis.standards.models import Reminder, SelfCheck
from parvis.standards.phrases import sentence
from parvis.standards.requirements import State

# Days before a requirement fails.
WARNED = (30, 14, 3)


@task
def build(pk: int) -> None:
    """Build a pack; gone on with when it was interrupted, and given up when it cannot be made."""
    # Dear to load: only a worker pays, and no web process.
    from parvis.standards.pack.keeping import build_and_keep

    build_and_keep(pk)


@every(hours=24)
def let_go_of_old_packs() -> None:
    """Keep the files of the last two packs of each cycle; of the others, what they were known by."""
    from parvis.standards.pack.keeping import let_go

    let_go()


@every(hours=1)
def look_at_the_new_day() -> None:
    """Find anew how the cycles stand in whose places a day has begun since, then warn."""
    now = clock.now()
    running = Cycle.objects.filter(status=Cycle.Status.OPEN).select_related("place")
    checked = dict(SelfCheck.objects.filter(cycle__in=running).values_list("cycle", "checked_on"))
    check(cycle for cycle in running if checked.get(cycle.pk) != now.astimezone(cycle.place.zone).date())
    warn(running)


def warn(cycles: Iterable[Cycle]) -> int:
    """Write to the conveners of cycles of each requirement that fails soon; each is told once at each stage. Return the letters."""
    cycles = {cycle.pk: cycle for cycle in cycles}
    soon = clock.now().date() + datetime.timedelta(days=max(WARNED) + 1)
    waiting = SelfCheck.objects.filter(cycle__in=cycles, fails_on__lte=soon).exclude(state=State.NOT_MET)
    written = 0
    for found in waiting:
        cycle = cycles[found.cycle_id]
        left = (found.fails_on - cycle.today()).days
        stage = min((days for days in WARNED if 0 <= left <= days), default=None)
        if stage is not None:
            written += _warn(cycle, found, stage)
    return written


@transaction.atomic
def _warn(cycle: Cycle, found: SelfCheck, stage: int) -> int:
    _reminder, is_new = Reminder.objects.get_or_create(
        cycle=cycle, key=found.key, fails_on=found.fails_on, days_before=stage
    )
    if not is_new:
        return 0
    rule = rules_of(cycle)[found.key]
    roles = Role.objects.current().filter(place=cycle.place, kind=Role.Kind.CONVENER, person__is_active=True)
    people = {role.person for role in roles.select_related("person")}
    for person in people:
        with override(person.language):
            context = {
                "cycle": cycle,
                "place": cycle.place,
                "rule": rule,
                "fails_on": found.fails_on,
                "missing": [sentence(each) for each in read_missing(found.missing)],
                "page": f"{settings.BASE_URL.geturl()}{_address(cycle)}#{found.key}",
            }
            key = f"standard:{cycle.slug}:{found.key}:{found.fails_on}:{stage}"
            post(to=person.email, kind="standards.fails_soon", key=key, language=person.language, context=context)
    return len(people)


def _address(cycle: Cycle) -> str:
    return f"{cycle.get_absolute_url()}standards/"

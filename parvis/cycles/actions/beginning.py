"""Begin the timeline of a cycle from a pattern, without writing over what is there unless asked to."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core.dates import day_words, number_words
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.cycles.actions.activities import MOST
from parvis.cycles.actions.cycles import PhaseSpan, change_phases
from parvis.cycles.models import Activity, Cycle, DueDay, Phase
from parvis.cycles.patterns import FEWEST_DAYS, Pattern
from parvis.cycles.rules import may_frame
from parvis.cycles.snapshots import digest_of, snapshot_of
from parvis.cycles.timelines import Row, Timeline
from parvis.record import record
from parvis.record.append import Line, record_many

_DAY = datetime.timedelta(days=1)


@transaction.atomic
def begin_timeline(
    cycle: Cycle, *, by: Any, pattern: Pattern, timeline: Timeline, replaces: bool, expected: str | None = None
) -> list[Activity]:
    """Plan the phases and activities of a pattern, as laid out in `timeline`; return those that are new.

    When it `replaces`, the phases and activities there are go first, else phases stay and activities are added; one that
    is already there (the same kind and title) is not planned again. `expected` is the digest of what whoever asks has
    read; when it is another by now, nothing is changed. What was published stays published.
    """
    may_frame(by, cycle.place).enforce()
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("place").get(pk=cycle.pk)
    if expected not in (None, digest_of(snapshot_of(cycle))):
        raise Refused(_("Somebody changed the timeline while you were reading it. Read what it says now."))
    if replaces:
        _remove_all(cycle, by)
    if cycle.activities.count() + len(timeline.rows) > MOST:
        raise Refused(_("A timeline holds at most %(most)s activities.") % {"most": MOST})
    if replaces or not cycle.phases.exists():
        spans = [PhaseSpan(phase.title, phase.starts_on, phase.ends_on) for phase in timeline.phases]
        change_phases(cycle, by=by, phases=spans)
    DueDay.objects.update_or_create(cycle=cycle, defaults={"day": timeline.due})
    planned = _plan(cycle, timeline)
    record("cycle.timeline_begun", cycle, by=by, facts={"pattern": pattern.key, "replaced": replaces})
    return planned


def span_for(
    cycle: Cycle, pattern: Pattern, starts_on: datetime.date | None, due_on: datetime.date | None
) -> tuple[datetime.date, datetime.date]:
    """Return the first day and the day the plan is due; the one not given is counted from the other.

    Raise `Refused` when they do not fit into the cycle.
    """
    usual = (pattern.days - 1) * _DAY
    if due_on and not starts_on:
        starts_on = max(cycle.starts_on, due_on - usual)
    starts_on = starts_on or cycle.starts_on
    due_on = due_on or starts_on + usual
    if starts_on < cycle.starts_on or due_on >= cycle.ends_on:
        days = {"first": day_words(cycle.starts_on), "last": day_words(cycle.ends_on), "due": day_words(due_on)}
        raise Refused(
            _("The cycle runs from %(first)s to %(last)s, and the plan would be due on %(due)s. Choose days within it.")
            % days
        )
    if (due_on - starts_on).days + 1 < FEWEST_DAYS:
        raise Refused(_("Leave at least %(days)s days before the plan is due.") % {"days": number_words(FEWEST_DAYS)})
    return starts_on, due_on


def _remove_all(cycle: Cycle, by: Any) -> None:
    gone = list(cycle.activities.all())
    for activity in gone:
        activity.cycle = cycle
    cycle.activities.all().delete()
    record_many(Line("activity.removed", activity, by=by) for activity in gone)


def _plan(cycle: Cycle, timeline: Timeline) -> list[Activity]:
    phases = list(cycle.phases.all())
    known = {(each.kind, frozenset(each.title.items())): each for each in cycle.activities.all()}
    there: dict[int, Activity] = {}
    new = []
    for row in timeline.rows:
        same = known.get((row.kind, frozenset(row.title.items())))
        there[row.key] = same or _activity(cycle, row, phases)
        if not same:
            new.append((row, there[row.key]))
    for row, activity in new:
        activity.depends_on.set([there[key] for key in row.after])
    return [activity for _row, activity in new]


def _activity(cycle: Cycle, row: Row, phases: list[Phase]) -> Activity:
    activity = Activity.objects.create(
        cycle=cycle,
        phase=next((phase for phase in phases if phase.starts_on <= row.starts_on <= phase.ends_on), None),
        kind=row.kind,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        lead_days=row.lead_days,
        approval=row.approval,
    )
    for name in ("title", "approval"):
        note(activity, name, source=cycle.first_language)
    return activity

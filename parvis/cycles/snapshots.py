"""Hold a timeline still: what is saved of a cycle's phases and activities, as the plain data that is published."""

import datetime
import hashlib
from typing import Any

from parvis.cycles.models import Cycle, DueDay
from parvis.record.leaves import canonical


def snapshot_of(cycle: Cycle) -> dict[str, Any]:
    """Return a cycle's timeline as it is saved now; four queries, whatever it holds."""
    phases = list(cycle.phases.all())
    numbers = {phase.pk: phase.number for phase in phases}
    activities = cycle.activities.prefetch_related("depends_on")
    return {
        "cycle": cycle.slug,
        "starts_on": cycle.starts_on.isoformat(),
        "ends_on": cycle.ends_on.isoformat(),
        "due_on": due_on(cycle).isoformat(),
        "phases": [{"key": phase.number, "title": dict(phase.name), **_days(phase)} for phase in phases],
        "activities": [
            {
                "key": activity.pk,
                "title": dict(activity.title),
                "kind": str(activity.kind),
                "phase": numbers.get(activity.phase_id),
                "lead_days": activity.lead_days,
                "approval": dict(activity.approval),
                "after": sorted(each.pk for each in activity.depends_on.all()),
                **_days(activity),
            }
            for activity in activities
        ],
    }


def due_on(cycle: Cycle) -> datetime.date:
    """Return the day the plan is due: the one that was set, else the day before the last phase, in which it is delivered.

    A cycle of one phase, or of none, has until its last day.
    """
    due: DueDay | None = DueDay.objects.filter(cycle=cycle).first()
    if due:
        return due.day
    phases = list(cycle.phases.all())
    return phases[-1].starts_on - datetime.timedelta(days=1) if len(phases) > 1 else cycle.ends_on


def digest_of(snapshot: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


def _days(part: Any) -> dict[str, str]:
    return {"starts_on": part.starts_on.isoformat(), "ends_on": part.ends_on.isoformat()}

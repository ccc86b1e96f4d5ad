"""A timeline as it is told: phases and activities read from a snapshot, and what changed from one to the next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from parvis.core.words import Words
from parvis.cycles.critical_path import CriticalPath, Step, Task, critical_path


@dataclass(frozen=True)
class Bar:
    """A phase of a timeline."""

    key: int
    title: Words
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Row(Bar):
    """An activity of a timeline: `phase` is the number of its phase, `after` the keys of what it waits for."""

    kind: str
    phase: int | None
    lead_days: int
    approval: Words
    after: tuple[int, ...]

    @property
    def days(self) -> int:
        """Return how many calendar days it takes."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def set_going_on(self) -> date:
        """Return the day on which, as planned, its approval is asked for, or else it starts."""
        return self.starts_on - timedelta(days=self.lead_days)


@dataclass(frozen=True)
class Timeline:
    """The days of a cycle: from its first to its last, the day its plan is due, its phases and its activities."""

    begins: date
    ends: date
    due: date
    phases: tuple[Bar, ...]
    rows: tuple[Row, ...]

    def path(self, on: date) -> CriticalPath:
        """Return the critical path as it stands on a day.

        What was to be set going by then is taken to have been. What follows the plan by its nature, such as reporting, is left out.
        """
        rows = [row for row in self.rows if not self.follows_the_plan(row)]
        tasks = [Task(row.key, row.days, frozenset(row.after), row.lead_days) for row in rows]
        fixed = {row.key: row.starts_on for row in rows if row.set_going_on <= on}
        return critical_path(tasks, begins=max(self.begins, on), due=self.due, fixed=fixed)

    def follows_the_plan(self, row: Row) -> bool:
        """Tell whether an activity comes after the day the plan is due because it belongs there."""
        if row.starts_on <= self.due:
            return False
        phase = next((phase for phase in self.phases if phase.key == row.phase), None)
        return phase.starts_on > self.due if phase else row.kind == "reporting"


@dataclass(frozen=True)
class Standing:
    """How an activity stands on a day; the days are counts, 0 when there is nothing to say.

    `state` is "over", "under way" or "to come". `too_late` counts the days by which, as planned, it ends after its last
    day; `too_early` those by which it starts before what it waits for, and its approval, allow. `is_missed` when the
    last day to set it going is gone.
    """

    row: Row
    step: Step | None
    state: str
    is_critical: bool
    is_missed: bool
    too_late: int
    too_early: int


def standings(timeline: Timeline, path: CriticalPath, on: date) -> list[Standing]:
    """Return how each activity stands on a day."""
    ends = {row.key: row.ends_on for row in timeline.rows}
    return [_standing(row, path, ends, on) for row in timeline.rows]


def _standing(row: Row, path: CriticalPath, ends: Mapping[int, date], on: date) -> Standing:
    step = path.steps.get(row.key)
    state = "over" if row.ends_on < on else "under way" if row.starts_on <= on else "to come"
    is_open = step is not None and state != "over"
    free_on = max((ends[key] for key in row.after if key in ends), default=None)
    wanted = free_on + timedelta(days=row.lead_days + 1) if free_on else row.starts_on
    return Standing(
        row,
        step,
        state,
        is_critical=is_open and row.key in path.critical,
        is_missed=is_open and row.set_going_on > on and step.latest_ask < on,
        too_late=max(0, (row.ends_on - step.latest_end).days) if is_open else 0,
        too_early=max(0, (wanted - row.starts_on).days) if state == "to come" else 0,
    )


@dataclass(frozen=True)
class Change:
    """What is not as it was: `what` is "added", "moved", "changed" or "removed", `of` is "phase", "activity" or "due"."""

    what: str
    of: str
    title: Words
    before: tuple[date, date] | None = None
    after: tuple[date, date] | None = None


def changes_between(old: Timeline, new: Timeline) -> list[Change]:
    """Return what was added, moved, changed otherwise or removed, in the order of the new days."""
    due = [] if old.due == new.due else [Change("moved", "due", Words(), (old.due, old.due), (new.due, new.due))]
    return [*due, *_changes("phase", old.phases, new.phases), *_changes("activity", old.rows, new.rows)]


def _changes(of: str, old: Iterable[Bar], new: Iterable[Bar]) -> list[Change]:
    was = {bar.key: bar for bar in old}
    found = []
    for bar in new:
        before = was.pop(bar.key, None)
        if before is None:
            found.append(Change("added", of, bar.title, None, _span(bar)))
        elif _span(before) != _span(bar):
            found.append(Change("moved", of, bar.title, _span(before), _span(bar)))
        elif before != bar:
            found.append(Change("changed", of, bar.title, _span(before), _span(bar)))
    return found + [Change("removed", of, bar.title, _span(bar), None) for bar in was.values()]


def _span(bar: Bar) -> tuple[date, date]:
    return bar.starts_on, bar.ends_on


def read(snapshot: Mapping[str, Any]) -> Timeline:
    """Return the timeline a snapshot tells."""
    phases = tuple(_bar(Bar, phase) for phase in snapshot["phases"])
    rows = tuple(
        _bar(
            Row,
            told,
            kind=told["kind"],
            phase=told["phase"],
            lead_days=told["lead_days"],
            approval=Words(told["approval"]),
            after=tuple(told["after"]),
        )
        for told in snapshot["activities"]
    )
    begins, ends, due = (date.fromisoformat(snapshot[name]) for name in ("starts_on", "ends_on", "due_on"))
    return Timeline(begins, ends, due, phases, rows)


def _bar[B: Bar](shape: type[B], told: Mapping[str, Any], **more: Any) -> B:
    days = {name: date.fromisoformat(told[name]) for name in ("starts_on", "ends_on")}
    return shape(key=told["key"], title=Words(told["title"]), **days, **more)

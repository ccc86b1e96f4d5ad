"""What is the last day we can start? Dates counted back from the day the plan is due; plain Python, no database.

Everything is counted in calendar days, for approvals are waited for on Sundays too; a first and a last day both count.
An activity may begin on the day after all it waits for has ended; where it needs an approval, that is asked for on that day, and
its days go by first. The method is the critical path method of Kelley and Walker (1959), with lead times.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """Something that takes `days`, waits for the tasks with the keys `after`, and `lead_days` for an approval."""

    key: int
    days: int
    after: frozenset[int] = frozenset()
    lead_days: int = 0


@dataclass(frozen=True)
class Step:
    """When a task can be done, and when it must be; `slack` is how many days lie between, below 0 when it is too late."""

    task: Task
    earliest_start: date
    latest_start: date

    @property
    def earliest_end(self) -> date:
        """Return the first day on which it can be done."""
        return self.earliest_start + (self.task.days - 1) * _DAY

    @property
    def latest_end(self) -> date:
        """Return the last day on which it may end."""
        return self.latest_start + (self.task.days - 1) * _DAY

    @property
    def latest_ask(self) -> date:
        """Return the last day to set it going: to ask for its approval where it needs one, else to start it."""
        return self.latest_start - self.task.lead_days * _DAY

    @property
    def slack(self) -> int:
        """Return by how many days it may slip."""
        return (self.latest_start - self.earliest_start).days


@dataclass(frozen=True)
class CriticalPath:
    """The steps by key, and the keys of those that may slip least, from the first to the last."""

    steps: Mapping[int, Step]
    critical: Sequence[int]
    begins: date
    due: date

    @property
    def last_start(self) -> date | None:
        """Return the last day on which the whole can be set going and still be there in time."""
        return min((step.latest_ask for step in self.steps.values()), default=None)

    @property
    def slack(self) -> int:
        """Return by how many days the whole may slip; below 0 when it cannot be there in time."""
        return min((step.slack for step in self.steps.values()), default=(self.due - self.begins).days)


class Loop(ValueError):
    """Tasks that wait for one another; `keys` names them, each waiting for the next and the last for the first."""

    def __init__(self, keys: list[int]) -> None:
        super().__init__(keys)
        self.keys = keys


def critical_path(
    tasks: Iterable[Task], *, begins: date, due: date, fixed: Mapping[int, date] | None = None
) -> CriticalPath:
    """Return when each task can and must be done, when nothing is done before `begins` and all is done by `due`.

    `fixed` are the days on which tasks that are under way or over began: these are no longer a matter of choice.
    Raise `Loop` when tasks wait for one another. A task nobody knows is waited for by nobody.
    """
    known = {task.key: task for task in tasks}
    order = in_order(known)
    earliest = _earliest(known, order, begins, fixed or {})
    latest = _latest(known, order, due)
    steps = {key: Step(known[key], earliest[key], latest[key]) for key in order}
    least = min((step.slack for step in steps.values()), default=0)
    critical = [key for key in order if steps[key].slack == least]
    critical.sort(key=lambda key: (steps[key].latest_start, key))
    return CriticalPath(steps, critical, begins, due)


def _earliest(
    known: Mapping[int, Task], order: Sequence[int], begins: date, fixed: Mapping[int, date]
) -> dict[int, date]:
    starts: dict[int, date] = {}
    for key in order:
        task = known[key]
        ends = [starts[each] + known[each].days * _DAY for each in task.after if each in known]
        starts[key] = fixed.get(key) or max([begins, *ends]) + task.lead_days * _DAY
    return starts


def _latest(known: Mapping[int, Task], order: Sequence[int], due: date) -> dict[int, date]:
    ends = dict.fromkeys(known, due)
    starts: dict[int, date] = {}
    for key in reversed(order):
        task = known[key]
        starts[key] = ends[key] - (task.days - 1) * _DAY
        before = starts[key] - (task.lead_days + 1) * _DAY
        for each in task.after & known.keys():
            ends[each] = min(ends[each], before)
    return starts


def in_order(known: Mapping[int, Task]) -> list[int]:
    """Return the keys, each after all it waits for, or raise `Loop`."""
    order: list[int] = []
    waiting = {key: {each for each in task.after if each in known} for key, task in known.items()}
    while ready := sorted(key for key, after in waiting.items() if not after):
        order += ready
        waiting = {key: after - set(ready) for key, after in waiting.items() if key not in ready}
    if waiting:
        raise Loop(_loop(min(waiting), lambda key: waiting[key] & waiting.keys()))
    return order


def _loop(key: int, waits_for: Callable[[int], Collection[int]]) -> list[int]:
    """Walk from what never gets ready to what it waits for until a step comes again: from there on it is a loop."""
    walked: list[int] = []
    while key not in walked:
        walked.append(key)
        key = min(waits_for(key))
    return walked[walked.index(key) :]

"""What is repeated: by the clock, once for all workers; or each second, by every worker."""

# Django's tasks have type parameters for the checker only.
from __future__ import annotations

import functools
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.tasks import Task, task
from django.utils.module_loading import autodiscover_modules

from parvis.core import clock
from parvis.core.models.jobs import Schedule

type Function = Callable[[], Any]

_MONDAY = 1


@dataclass(frozen=True)
class Repeated:
    """A task and the moments ("slots") it is done at: every `period`, or every so many days at `hour`."""

    task: Task[[], Any]
    period: timedelta
    hour: time | None = None

    def latest_slot(self, now: datetime) -> datetime:
        """Return the last slot that is not after `now`."""
        if self.hour is None:
            seconds = int(self.period.total_seconds())
            return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
        zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
        day = now.astimezone(zone).date()
        # Seven days are a week that begins on Monday. An hour the clocks skip is taken an hour later.
        day -= timedelta((day.toordinal() - _MONDAY) % self.period.days)
        slot = datetime.combine(day, self.hour, zone).astimezone(UTC)
        if slot <= now:
            return slot
        return datetime.combine(day - self.period, self.hour, zone).astimezone(UTC)


_repeated: dict[str, Repeated] = {}
_beats: list[Function] = []


def every(
    *, seconds: int = 0, minutes: int = 0, hours: int = 0, days: int = 0, at: str = ""
) -> Callable[[Function], Function]:
    """Have a function of a `tasks.py` done once in each span of time, however many workers there are.

    `@every(minutes=5)`; `@every(days=1, at="03:30")` by the clock of TIME_ZONE; `@every(days=7, at="06:00")` on Mondays.
    After a time without workers it is done once, not once for each span missed. A new one begins at its next slot.
    """
    period = timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days)
    if period < timedelta(seconds=1) or (at and period != timedelta(days=period.days)):
        raise ValueError("Repeat after at least a second; give an hour only when repeating after days.")
    hour = time.fromisoformat(at) if at else time(0) if days else None

    def declare(function: Function) -> Function:
        _repeated[f"{function.__module__}.{function.__qualname__}"] = Repeated(task(function), period, hour)
        return function

    return declare


def each_second(function: Function) -> Function:
    """Have every worker call a function about once a second. It must be cheap, and safe when two call it at once."""
    if function not in _beats:
        _beats.append(function)
    return function


def beats() -> list[Function]:
    """Return what every worker does each second."""
    discover()
    return _beats


def scheduled_task(path: str) -> Task[[], Any] | None:
    """Return the task declared with `@every` at `path`."""
    return _repeated[path].task if path in _repeated else None


@functools.cache
def discover() -> None:
    """Import the `tasks.py` of every app, so that what they declare is known."""
    autodiscover_modules("tasks")


class Timetable:
    """Asks for what is repeated when its time has come; remembers what was asked for, to leave the database alone."""

    def __init__(self) -> None:
        self.asked: dict[str, datetime] = {}

    def ask_for_due(self) -> int:
        """Enqueue the repeated tasks whose latest slot nobody asked for yet; return how many."""
        discover()
        now = clock.now()
        asked = 0
        for name, repeated in list(_repeated.items()):
            slot = repeated.latest_slot(now)
            if slot > self.asked.get(name, datetime.min.replace(tzinfo=UTC)):
                asked += _ask(name, repeated, slot)
                self.asked[name] = slot
        return asked


@transaction.atomic
def _ask(name: str, repeated: Repeated, slot: datetime) -> bool:
    if Schedule.objects.filter(name=name, slot__lt=slot).update(slot=slot):
        repeated.task.enqueue()
        return True
    Schedule.objects.bulk_create([Schedule(name=name, slot=slot)], ignore_conflicts=True)
    return False

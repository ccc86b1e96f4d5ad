"""Cycles as pages show them: time gone and left, phases on a line, what is on and what was."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from parvis.core import clock
from parvis.cycles.models import CalendarLine, Cycle, CycleTheme, Phase
from parvis.places.models import Place

WEEK = 7


@dataclass(frozen=True)
class Countdown:
    """How a span of days stands on one of them, which is neither gone nor left.

    `state` is "to_come", "now" or "over"; `until` counts the days before it begins.
    """

    state: str
    gone: int = 0
    left: int = 0
    until: int = 0

    @property
    def weeks_gone(self) -> int:
        """Return the weeks gone, to the nearest."""
        return _weeks(self.gone)

    @property
    def weeks_left(self) -> int:
        """Return the weeks left, to the nearest."""
        return _weeks(self.left)

    @property
    def weeks_until(self) -> int:
        """Return the weeks before it begins, to the nearest."""
        return _weeks(self.until)

    @property
    def counts_weeks(self) -> bool:
        """Tell whether weeks say it well: at least two lie ahead and one behind."""
        return self.left >= 2 * WEEK and self.gone >= WEEK


def _weeks(days: int) -> int:
    return (days + WEEK // 2) // WEEK


def countdown(start: datetime.date, end: datetime.date, on: datetime.date) -> Countdown:
    """Return how the days from `start` to `end`, both included, stand on the day `on`."""
    if on < start:
        return Countdown("to_come", left=(end - start).days + 1, until=(start - on).days)
    if on > end:
        return Countdown("over", gone=(end - start).days + 1)
    return Countdown("now", gone=(on - start).days, left=(end - on).days)


@dataclass(frozen=True)
class PhaseOnLine:
    """A phase with how it stands today."""

    phase: Phase
    countdown: Countdown


@dataclass(frozen=True)
class CyclePage:
    """What the page of a cycle tells of the cycle itself."""

    cycle: Cycle
    countdown: Countdown
    phases: list[PhaseOnLine]
    themes: list[CycleTheme]
    set_aside: list[CycleTheme]
    coming: list[CalendarLine]
    past: list[CalendarLine]

    @property
    def current(self) -> PhaseOnLine | None:
        """Return the phase under way."""
        return next((one for one in self.phases if one.countdown.state == "now"), None)

    @property
    def next(self) -> PhaseOnLine | None:
        """Return the first phase to come."""
        return next((one for one in self.phases if one.countdown.state == "to_come"), None)


def cycle_page(cycle: Cycle) -> CyclePage:
    """Return the parts of a cycle's page; four queries, whatever it holds."""
    now, today = clock.now(), cycle.today()
    themes = list(cycle.cycle_themes.select_related("theme"))
    lines = _told_by(cycle, cycle.calendar.prefetch_related("themes"))
    return CyclePage(
        cycle=cycle,
        countdown=countdown(cycle.starts_on, cycle.ends_on, today),
        phases=phases_on_line(cycle),
        themes=[_of(cycle, taken) for taken in themes if not taken.is_hidden],
        set_aside=[_of(cycle, taken) for taken in themes if taken.is_hidden],
        coming=[line for line in lines if line.ends_at > now],
        past=[line for line in reversed(lines) if line.ends_at <= now],
    )


def phases_on_line(cycle: Cycle) -> list[PhaseOnLine]:
    """Return the phases of a cycle with how each stands today; one query unless prefetched."""
    today = cycle.today()
    phases = sorted(cycle.phases.all(), key=lambda phase: phase.number)
    return [PhaseOnLine(phase, countdown(phase.starts_on, phase.ends_on, today)) for phase in phases]


def cycles_of(place: Place, person: Any) -> QuerySet[Cycle]:
    """Return the cycles of a place `person` may see, newest first, with their phases."""
    return Cycle.objects.visible_to(person).filter(place=place).select_related("place").prefetch_related("phases")


@dataclass(frozen=True)
class Events:
    """What is on in all cycles: all that is to come, and the past of one year."""

    coming: Sequence[CalendarLine]
    past: Sequence[CalendarLine]
    years: list[int]
    year: int


def events(person: Any, year: int | None = None) -> Events:
    """Return the calendar of all cycles `person` may see; five queries, however long it is."""
    now = clock.now()
    lines = CalendarLine.objects.filter(cycle__in=Cycle.objects.visible_to(person))
    gone = lines.filter(ends_at__lte=now)
    years = [moment.year for moment in gone.datetimes("starts_at", "year", order="DESC")]
    chosen = year if year in years else next(iter(years), now.year)
    rich = lines.select_related("cycle__place").prefetch_related("themes")
    return Events(
        coming=list(rich.filter(ends_at__gt=now).order_by("starts_at", "pk")),
        past=list(rich.filter(ends_at__lte=now, starts_at__year=chosen).order_by("-starts_at", "-pk")),
        years=years,
        year=chosen,
    )


def _told_by(cycle: Cycle, lines: QuerySet[CalendarLine]) -> list[CalendarLine]:
    return [_of(cycle, line) for line in lines]


def _of[Part: (CalendarLine, CycleTheme)](cycle: Cycle, part: Part) -> Part:
    """Give a part the very cycle it was reached from: its place is not asked for again."""
    part.cycle = cycle
    return part

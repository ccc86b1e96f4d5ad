"""The dates of a cycle for people's own calendars: what is published of its timeline, and its events, also those called off."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from parvis.core import clock
from parvis.core.words import Words
from parvis.cycles.models import CalendarLine, Cycle
from parvis.cycles.queries.timeline import versions_of
from parvis.cycles.timelines import Row, read
from parvis.record.models import Entry

_LINE = CalendarLine.record_type


@dataclass(frozen=True)
class Dated:
    """Something with its dates; `starts` and `ends` are both days, the last one included, or both moments.

    `key` never changes, `changes` counts how often it was told differently, `changed_at` says when last.
    """

    key: str
    title: Words
    starts: datetime.date
    ends: datetime.date
    changed_at: datetime.datetime
    changes: int = 0
    is_cancelled: bool = False
    where: Words | None = None
    url: str = ""


def calendar_of(cycle: Cycle) -> list[Dated]:
    """Return all the dates of a cycle; a constant number of queries."""
    return [*_activities(cycle), *_events(cycle)]


def dated(line: CalendarLine) -> Dated:
    """Return the dates of one event; one query."""
    return next(_lines(line.cycle, [line]))


def _activities(cycle: Cycle) -> Iterator[Dated]:
    """Replay the versions: what changed between two of them was moved, what is gone was called off."""
    known: dict[int, tuple[Row, int, datetime.datetime, bool]] = {}
    for version in versions_of(cycle):
        rows = {row.key: row for row in read(version.snapshot).rows}
        for key, (row, changes, _at, is_gone) in list(known.items()):
            told = rows.get(key)
            if (told is None) != is_gone or (told is not None and _shown(told) != _shown(row)):
                known[key] = (told or row, changes + 1, version.published_at, told is None)
        known |= {key: (row, 0, version.published_at, False) for key, row in rows.items() if key not in known}
    for key, (row, changes, at, is_gone) in known.items():
        yield Dated(
            f"{cycle.slug}/activity/{key}", row.title, row.starts_on, row.ends_on, at, changes, is_cancelled=is_gone
        )


def _shown(row: Row) -> tuple[object, ...]:
    return row.title, row.starts_on, row.ends_on


def _events(cycle: Cycle) -> Iterator[Dated]:
    yield from _lines(cycle, list(cycle.calendar.all()))
    gone = Entry.objects.filter(verb="calendar.removed", subject_type=_LINE, subject_key__startswith=f"{cycle.slug}/")
    for entry in gone.order_by("seq"):
        starts, ends = (datetime.datetime.fromisoformat(entry.facts[name]) for name in ("starts_at", "ends_at"))
        # What it was called is gone with it; a calendar knows it by its key.
        yield Dated(entry.subject_key, Words(), starts, ends, entry.at, changes=entry.seq, is_cancelled=True)


def _lines(cycle: Cycle, lines: list[CalendarLine]) -> Iterator[Dated]:
    for line in lines:
        line.cycle = cycle
    told = Entry.objects.filter(subject_type=_LINE, subject_key__in=[line.record_key for line in lines])
    counted = told.values("subject_key").annotate(
        changes=Count("seq", filter=Q(verb="calendar.changed")), changed_at=Max("at")
    )
    known = {each["subject_key"]: each for each in counted.order_by()}
    for line in lines:
        found = known.get(line.record_key, {"changes": 0, "changed_at": clock.now()})
        yield Dated(
            line.record_key,
            line.title,
            line.starts_at,
            line.ends_at,
            found["changed_at"],
            found["changes"],
            where=line.where,
            url=line.url,
        )

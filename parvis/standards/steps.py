"""The six consultation steps by which plans of 2012 to 2016 were judged (domain handbook, section C4).

Two ways to the same six answers: from the partnership's own coding of that time, and from what happened in a cycle.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parvis.standards.facts import Facts, Happening, until


class Step(StrEnum):
    """A step, in the order of the partnership."""

    TIMELINE = "timeline"
    NOTICE = "notice"
    AWARENESS = "awareness"
    ONLINE = "online"
    IN_PERSON = "in person"
    SUMMARY = "summary"


COLUMNS = dict(zip(Step, (4, 9, 13, 16, 19, 21), strict=True))
"""Where each step is coded in the partnership's table of processes: 1 followed, 0 not; NR and NA say nothing."""
NOTICE_DAYS = 7


@dataclass(frozen=True)
class Taken:
    """Whether a step was taken, None when nobody reviewed it, and what shows it."""

    step: Step
    is_taken: bool | None
    evidence: tuple[Happening, ...] = ()


def score(steps: Sequence[Taken]) -> int | None:
    """Return how many of six steps were taken, or None when none was reviewed: that is not a score of nought."""
    if all(each.is_taken is None for each in steps):
        return None
    return sum(each.is_taken is True for each in steps)


def steps_of_coding(row: Sequence[str]) -> list[Taken]:
    """Return the steps as a row of the partnership's table of processes codes them."""
    return [Taken(step, {"1": True, "0": False}.get(row[column].strip())) for step, column in COLUMNS.items()]


def steps_of_facts(facts: Facts, on: datetime.date) -> list[Taken]:
    """Return the steps as what had happened by a day shows them."""
    return [_taken(step, find(facts, on)) for step, find in _FINDERS.items()]


def _taken(step: Step, evidence: Sequence[Happening]) -> Taken:
    return Taken(step, bool(evidence), tuple(evidence))


def _timeline(facts: Facts, on: datetime.date) -> list[Happening]:
    return [each for each in until(facts.timelines, on)[:1] if each.on < facts.begins_on]


def _notice(facts: Facts, on: datetime.date) -> list[Happening]:
    """The first publication of the timeline, when nobody was consulted within seven days after it."""
    first = until(facts.timelines, on)[:1]
    begun = [each.on for each in until((*facts.channels, *facts.in_person), on)]
    days = (min(begun) - first[0].on).days if first and begun else 0
    return first if days >= NOTICE_DAYS else []


_FINDERS: dict[Step, Callable[[Facts, datetime.date], list[Happening]]] = {
    Step.TIMELINE: _timeline,
    Step.NOTICE: _notice,
    Step.AWARENESS: lambda facts, on: until(filter(facts.is_in_development, facts.outreach), on),
    Step.ONLINE: lambda facts, on: until(filter(facts.is_in_development, facts.channels), on),
    Step.IN_PERSON: lambda facts, on: until(filter(facts.is_in_development, facts.in_person), on),
    Step.SUMMARY: lambda facts, on: until(facts.summaries, on),
}

"""The spectrum of public participation of the International Association for Public Participation, as a suggestion.

What happened can make a level arguable; a person sets it, with their reasons. To empower is never suggested: whether the
public decided stands in no log.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from parvis.standards.facts import CIVIL, GOVERNMENT, Facts, Happening, until

ITERATIONS = 2
"""Meetings of both sides on the draft, from which on drafting together is arguable."""


class Level(StrEnum):
    """The levels, from the lowest."""

    NONE = "none"
    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


@dataclass(frozen=True)
class Suggestion:
    """A level that is arguable, and what makes each level up to it so."""

    level: Level
    reasons: tuple[tuple[Level, tuple[Happening, ...]], ...]


def suggest(facts: Facts, on: datetime.date) -> Suggestion:
    """Return the highest level whose grounds, and those of all below it, had been laid by a day."""
    reasons: list[tuple[Level, tuple[Happening, ...]]] = []
    for level, grounds in _grounds(facts, on):
        if not grounds:
            break
        reasons.append((level, tuple(grounds)))
    return Suggestion(reasons[-1][0] if reasons else Level.NONE, tuple(reasons))


def _grounds(facts: Facts, on: datetime.date) -> Sequence[tuple[Level, list[Happening]]]:
    channels = until(filter(facts.is_in_development, (*facts.channels, *facts.in_person)), on)
    both = [each for each in until(facts.meetings, on) if {GOVERNMENT, CIVIL} <= each.kinds]
    drafting = [each for each in both if facts.is_in_development(each)]
    return (
        (Level.INFORM, until((*facts.timelines, *facts.pages), on)),
        (Level.CONSULT, channels if facts.heard.published else []),
        (Level.INVOLVE, until(facts.responses, on)),
        (Level.COLLABORATE, drafting if len(drafting) >= ITERATIONS and not facts.heard.unanswered else []),
    )

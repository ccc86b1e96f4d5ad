"""Patterns of timelines to begin from: phases and activities with their usual lengths, laid out on the days of a cycle.

The lengths, and the days approvals take, are a beginning to change, not rules of anybody.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from parvis.core.words import Words
from parvis.cycles.timelines import Bar, Row, Timeline

HERE = Path(__file__).parent
NAMES = ("canada", "two_years", "four_years")
# In fewer days than this nobody makes a plan together.
FEWEST_DAYS = 30


@dataclass(frozen=True)
class Pattern:
    """A pattern: its key, its name, and its phases as they are written down, those in which the plan is delivered last."""

    key: str
    name: Words
    phases: tuple[Mapping[str, Any], ...]

    @property
    def days(self) -> int:
        """Return how many days it usually takes until the plan is due."""
        return sum(phase["days"] for phase in self._half(delivers=False))

    def lay_out(self, starts_on: date, due_on: date, ends_on: date) -> Timeline:
        """Return the timeline that begins on a day, whose plan is due on another, and that ends with the cycle.

        What comes before the due day is scaled to the days there are, and so is what comes after; approvals take what they take.
        """
        spread = [
            *_spread(self._half(delivers=False), starts_on, due_on),
            *_spread(self._half(delivers=True), due_on + timedelta(days=1), ends_on),
        ]
        phases = tuple(
            Bar(number, Words(phase["name"]), *days) for number, (phase, days, _activities) in enumerate(spread, 1)
        )
        told = [
            (number, activity, days)
            for number, (_phase, _days, activities) in enumerate(spread, 1)
            for activity, days in activities
        ]
        keys = {activity["key"]: key for key, (_number, activity, _days) in enumerate(told, 1)}
        rows = tuple(_row(keys, number, activity, days) for number, activity, days in told)
        return Timeline(starts_on, ends_on, due_on, phases, rows)

    def _half(self, *, delivers: bool) -> list[Mapping[str, Any]]:
        return [phase for phase in self.phases if phase.get("delivers", False) == delivers]


@functools.cache
def patterns() -> dict[str, Pattern]:
    """Return all patterns by key."""
    return {name: _read(name) for name in NAMES}


def _read(name: str) -> Pattern:
    told = tomllib.loads((HERE / f"{name}.toml").read_text())
    return Pattern(name, Words(told["name"]), tuple(told["phases"]))


type Days = tuple[date, date]


def _spread(
    phases: list[Mapping[str, Any]], first: date, last: date
) -> Iterator[tuple[Mapping[str, Any], Days, list[tuple[Mapping[str, Any], Days]]]]:
    """Yield phases, one right after the other, with their days and those of their activities, scaled to fill the span."""
    rate = ((last - first).days + 1) / sum(phase["days"] for phase in phases)

    def days(at: int, count: int) -> Days:
        begins, ends = round(at * rate), round((at + count) * rate) - 1
        return first + timedelta(days=begins), first + timedelta(days=max(begins, ends))

    gone = 0
    for phase in phases:
        activities = [(each, days(gone + each["at"], each["days"])) for each in phase["activities"]]
        yield phase, days(gone, phase["days"]), activities
        gone += phase["days"]


def _row(keys: Mapping[str, int], phase: int, activity: Mapping[str, Any], days: Days) -> Row:
    return Row(
        keys[activity["key"]],
        Words(activity["title"]),
        *days,
        kind=activity["kind"],
        phase=phase,
        lead_days=activity.get("lead_days", 0),
        approval=Words(activity.get("approval", {})),
        after=tuple(keys[key] for key in activity.get("after", ())),
    )

"""What the parameters of a rule may be: plain checks by key, so that no edit leaves a rule nobody can count by."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from parvis.cycles.deadlines import CONSEQUENCES, Rules

# Of each key with numbers: their names. Each is a whole number from 1 to 1,000.
NUMBERS = {
    "minimum_implementation": {"months"},
    "self_assessment": {"months", "days"},
    "no_plan": {"months"},
    "procedural_review": {"cycles"},
    "mr_1_1": {"months"},
    "mr_2_2": {"publications", "months"},
    "mr_3_1": {"days"},
    "mr_3_2": {"events"},
    "mr_3_3": {"sectors"},
    "mr_5_1": {"meetings"},
}
STAGES = frozenset({"late", "documented", "next_cohort", "shifted", "other_cohort"})
LEVELS = ("none", "inform", "consult", "involve", "collaborate", "empower")


def are_sound(key: str, parameters: Any) -> bool:
    """Tell whether a rule can be counted by these parameters."""
    if not isinstance(parameters, Mapping):
        return False
    if check := _SHAPES.get(key):
        return check(parameters)
    # The self-assessment of some eras has no numbers.
    names = NUMBERS.get(key, set())
    wanted = {frozenset(names), frozenset()} if key == "self_assessment" else {frozenset(names)}
    return frozenset(parameters) in wanted and all(_is_count(value) for value in parameters.values())


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000


def _is_day(told: Any) -> bool:
    """Tell whether this is a day of a year that comes each year, or one day."""
    if not isinstance(told, Mapping) or not {"month", "day"} <= set(told) <= {"year", "month", "day"}:
        return False
    if not all(isinstance(value, int) for value in told.values()):
        return False
    try:
        datetime.date(told.get("year", 2001), told["month"], told["day"])
    except ValueError:
        return False
    return True


def _is_stage(told: Any) -> bool:
    if not isinstance(told, Mapping) or not set(told) <= {"key", "after_months", "from", "consequences", "is_late"}:
        return False
    sound = (
        str(told.get("key")) in STAGES,
        "after_months" not in told or _is_count(told["after_months"]),
        "from" not in told or _is_day(told["from"]),
        isinstance(told.get("is_late", True), bool),
        isinstance(told.get("consequences", []), list) and {*map(str, told.get("consequences", []))} <= CONSEQUENCES,
    )
    return all(sound)


def _are_stages(parameters: Mapping[str, Any]) -> bool:
    stages = parameters.get("stages")
    if set(parameters) != {"stages"} or not isinstance(stages, list) or not all(map(_is_stage, stages)):
        return False
    return len({stage["key"] for stage in stages}) == len(stages)


def _is_extension(parameters: Mapping[str, Any]) -> bool:
    if set(parameters) != {"months", "until"} or not _is_count(parameters["months"]):
        return False
    try:
        Rules.of({"extension": parameters})
    except (TypeError, ValueError):
        return False
    return True


def _are_lengths(parameters: Mapping[str, Any]) -> bool:
    years = parameters.get("years")
    return set(parameters) == {"years"} and isinstance(years, list) and bool(years) and all(map(_is_count, years))


def _are_days(parameters: Mapping[str, Any]) -> bool:
    days = parameters.get("days")
    pairs = isinstance(days, list) and all(isinstance(one, list) and len(one) == 2 for one in days)
    return set(parameters) == {"days"} and pairs and all(_is_day({"month": one[0], "day": one[1]}) for one in days)


def _is_level(parameters: Mapping[str, Any]) -> bool:
    return set(parameters) == {"level"} and parameters["level"] in LEVELS


_SHAPES: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "plan_due": _is_day,
    "lateness": _are_stages,
    "extension": _is_extension,
    "plan_length": _are_lengths,
    "plan_end": _are_days,
    "involve": _is_level,
    "inform": _is_level,
}

"""When a plan is due, how late it is, and what follows: plain functions of dates and of the parameters of rules.

Months are calendar months: 30 June and 4 months make 30 October, 31 August and 6 months the last day of February. A limit is the
last good day; the day after it is late. Nothing here decides anything: it counts, and the partnership judges.
"""

import calendar
import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CONSEQUENCES = frozenset(
    {"documented", "referral", "letter", "end_unchanged", "next_cohort", "new_cycle", "cohort_shifted", "other_cohort", "contrary"}
)  # fmt: skip


@dataclass(frozen=True)
class YearDay:
    """A day of the year; with a year, that one day."""

    month: int
    day: int
    year: int | None = None

    def on_or_after(self, start: datetime.date) -> datetime.date:
        """Return the first such day that is not before `start`; one with a year is always itself."""
        if self.year:
            return datetime.date(self.year, self.month, self.day)
        years = range(start.year, start.year + 9)
        return next(found for year in years if (found := self._in(year)) and found >= start)

    def _in(self, year: int) -> datetime.date | None:
        """Return the day in a year, none for 29 February of a common year."""
        last = calendar.monthrange(year, self.month)[1]
        return datetime.date(year, self.month, self.day) if self.day <= last else None


@dataclass(frozen=True)
class Stage:
    """A step of lateness: it begins the day after so many months past the due day, or on a fixed day after it."""

    key: str
    after_months: int = 0
    from_day: YearDay | None = None
    consequences: tuple[str, ...] = ()
    is_late: bool = True

    def begins(self, due: datetime.date) -> datetime.date:
        """Return the first day of this stage."""
        day = datetime.timedelta(days=1)
        return self.from_day.on_or_after(due + day) if self.from_day else add_months(due, self.after_months) + day


@dataclass(frozen=True)
class Rules:
    """What a rule set says of dates; a rule it lacks is None or empty."""

    due: YearDay | None = None
    minimum_months: int | None = None
    stages: tuple[Stage, ...] = ()
    without_plan_months: int | None = None
    extension_months: int = 0
    extension_until: datetime.date | None = None
    cycles_to_review: int | None = None

    @classmethod
    def of(cls, parameters: Mapping[str, Mapping[str, Any]]) -> "Rules":
        """Read the rules out of their parameters by key, as the rule sets keep them."""
        due, extension = parameters.get("plan_due"), parameters.get("extension", {})
        until = extension.get("until")
        return cls(
            due=YearDay(**due) if due else None,
            minimum_months=parameters.get("minimum_implementation", {}).get("months"),
            stages=tuple(_stage(one) for one in parameters.get("lateness", {}).get("stages", [])),
            without_plan_months=parameters.get("no_plan", {}).get("months"),
            extension_months=extension.get("months", 0),
            extension_until=datetime.date.fromisoformat(until) if until else None,
            cycles_to_review=parameters.get("procedural_review", {}).get("cycles"),
        )


@dataclass(frozen=True)
class Span:
    """A length of time in calendar months and the days that are over."""

    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.months or self.days)


@dataclass(frozen=True)
class Reason:
    """Why a cycle looks contrary to process, and the first day it does."""

    code: str
    since: datetime.date


@dataclass(frozen=True)
class Timing:
    """How a plan stands: `stage` is "" where no rule dates it, else "awaited", "on_time" or the key of a stage.

    `limit` is the last day before the cycle is contrary to process for want of a plan; `too_short_by` months are missing.
    """

    due: datetime.date | None
    stage: str
    late_by: Span
    is_delivered: bool
    consequences: tuple[str, ...] = ()
    contrary: tuple[Reason, ...] = ()
    limit: datetime.date | None = None
    too_short_by: int = 0

    @property
    def is_contrary(self) -> bool:
        """Tell whether any reason holds."""
        return bool(self.contrary)


def timing(
    rules: Rules,
    *,
    on: datetime.date,
    starts: datetime.date,
    ends: datetime.date | None = None,
    delivered: datetime.date | None = None,
    previous_end: datetime.date | None = None,
) -> Timing:
    """Return how a plan stands on the day `on`; a delivery after that day is not known yet."""
    delivered = delivered if delivered and delivered <= on else None
    when = delivered or on
    due = rules.due.on_or_after(starts) if rules.due else None
    stage = stage_on(rules, due, when) if due else None
    is_late = bool(stage and stage.is_late)
    limit = _limit(rules, previous_end)
    return Timing(
        due=due,
        stage=_stage_key(due, stage, is_delivered=bool(delivered)),
        late_by=between(due, when) if due and is_late else Span(),
        is_delivered=bool(delivered),
        consequences=stage.consequences if stage else (),
        contrary=(*_contrary_of(stage, due), *_without_plan(limit, when)),
        limit=limit,
        too_short_by=_too_short(rules, delivered, ends),
    )


def stage_on(rules: Rules, due: datetime.date, when: datetime.date) -> Stage | None:
    """Return the last stage that had begun on a day, none up to the due day."""
    begun = [stage for stage in rules.stages if stage.begins(due) <= when]
    return max(begun, key=lambda stage: stage.begins(due), default=None)


def is_under_review(rules: Rules, contrary: Sequence[bool]) -> bool:
    """Tell whether as many cycles in a row, in their order, were contrary as lead to a procedural review."""
    if not rules.cycles_to_review:
        return False
    runs = (len(list(run)) for was, run in itertools.groupby(contrary) if was)
    return max(runs, default=0) >= rules.cycles_to_review


def extended(rules: Rules, ends: datetime.date) -> datetime.date:
    """Return the last day to which an end may be put off; the end itself where no rule allows it."""
    later = add_months(ends, rules.extension_months)
    return max(ends, min(later, rules.extension_until)) if rules.extension_until else later


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many calendar months on, or the last day of a month that lacks it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def between(start: datetime.date, end: datetime.date) -> Span:
    """Return the whole calendar months from one day to a later one, and the days over; nothing when it is not later."""
    if end <= start:
        return Span()
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= add_months(start, months) > end
    return Span(months, (end - add_months(start, months)).days)


def day_at(moment: datetime.datetime, zone: datetime.tzinfo) -> datetime.date:
    """Return the day it is in a place at a moment: a deadline is the place's own day. The moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(zone).date()


def _stage(told: Mapping[str, Any]) -> Stage:
    from_day = told.get("from")
    return Stage(
        key=told["key"],
        after_months=told.get("after_months", 0),
        from_day=YearDay(**from_day) if from_day else None,
        consequences=tuple(told.get("consequences", ())),
        is_late=told.get("is_late", True),
    )


def _stage_key(due: datetime.date | None, stage: Stage | None, *, is_delivered: bool) -> str:
    if stage:
        return stage.key
    if due is None:
        return ""
    return "on_time" if is_delivered else "awaited"


def _contrary_of(stage: Stage | None, due: datetime.date | None) -> list[Reason]:
    is_contrary = stage and due and "contrary" in stage.consequences
    return [Reason("late", stage.begins(due))] if is_contrary and stage and due else []


def _limit(rules: Rules, previous_end: datetime.date | None) -> datetime.date | None:
    if rules.without_plan_months is None or previous_end is None:
        return None
    return add_months(previous_end, rules.without_plan_months)


def _without_plan(limit: datetime.date | None, when: datetime.date) -> list[Reason]:
    return [Reason("no_plan", limit + datetime.timedelta(days=1))] if limit and when > limit else []


def _too_short(rules: Rules, delivered: datetime.date | None, ends: datetime.date | None) -> int:
    """Return the months missing to the shortest time a plan is carried out; it ends on its last day, which counts."""
    if rules.minimum_months is None or delivered is None or ends is None:
        return 0
    return max(0, rules.minimum_months - between(delivered, ends + datetime.timedelta(days=1)).months)

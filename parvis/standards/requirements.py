"""The minimum requirements of 2022 (domain handbook, section C3), each a function of what happened and of a day.

Pure: neither a database nor a clock. Limits are parameters, kept with their source in the rule sets. A day that is
the limit is still in time; the day after it is late.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from parvis.cycles.deadlines import add_months
from parvis.standards.facts import CIVIL, CO_CREATION, GOVERNMENT, IMPLEMENTATION, Facts, Happening, until

DAY = datetime.timedelta(days=1)
SIDES = (GOVERNMENT, CIVIL)
RESULTS = "results"
"""The kind of a meeting on what implementation has brought so far."""


class State(StrEnum):
    """How a requirement stands."""

    MET = "met"
    NOT_MET = "not met"
    NOT_YET_DUE = "not yet due"


@dataclass(frozen=True)
class Missing:
    """Something that is missing: a code, and what its sentence tells."""

    code: str
    number: int = 0
    on: datetime.date | None = None


# What stays missed whatever comes after.
_FOREVER = frozenset({"gap", "no_timeline", "timeline_late", "answered_late"})


def can_be_mended(missing: Iterable[Missing]) -> bool:
    """Tell whether something can still be done about what is missing."""
    return any(each.code not in _FOREVER for each in missing)


@dataclass(frozen=True)
class Finding:
    """How a requirement stands on a day.

    `fails_on` is the first day on which it fails, or has failed, if nothing more happens; None when no day is known.
    """

    key: str
    state: State
    evidence: tuple[Happening, ...] = ()
    missing: tuple[Missing, ...] = ()
    fails_on: datetime.date | None = None


type Parameters = Mapping[str, Any]
type Judge = Callable[[Facts, Parameters, datetime.date], Finding]


@dataclass(frozen=True)
class Requirement:
    """A requirement: its key in the rule sets, what it reads of the facts, and how it is judged."""

    key: str
    reads: frozenset[str]
    judge: Judge


REQUIREMENTS: dict[str, Requirement] = {}


def _requirement(key: str, *reads: str) -> Callable[[Judge], Judge]:
    def declare(judge: Judge) -> Judge:
        REQUIREMENTS[key] = Requirement(key, frozenset(reads), judge)
        return judge

    return declare


def judge(
    facts: Facts, rules: Mapping[str, Parameters], on: datetime.date, keys: Iterable[str] | None = None
) -> list[Finding]:
    """Return how each requirement of the rules (of the `keys`, if given) stands on a day; rules unknown here are left out."""
    asked = [key for key in REQUIREMENTS if key in rules and (keys is None or key in keys)]
    return [REQUIREMENTS[key].judge(facts, rules[key], on) for key in asked]


@_requirement("mr_1_1", "meetings", "forum_rules", "seated")
def forum_meets(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """Both sides meet at least every so many months, under rules of participation that are public.

    A gap that was too long stays: no later meeting repairs it.
    """
    met = [each for each in until(facts.meetings, min(on, facts.ends_on)) if each.kinds.issuperset(SIDES)]
    held = [each for each in met if each.on >= facts.begins_on]
    days = [_counting_from(met, facts.begins_on, rule["months"]), *(each.on for each in held)]
    gaps = [
        Missing("gap", (later - limit).days, limit)
        for limit, later in zip((add_months(day, rule["months"]) for day in days), days[1:], strict=False)
        if later > limit
    ]
    limit = add_months(days[-1], rule["months"])
    if min(on, facts.ends_on) > limit:
        gaps.append(Missing("no_meeting_since", (min(on, facts.ends_on) - limit).days, limit))
    public = until(facts.forum_rules, on)[:1]
    lacking = [Missing(f"no_{side}_seat") for side in SIDES if side not in facts.seated]
    lacking += [] if public else [Missing("no_forum_rules")]
    if gaps:
        fails_on = gaps[0].on + DAY if gaps[0].on else None
    elif held and lacking:
        fails_on = held[0].on
    else:
        fails_on = limit + DAY if limit < facts.ends_on else None
    state = _state(is_missed=bool(gaps or (held and lacking)), is_met=bool(held))
    waited = [] if held or gaps else [Missing("no_meeting", on=limit)]
    return Finding("mr_1_1", state, (*held, *public), (*gaps, *waited, *lacking), fails_on)


@_requirement("mr_2_1", "pages")
def page_is_public(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """A page on participation answers everybody, without signing in, from the first day of the cycle."""
    found = until(facts.pages, on)
    if found:
        return Finding("mr_2_1", State.MET, tuple(found))
    state = _state(is_missed=on >= facts.begins_on, is_met=False)
    return Finding("mr_2_1", state, (), (Missing("no_page"),), facts.begins_on)


@_requirement("mr_2_2", "publications")
def repository_is_kept(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """A number of publications in every so many months, and evidence of co-creation and of implementation."""
    asked, months = rule["publications"], rule["months"]
    end = min(on, facts.ends_on)
    published = until(facts.publications, end)
    lately = [each for each in published if add_months(each.on, months) >= end]
    # The first window is full once that much of the cycle has passed; then the oldest that counts says how long it lasts.
    counts = published[-asked:][:1] if len(published) >= asked else []
    kept_until = max(add_months(day, months) for day in (facts.begins_on, *(each.on for each in counts)))
    lacking = [] if len(lately) >= asked else [Missing("publications", asked - len(lately), kept_until)]
    runs_out = kept_until + DAY
    failing = [runs_out] if runs_out <= facts.ends_on else []
    for kind, due in _evidence_due(facts, months):
        if not any(kind in each.kinds for each in published):
            lacking.append(Missing(f"no_{kind.replace('-', '_')}_evidence", on=due))
            failing += [due + DAY] if due else []
    fails_on = min(failing, default=None)
    state = _state(is_missed=fails_on is not None and fails_on <= end, is_met=len(lately) >= asked)
    return Finding("mr_2_2", state, tuple(published), tuple(lacking), fails_on)


@_requirement("mr_3_1", "timelines")
def timeline_is_early(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """The first publication of the timeline is so many days before development begins; a later one repairs nothing."""
    limit = facts.begins_on - datetime.timedelta(days=rule["days"])
    published = until(facts.timelines, on)[:1]
    if published and published[0].on <= limit:
        return Finding("mr_3_1", State.MET, tuple(published))
    late = (min(on, published[0].on if published else on) - limit).days
    state = _state(is_missed=late > 0, is_met=False)
    missing = Missing("timeline_late" if published else "no_timeline", max(late, 0), limit)
    return Finding("mr_3_1", state, tuple(published), (missing,), limit + DAY)


@_requirement("mr_3_2", "outreach")
def outreach_is_made(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """So many events or campaigns make the chances to take part known while the plan is developed."""
    found = [each for each in until(facts.outreach, on) if facts.is_in_development(each)]
    if len(found) >= rule["events"]:
        return Finding("mr_3_2", State.MET, tuple(found))
    return _by_the_plan("mr_3_2", facts, on, found, [Missing("outreach", rule["events"] - len(found))])


@_requirement("mr_3_3", "channels", "heard")
def inputs_are_gathered(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """A channel is open for a time while the plan is developed, and people of more than one sector use it."""
    found = [each for each in until(facts.channels, on) if each.until and facts.is_in_development(each)]
    missing = [] if found else [Missing("no_channel")]
    short = rule["sectors"] - len(facts.heard.sectors)
    missing += [Missing("sectors", short)] if short > 0 else []
    if not missing:
        return Finding("mr_3_3", State.MET, tuple(found))
    return _by_the_plan("mr_3_3", facts, on, found, missing)


@_requirement("mr_4_1", "responses", "heard")
def feedback_is_given(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """Whatever was contributed has a written, reasoned answer before the plan is published; a later one repairs nothing."""
    heard, found = facts.heard, until(facts.responses, on)
    missing = [] if heard.published else [Missing("nothing_heard")]
    missing += [Missing("unanswered", heard.unanswered)] if heard.unanswered else []
    missing += [Missing("answered_late", heard.answered_after_plan)] if heard.answered_after_plan else []
    if not missing:
        return Finding("mr_4_1", State.MET, tuple(found))
    return _by_the_plan("mr_4_1", facts, on, found, missing)


@_requirement("mr_5_1", "meetings")
def results_are_discussed(facts: Facts, rule: Parameters, on: datetime.date) -> Finding:
    """So many meetings on results with civil society in each calendar year of implementation; part of a year asks for its share."""
    if facts.plan_on is None:
        return Finding("mr_5_1", State.NOT_YET_DUE, (), (Missing("no_plan"),))
    held = [
        each
        for each in until(facts.meetings, min(on, facts.ends_on))
        if each.on >= facts.plan_on and {CIVIL, RESULTS} <= each.kinds
    ]
    missing = []
    for year in range(facts.plan_on.year, facts.ends_on.year + 1):
        short = _asked_in(year, facts, rule["meetings"]) - sum(each.on.year == year for each in held)
        if short > 0:
            missing.append(Missing("meetings_of_year", short, min(datetime.date(year, 12, 31), facts.ends_on)))
    due = [each for each in missing if each.on and each.on < on]
    now = [each for each in missing if each.on and on <= each.on and each.on.year == on.year]
    fails_on = next((each.on + DAY for each in missing if each.on), None)
    state = _state(is_missed=bool(due), is_met=not now and bool(held))
    return Finding("mr_5_1", state, tuple(held), tuple(due + now or missing[:1]), fails_on)


def _state(*, is_missed: bool, is_met: bool) -> State:
    if is_missed:
        return State.NOT_MET
    return State.MET if is_met else State.NOT_YET_DUE


def _counting_from(met: list[Happening], begins_on: datetime.date, months: int) -> datetime.date:
    """Return where counting begins: with a meeting shortly before the cycle, or else with its first day."""
    shortly = [each.on for each in met if each.on < begins_on <= add_months(each.on, months)]
    return shortly[-1] if shortly else begins_on


def _evidence_due(facts: Facts, months: int) -> list[tuple[str, datetime.date | None]]:
    """Evidence of co-creation is due with the plan, evidence of implementation when it has run for so many months."""
    implemented = add_months(facts.plan_on, months) if facts.plan_on else None
    return [(CO_CREATION, facts.developed_by), (IMPLEMENTATION, implemented)]


def _by_the_plan(key: str, facts: Facts, on: datetime.date, found: list[Happening], missing: list[Missing]) -> Finding:
    """Return a finding for what must be there by the day of the plan, and cannot come after."""
    fails_on = facts.developed_by + DAY if facts.developed_by else None
    is_missed = facts.plan_on is not None and on > facts.plan_on
    return Finding(key, _state(is_missed=is_missed, is_met=False), tuple(found), tuple(missing), fails_on)


def _asked_in(year: int, facts: Facts, meetings: int) -> int:
    """Return how many meetings a calendar year asks for: in proportion to its days of implementation, rounded."""
    first = max(facts.plan_on or facts.ends_on, datetime.date(year, 1, 1))
    last = min(facts.ends_on, datetime.date(year, 12, 31))
    days = (last - first).days + 1
    return int(meetings * days / 365.25 + 0.5)


ATTESTED: Mapping[str, tuple[str, frozenset[str]]] = {
    "mr_1_1": ("meetings", frozenset({GOVERNMENT, CIVIL})),
    "mr_2_1": ("pages", frozenset()),
    "mr_3_1": ("timelines", frozenset()),
    "mr_3_2": ("outreach", frozenset()),
    "mr_3_3": ("channels", frozenset()),
    "mr_5_1": ("meetings", frozenset({GOVERNMENT, CIVIL, RESULTS})),
}
"""What a document may attest: the requirement, the fact it is told of, and its kinds.

Publications are the repository's own; whether each contribution was answered stands nowhere but here.
"""

"""How a cycle stands, as its page shows it: what was kept when it was last checked, or what would be on another day."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from parvis.cycles.models import Cycle, Rule
from parvis.cycles.queries.rule_sets import rules_of
from parvis.standards.facts import CIVIL, GOVERNMENT, Facts, Happening
from parvis.standards.iap2 import Suggestion, suggest
from parvis.standards.phrases import STATES, STEPS, sentence
from parvis.standards.queries.facts import facts_of
from parvis.standards.requirements import ATTESTED, RESULTS, Finding, State, judge
from parvis.standards.steps import Taken, score, steps_of_facts

SHOWN = 3


@dataclass(frozen=True)
class Standing:
    """How a requirement stands on a day, beside the rule it comes from."""

    rule: Rule
    finding: Finding
    on: datetime.date

    @property
    def state(self) -> str | Promise:
        """Return the state in words."""
        return STATES[self.finding.state]

    @property
    def is_missed(self) -> bool:
        """Tell whether it is not met."""
        return self.finding.state == State.NOT_MET

    @property
    def is_met(self) -> bool:
        """Tell whether it is met."""
        return self.finding.state == State.MET

    @property
    def is_attestable(self) -> bool:
        """Tell whether a document may stand for it."""
        return self.finding.key in ATTESTED

    @property
    def days_left(self) -> int | None:
        """Return how many days are left before it fails; None when it has failed, or no day is known."""
        if self.is_missed or self.finding.fails_on is None:
            return None
        return (self.finding.fails_on - self.on).days

    @property
    def missing(self) -> list[str]:
        """Return what is missing, a sentence each."""
        return [sentence(each) for each in self.finding.missing]

    @property
    def latest(self) -> list[Happening]:
        """Return the newest pieces of evidence, newest first."""
        return list(reversed(self.finding.evidence[-SHOWN:]))

    @property
    def earlier(self) -> list[Happening]:
        """Return the other pieces of evidence, newest first."""
        return list(reversed(self.finding.evidence[:-SHOWN]))


@dataclass(frozen=True)
class StandardsPage:
    """How a cycle stands against the standards on a day."""

    cycle: Cycle
    on: datetime.date
    standings: list[Standing]
    facts: Facts

    @cached_property
    def counts(self) -> dict[State, int]:
        """Return how many requirements are in each state."""
        return {state: sum(each.finding.state == state for each in self.standings) for state in State}

    @property
    def met(self) -> int:
        """Return how many are met."""
        return self.counts[State.MET]

    @property
    def not_met(self) -> int:
        """Return how many are not met."""
        return self.counts[State.NOT_MET]

    @property
    def not_yet_due(self) -> int:
        """Return how many are not yet due."""
        return self.counts[State.NOT_YET_DUE]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return the counts as figures to show."""
        return [
            {"number": self.met, "words": _("requirements met")},
            {"number": self.not_yet_due, "words": _("not yet due")},
            {"number": self.not_met, "words": _("not met"), "is_late": self.not_met > 0},
        ]

    @cached_property
    def next_to_fail(self) -> Standing | None:
        """Return the requirement that fails first if nothing happens."""
        waiting = [each for each in self.standings if each.days_left is not None]
        return min(waiting, key=lambda each: each.days_left or 0, default=None)

    @cached_property
    def steps(self) -> list[tuple[str | Promise, Taken]]:
        """Return the six steps of 2012 to 2016, in words and as they were taken."""
        return [(STEPS[each.step], each) for each in steps_of_facts(self.facts, self.on)]

    @property
    def steps_taken(self) -> int:
        """Return how many of the six steps were taken."""
        return score([taken for _words, taken in self.steps]) or 0

    @cached_property
    def suggestion(self) -> Suggestion:
        """Return the level of participation that is arguable."""
        return suggest(self.facts, self.on)


def standards_page(
    cycle: Cycle, on: datetime.date | None = None, supposed: Collection[Happening] = ()
) -> StandardsPage:
    """Return how a cycle stands on a day (today, if not given), supposing that some meetings are held; a constant number of queries."""
    today = cycle.today()
    on = on or today
    at = end_of(cycle, on) if on < today else None
    facts = facts_of([cycle], at=at)[cycle.pk]
    facts = replace(facts, meetings=(*facts.meetings, *supposed))
    rules = rules_of(cycle)
    findings = judge(facts, {key: rule.parameters for key, rule in rules.items()}, on)
    return StandardsPage(cycle, on, [Standing(rules[each.key], each, on) for each in findings], facts)


def meeting_on(day: datetime.date) -> Happening:
    """Return a meeting of both sides on results, as one may suppose it is held."""
    return Happening(f"supposed:{day}", day, kinds=frozenset({GOVERNMENT, CIVIL, RESULTS}))


def end_of(cycle: Cycle, day: datetime.date) -> datetime.datetime:
    """Return the last instant of a day in the place of a cycle."""
    morning = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), cycle.place.zone)
    return morning - datetime.timedelta(microseconds=1)

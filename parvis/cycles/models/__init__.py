"""Cycles with their phases, calendar, timeline and themes, and the rules they live under."""

from parvis.cycles.models.activities import Activity, DueDay, TimelineVersion
from parvis.cycles.models.cycles import CalendarLine, Cycle, CycleTheme, Phase
from parvis.cycles.models.rule_sets import Rule, RuleSetVersion

__all__ = [
    "Activity",
    "CalendarLine",
    "Cycle",
    "CycleTheme",
    "DueDay",
    "Phase",
    "Rule",
    "RuleSetVersion",
    "TimelineVersion",
]

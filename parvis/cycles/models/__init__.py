"""Cycles with their phases, calendar, timeline and themes."""

from parvis.cycles.models.activities import Activity, DueDay, TimelineVersion
from parvis.cycles.models.cycles import CalendarLine, Cycle, CycleTheme, Phase

__all__ = ["Activity", "CalendarLine", "Cycle", "CycleTheme", "DueDay", "Phase", "TimelineVersion"]

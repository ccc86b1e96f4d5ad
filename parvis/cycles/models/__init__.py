"""Cycles with their phases, calendar and themes."""

from parvis.cycles.models.cycles import CalendarLine, Cycle, CycleTheme, Phase

__all__ = ["CalendarLine", "Cycle", "CycleTheme", "Phase"]

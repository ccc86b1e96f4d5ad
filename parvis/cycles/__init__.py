"""FRAME: action-plan cycles, their phases, calendar and themes."""

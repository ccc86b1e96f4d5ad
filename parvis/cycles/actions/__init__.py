"""Frame a cycle: one file a noun."""

from parvis.cycles.actions.activities import change_activity, change_plan_due, plan_activity, remove_activity
from parvis.cycles.actions.beginning import begin_timeline
from parvis.cycles.actions.calendar import add_line, change_line, remove_line
from parvis.cycles.actions.cycles import change_cycle, change_phases, close_cycle, create_cycle, open_cycle
from parvis.cycles.actions.rule_sets import revise_rule
from parvis.cycles.actions.themes import (
    adopt_theme,
    confirm_theme,
    drop_theme,
    reorder_themes,
    suggest_theme,
    take_up_theme,
)
from parvis.cycles.actions.timeline import publish_timeline

__all__ = [
    "add_line",
    "adopt_theme",
    "begin_timeline",
    "change_activity",
    "change_cycle",
    "change_line",
    "change_phases",
    "change_plan_due",
    "close_cycle",
    "confirm_theme",
    "create_cycle",
    "drop_theme",
    "open_cycle",
    "plan_activity",
    "publish_timeline",
    "remove_activity",
    "remove_line",
    "reorder_themes",
    "revise_rule",
    "suggest_theme",
    "take_up_theme",
]

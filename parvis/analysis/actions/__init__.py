"""The verbs of analysis: runs, what readers make of themes and how they undo it, and how far readers agree."""

from parvis.analysis.actions.readings import make_theme, merge_theme, name_theme, part_theme, place_texts, split_off
from parvis.analysis.actions.runs import ask_for_run, cancel_run, give_up_run, publish_run, publish_themes
from parvis.analysis.actions.samples import draw_sample, sort_alone
from parvis.analysis.actions.undoing import undo_decision

__all__ = [
    "ask_for_run",
    "cancel_run",
    "draw_sample",
    "give_up_run",
    "make_theme",
    "merge_theme",
    "name_theme",
    "part_theme",
    "place_texts",
    "publish_run",
    "publish_themes",
    "sort_alone",
    "split_off",
    "undo_decision",
]

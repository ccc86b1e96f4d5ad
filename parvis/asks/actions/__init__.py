"""What one can do with asks: one function a verb."""

from parvis.asks.actions.answering import acknowledge, answer, close, note_answer
from parvis.asks.actions.routing import bring_in, route
from parvis.asks.actions.sorting import accept, note_permission, reconsider, reject, sort, withdraw
from parvis.asks.actions.sources import add_source, note_reading, resume_source, stop_source
from parvis.asks.actions.taking_in import take_in
from parvis.asks.actions.translations import translate, withdraw_translation

__all__ = [
    "accept",
    "acknowledge",
    "add_source",
    "answer",
    "bring_in",
    "close",
    "note_answer",
    "note_permission",
    "note_reading",
    "reconsider",
    "reject",
    "resume_source",
    "route",
    "sort",
    "stop_source",
    "take_in",
    "translate",
    "withdraw",
    "withdraw_translation",
]

"""The forum, its seats and its meetings, one file a noun."""

from parvis.forum.models.decisions import Ballot, Choice, Decision, Rule, Task, is_adopted
from parvis.forum.models.forum import Forum, Holder, Seat, Side
from parvis.forum.models.meetings import Meeting
from parvis.forum.models.minutes import Approval, Minutes

__all__ = [
    "Approval",
    "Ballot",
    "Choice",
    "Decision",
    "Forum",
    "Holder",
    "Meeting",
    "Minutes",
    "Rule",
    "Seat",
    "Side",
    "Task",
    "is_adopted",
]

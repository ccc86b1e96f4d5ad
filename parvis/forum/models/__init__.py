"""The forum, its seats and its meetings, one file a noun."""

from parvis.forum.models.forum import Forum, Holder, Seat, Side
from parvis.forum.models.meetings import Meeting
from parvis.forum.models.minutes import Approval, Minutes

__all__ = ["Approval", "Forum", "Holder", "Meeting", "Minutes", "Seat", "Side"]

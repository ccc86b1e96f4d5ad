"""Keep a forum: one file a noun."""

from parvis.forum.actions.decisions import decide, finish_task, give_task
from parvis.forum.actions.forum import change_forum, found_forum
from parvis.forum.actions.meetings import cancel_meeting, change_meeting, hold_meeting, plan_meeting
from parvis.forum.actions.minutes import approve_minutes, correct_minutes, publish_minutes, revise_minutes
from parvis.forum.actions.seats import add_seat, agree_to_be_named, end_term, seat_member

__all__ = [
    "add_seat",
    "agree_to_be_named",
    "approve_minutes",
    "cancel_meeting",
    "change_forum",
    "change_meeting",
    "correct_minutes",
    "decide",
    "end_term",
    "finish_task",
    "found_forum",
    "give_task",
    "hold_meeting",
    "plan_meeting",
    "publish_minutes",
    "revise_minutes",
    "seat_member",
]

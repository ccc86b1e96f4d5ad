"""What institutions and conveners do: answer, promise, plan, report."""

from parvis.commitments.actions.commitments import (
    add_sources,
    adopt_commitment,
    draft_commitment,
    remove_sources,
    revise_commitment,
    withdraw_commitment,
)
from parvis.commitments.actions.headings import respond_to_headings
from parvis.commitments.actions.plans import (
    add_line,
    change_plan,
    create_plan,
    move_line,
    publish_plan,
    remove_line,
)
from parvis.commitments.actions.progress import report_progress
from parvis.commitments.actions.publication import correct_response, publish_response, send_back, submit_for_review
from parvis.commitments.actions.responses import (
    Taken,
    change_response,
    draft_response,
    leave_contributions,
    link_commitments,
    note_to_person,
    take_contributions,
    withdraw_response,
)

__all__ = [
    "Taken",
    "add_line",
    "add_sources",
    "adopt_commitment",
    "change_plan",
    "change_response",
    "correct_response",
    "create_plan",
    "draft_commitment",
    "draft_response",
    "leave_contributions",
    "link_commitments",
    "move_line",
    "note_to_person",
    "publish_plan",
    "publish_response",
    "remove_line",
    "remove_sources",
    "report_progress",
    "respond_to_headings",
    "revise_commitment",
    "send_back",
    "submit_for_review",
    "take_contributions",
    "withdraw_commitment",
    "withdraw_response",
]

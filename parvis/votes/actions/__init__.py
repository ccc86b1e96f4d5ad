"""What one can do with statements and votes: one function a verb."""

from parvis.votes.actions.imports import import_votes
from parvis.votes.actions.proposers import ask_to_be_told, confirm_proposer, leave_proposer
from parvis.votes.actions.statements import (
    hide_statement,
    propose_statement,
    publish_statement,
    refuse_statement,
    restore_statement,
    seed_statements,
    translate_statements,
)
from parvis.votes.actions.votes import become_voter, cast_vote, link_voter, say_whether_in_file
from parvis.votes.actions.votings import close_voting, open_voting

__all__ = [
    "ask_to_be_told",
    "become_voter",
    "cast_vote",
    "close_voting",
    "confirm_proposer",
    "hide_statement",
    "import_votes",
    "leave_proposer",
    "link_voter",
    "open_voting",
    "propose_statement",
    "publish_statement",
    "refuse_statement",
    "restore_statement",
    "say_whether_in_file",
    "seed_statements",
    "translate_statements",
]

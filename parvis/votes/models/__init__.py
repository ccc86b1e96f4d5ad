"""Whether a consultation has voting, its statements, who proposed them, who votes, and the votes."""

from parvis.votes.models.proposers import Proposer
from parvis.votes.models.statements import LONGEST_STATEMENT, Statement
from parvis.votes.models.votes import Vote, Voter
from parvis.votes.models.votings import Voting

__all__ = ["LONGEST_STATEMENT", "Proposer", "Statement", "Vote", "Voter", "Voting"]

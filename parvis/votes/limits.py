"""How much one source may do in an hour before it waits, or signs in."""

from django.http import HttpRequest

from parvis.core.limits import HOUR, allow, client_prefix
from parvis.votes.models import Voter

# Whoever reads what they vote on is slower; a school may share a network, and begins together.
VOTES_OF_A_VOTER = 600
NEW_VOTERS_OF_A_NETWORK = 150
PROPOSALS_OF_A_PERSON, PROPOSALS_OF_A_NETWORK = 10, 30
WRONG_CODES = 20


def may_begin(request: HttpRequest) -> bool:
    """Count one more voter from a network who has not signed in; tell whether it may have another one this hour."""
    return allow("votes.begin", client_prefix(request), NEW_VOTERS_OF_A_NETWORK, HOUR)


def may_vote_more(voter: Voter) -> bool:
    """Count one more vote, or change of one; tell whether a voter may go on."""
    return allow("votes.cast", str(voter.pk), VOTES_OF_A_VOTER, HOUR)


def may_propose_more(request: HttpRequest) -> bool:
    """Count one more proposal; tell whether its source may make it."""
    if request.user.is_authenticated:
        return allow("votes.propose", f"person {request.user.pk}", PROPOSALS_OF_A_PERSON, HOUR)
    return allow("votes.propose", client_prefix(request), PROPOSALS_OF_A_NETWORK, HOUR)


def may_guess_more(request: HttpRequest) -> bool:
    """Count one more code that no voter has; tell whether its network may go on guessing."""
    return allow("votes.guess", client_prefix(request), WRONG_CODES, HOUR)

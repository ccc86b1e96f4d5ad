"""The links in our letters: each is signed for one purpose, and does nothing else."""

from django.core import signing

from parvis.consultations.letters import LIVES, link_to, opened
from parvis.votes.models import Proposer

CONFIRM = "votes.confirm"
LEAVE = "votes.leave"
_SECONDS = {CONFIRM: LIVES, LEAVE: None}


def confirmation_link(proposer: Proposer) -> str:
    """Return where somebody confirms, for 72 hours, that they proposed a statement and want to hear of it."""
    return link_to("confirm_proposer", signing.dumps(proposer.pk, salt=CONFIRM))


def leave_link(proposer: Proposer) -> str:
    """Return where somebody stops being told of a statement, and has their address erased; it never expires."""
    return link_to("leave_proposer", signing.dumps(proposer.pk, salt=LEAVE))


def read_proposer(token: str, purpose: str) -> Proposer | None:
    """Return whom a link is about, None when they have left; raise DeadLink."""
    number = opened(token, purpose, _SECONDS[purpose])
    found = Proposer.objects.select_related("person", "statement__consultation__cycle__place")
    return found.filter(pk=number, person__is_active=True).first()

"""What the record has done by itself: a checkpoint each minute, and its followers each second."""

import logging

from parvis.core.jobs import each_second, every
from parvis.core.rules import Refused
from parvis.record import followers, signing

logger = logging.getLogger("parvis.record")

# After this many rounds other work gets its turn; the rest is read a second later.
ROUNDS = 20


@every(minutes=1)
def sign_checkpoint() -> None:
    """Sign the entries of the last minute; say loudly why if that is refused."""
    try:
        signing.sign_checkpoint()
    except Refused as refused:
        logger.error("No checkpoint was signed. %s", refused)


@each_second
def follow_the_record() -> None:
    """Let the followers read what is new."""
    for _ in range(ROUNDS):
        if not followers.follow():
            return

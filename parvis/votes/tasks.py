"""What is done by the clock."""

import logging
from datetime import timedelta

from django.db.models import Q

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.rules import Refused
from parvis.votes.actions import close_voting
from parvis.votes.models import Proposer, Voting

logger = logging.getLogger("parvis.votes")

# The link of a letter lives for three days; what nobody confirmed is not kept much longer.
UNCONFIRMED_FOR = timedelta(days=7)


@every(minutes=1)
def close_what_is_over() -> None:
    """Close and seal the votings whose last instant has come. Nobody could vote in them any more anyway."""
    now = clock.now()
    over = Q(closes_at__lte=now) | Q(consultation__closes_at__lte=now)
    over |= Q(consultation__status__in=(Consultation.Status.CLOSED, Consultation.Status.ANSWERED))
    for voting in Voting.objects.filter(over, status=Voting.Status.OPEN).select_related("consultation__cycle__place"):
        try:
            close_voting(voting)
        except Refused as refusal:
            # Somebody has just moved its end.
            logger.info("The voting of %s was not closed: %s", voting.consultation.slug, refusal)


@every(days=1, at="03:45")
def forget_the_unconfirmed() -> None:
    """Forget the wishes to be told that nobody confirmed; addresses nothing else needs go by themselves."""
    Proposer.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - UNCONFIRMED_FOR).delete()

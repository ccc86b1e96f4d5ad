"""What is done by the clock."""

import logging
from datetime import timedelta

from parvis.consultations.actions import close_consultation
from parvis.consultations.models import Consultation, Subscription
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.rules import Refused

logger = logging.getLogger("parvis.consultations")

# The links of a letter live for three days; what nobody confirmed is not kept much longer.
UNCONFIRMED_FOR = timedelta(days=7)


@every(minutes=1)
def close_what_is_over() -> None:
    """Close the consultations whose last instant has come. Nobody could speak in them any more anyway."""
    over = Consultation.objects.filter(status=Consultation.Status.OPEN, closes_at__lte=clock.now())
    for consultation in over.select_related("cycle__place"):
        try:
            close_consultation(consultation)
        except Refused as refusal:
            # Somebody has just closed it, or moved its end.
            logger.info("%s was not closed: %s", consultation.slug, refusal)


@every(days=1, at="03:40")
def forget_the_unconfirmed() -> None:
    """Forget the wishes to be told that nobody confirmed; their addresses go with them, if nothing else needs them."""
    since = clock.now() - UNCONFIRMED_FOR
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=since).delete()

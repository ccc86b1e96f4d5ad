"""What is done by the clock: listings follow their last days, and the consultations they are linked to."""

import logging
from collections.abc import Callable, Iterable

from django.db.models import Q

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.rules import Refused
from parvis.registry.actions import end_listing, open_listing
from parvis.registry.models import Listing

logger = logging.getLogger("parvis.registry")


@every(minutes=10)
def bring_up_to_date() -> None:
    """Open what has begun and end what is over: when a day ends depends on the place. Safe to do twice."""
    now = clock.now()
    rows = Listing.objects.select_related("place", "consultation__cycle__place")
    begun = Q(consultation__opens_at__lte=now) & ~Q(consultation__status=Consultation.Status.DRAFT)
    _each(rows.filter(begun, status=Listing.Status.PLANNED), lambda listing: open_listing(listing, at=now))
    running = rows.filter(status=Listing.Status.OPEN).filter(Q(ends_on__isnull=False) | Q(consultation__isnull=False))
    over = (each for each in running if (each.consultation.is_over if each.consultation else each.is_over(now)))
    _each(over, lambda listing: end_listing(listing, at=now))


def _each(listings: Iterable[Listing], act: Callable[[Listing], object]) -> None:
    for listing in listings:
        try:
            act(listing)
        except Refused as refusal:
            # It lacks something for its next status, or somebody has just moved it.
            logger.info("Listing %s was left as it is: %s", listing.number, refusal)

"""What is done by the clock: sources are read, what is gone is dropped, proposals find their consultation and answers."""

import itertools
import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from parvis.asks.actions import bring_in, note_answer, note_reading, take_in, withdraw
from parvis.asks.actions.routing import waiting_for_consultation
from parvis.asks.connectors import look_for, read
from parvis.asks.connectors.gone import Kept, Look
from parvis.asks.models import Ask, Route, Source
from parvis.asks.posts import Post, SourceClosed, SourceFailing
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.rules import Refused

logger = logging.getLogger("parvis.asks")

EVERY = timedelta(minutes=5)
CLOSED_EVERY = timedelta(hours=6)
LONGEST_WAIT = timedelta(hours=6)
MOST_POSTS = 2_000
CHECKED_EVERY = timedelta(hours=20)
CHECKED_AT_ONCE = 100


@every(minutes=1)
def read_sources() -> None:
    """Read the sources whose time has come, one after the other; one that fails stops no other."""
    for source in Source.objects.due():
        read_source(source, read(source))


@every(minutes=10)
def drop_what_is_gone() -> None:
    """Ask, about once a day for each post, whether it is still there; drop what its author took back.

    A network says that it is gone for good, or on two days that it is not there: servers are moved, and make mistakes.
    """
    now = clock.now()
    before = now - CHECKED_EVERY
    standing = Ask.objects.exclude(status=Ask.Status.WITHDRAWN).exclude(link="")
    due = standing.filter(Q(checked_at=None, received_at__lt=before) | Q(checked_at__lt=before))
    asks = {ask.uri: ask for ask in due.order_by("checked_at", "pk")[:CHECKED_AT_ONCE]}
    found = dict(look_for(Kept(ask.uri, ask.link, ask.network) for ask in asks.values()))
    looked_for = Ask.objects.filter(pk__in=[ask.pk for ask in asks.values()])
    looked_for.update(checked_at=now)
    looked_for.filter(uri__in=[uri for uri, said in found.items() if said == Look.THERE]).update(missed_at=None)
    looked_for.filter(uri__in=[uri for uri, said in found.items() if said == Look.MISSING], missed_at=None).update(
        missed_at=now
    )
    for uri, said in found.items():
        missed_at = asks[uri].missed_at
        if said == Look.GONE or (said == Look.MISSING and missed_at and missed_at.date() < now.date()):
            withdraw(asks[uri])


@every(minutes=5)
def bring_in_what_waited() -> None:
    """Put the proposals that waited among the contributions of consultations that have opened."""
    for route in waiting_for_consultation():
        try:
            bring_in(route)
        except Refused as refusal:
            logger.info("%s was not brought in: %s", route.ask, refusal)


@every(minutes=1)
def note_answers() -> None:
    """Note which proposals were answered as contributions."""
    answered = Route.objects.filter(answered_at=None, contribution__answered_at__isnull=False)
    for route in answered.select_related("ask", "place", "contribution"):
        note_answer(route)


def read_source(source: Source, posts: Iterable[Post]) -> None:
    """Take in what a connector yields, and note how it went; the connector moves `source.cursor` on as it yields.

    What came before trouble is kept. Nothing is written while the connector waits for its server.
    """
    came: list[Post] = []
    status, wait, sentence = Source.Status.WORKING, EVERY, ""
    try:
        came.extend(itertools.islice(posts, MOST_POSTS))
    except SourceClosed as closed:
        status, wait, sentence = Source.Status.CLOSED, CLOSED_EVERY, str(closed)
    except SourceFailing as failing:
        pause = min(EVERY * 2 ** min(source.failures, 10), LONGEST_WAIT)
        status, wait, sentence = Source.Status.FAILING, max(timedelta(seconds=failing.again_after), pause), str(failing)
    try:
        take_in(came, source=source)
        next_check_at = clock.now() + wait
        note_reading(source, status=status, next_check_at=next_check_at, sentence=sentence, cursor=source.cursor)
    except Refused as refusal:
        # Somebody has just stopped it.
        logger.info("%s: %s", source, refusal)

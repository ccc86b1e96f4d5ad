"""What is done by the clock: sources are read, proposals that waited find their consultation, answers come back."""

import importlib
import importlib.util
import itertools
import logging
from collections.abc import Iterable
from datetime import timedelta
from types import ModuleType

from parvis.asks.actions import bring_in, note_answer, note_reading, take_in
from parvis.asks.actions.routing import waiting_for_consultation
from parvis.asks.models import Route, Source
from parvis.asks.posts import Post, SourceClosed, SourceFailing
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.rules import Refused

logger = logging.getLogger("parvis.asks")

CONNECTORS = "parvis.asks.connectors"
EVERY = timedelta(minutes=5)
CLOSED_EVERY = timedelta(hours=6)
LONGEST_WAIT = timedelta(hours=6)
MOST_POSTS = 2_000


@every(minutes=1)
def read_sources() -> None:
    """Read the sources whose time has come, one after the other; one that fails stops no other."""
    connectors = _connectors()
    if connectors is not None:
        for source in Source.objects.due():
            read_source(source, connectors.read(source))


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


def _connectors() -> ModuleType | None:
    """Return the connectors, when they are installed."""
    return importlib.import_module(CONNECTORS) if importlib.util.find_spec(CONNECTORS) else None

"""Bring posts in: each becomes an ask that is read by the grammar, and waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.asks.atlas import Atlas, atlas
from parvis.asks.grammar import Reading, read
from parvis.asks.models import LONGEST_TEXT, Ask, Route, Source
from parvis.asks.models.asks import gone
from parvis.asks.models.routes import TO_OF_KIND
from parvis.asks.models.sources import Network
from parvis.asks.posts import Post, with_uris
from parvis.asks.repeats import Repeats
from parvis.asks.rules import may_take_in
from parvis.core import clock
from parvis.core.cleaning import clean_words, says_something
from parvis.core.detection import detect
from parvis.core.rules import Sentence
from parvis.record import Line, record_many

SAYS_NOTHING = _("There are no words in this post.")
TOO_LONG = _("This is longer than we can take: %(length)d characters, at most %(limit)d.")
NO_ADDRESS = _("This is not the web address of a post.")

LONGEST_LINK = 500
_check_address = URLValidator(schemes=["http", "https"])


@dataclass
class Taken:
    """What became of posts: each with its ask, new or not, or with the reason why it was refused.

    `outcomes` holds an ask or a reason for each post, in the order in which they were given.
    """

    asks: list[tuple[Post, Ask]] = field(default_factory=list)
    new: list[Ask] = field(default_factory=list)
    refused: list[tuple[Post, Sentence]] = field(default_factory=list)
    outcomes: list[Ask | Sentence] = field(default_factory=list)

    @property
    def already_there(self) -> int:
        """Return how many posts were taken in before, or stood twice in the list."""
        return len(self.asks) - len(self.new)


@transaction.atomic
def take_in(posts: Iterable[Post], *, by: Any = None, source: Source | None = None) -> Taken:
    """Take posts in; a post that was taken in before is left as it is, so the same list can be brought in again.

    `source` without `by` is the clock. The number of queries does not depend on how many posts there are, up to what
    one statement takes. Authors are not kept.
    """
    may_take_in(by, source).enforce()
    taken = Taken()
    read_posts = [_cleaned(post) for post in with_uris(posts)]
    taken.refused = [(post, reason) for post, reason in read_posts if reason]
    sound = [post for post, reason in read_posts if not reason]
    known = _known([post.uri for post in sound])
    fresh = {post.uri: post for post in sound if post.uri not in known}
    known |= _write(list(fresh.values()), by, source, taken)
    taken.asks = [(post, known[post.uri]) for post in sound]
    taken.outcomes = [reason or known[post.uri] for post, reason in read_posts]
    return taken


def _cleaned(post: Post) -> tuple[Post, Sentence]:
    """Return a post as it is kept, without its author, and why it cannot be, if so."""
    text, link = clean_words(post.text[: LONGEST_TEXT * 2]), post.link.strip()
    reason = _why_not(post, text, link)
    return replace(post, uri=post.uri[:500], link=link, text=text, author=""), reason


def _why_not(post: Post, text: str, link: str) -> Sentence:
    if not says_something(text):
        return SAYS_NOTHING
    if len(post.text) > LONGEST_TEXT:
        return str(TOO_LONG) % {"length": len(post.text), "limit": LONGEST_TEXT}
    if link and not _is_address(link):
        return NO_ADDRESS
    return ""


def _is_address(link: str) -> bool:
    try:
        _check_address(link)
    except ValidationError:
        return False
    return len(link) <= LONGEST_LINK


def _known(uris: list[str]) -> dict[str, Ask]:
    """Return the asks of these posts; one that its author took back is known by what is left of its name."""
    names = {uri: uri for uri in uris} | {gone(uri): uri for uri in uris}
    return {names[ask.uri]: ask for ask in Ask.objects.filter(uri__in=names)}


def _write(posts: list[Post], by: Any, source: Source | None, taken: Taken) -> dict[str, Ask]:
    if not posts:
        return {}
    known = atlas()
    readings = [read(post.text, known.gazetteer, known.areas) for post in posts]
    asks = [_ask(post, reading, source) for post, reading in zip(posts, readings, strict=True)]
    repeats = Repeats(readings, known)
    Ask.objects.bulk_create(asks)
    if marked := repeats.mark(asks, readings):
        Ask.objects.bulk_update(marked, ["duplicate_of"])
    Route.objects.bulk_create(_routes(asks, known))
    role = "system" if by is None else by.record_role(None)
    record_many(_line(ask, role) for ask in asks)
    taken.new = asks
    return {ask.uri: ask for ask in asks}


def _ask(post: Post, reading: Reading, source: Source | None) -> Ask:
    return Ask(
        uri=post.uri,
        link=post.link,
        text=post.text,
        text_key=reading.key,
        network=post.network if post.network in Network.values else Network.PASTED,
        source=source,
        language=detect(reading.words, prior=post.language[:12] or None)[0],
        kind=str(reading.kind),
        kind_because=reading.because[:80],
        countries=reading.countries,
        triage=str(reading.triage),
        area=reading.area[:80],
        names_proposal=reading.names_proposal,
        posted_at=post.posted_at,
        received_at=clock.now(),
    )


def _routes(asks: list[Ask], known: Atlas) -> list[Route]:
    """Propose a route to each place of this site that an ask may mean."""
    return [
        Route(ask=ask, place=known.places[code], to=TO_OF_KIND[Ask.Kind(ask.kind)])
        for ask in asks
        for code in ask.countries
        if code in known.places
    ]


def _line(ask: Ask, role: str) -> Line:
    facts = {
        "network": ask.network,
        "language": ask.language,
        "kind": ask.kind,
        "countries": ask.countries,
        "triage": ask.triage or None,
        "duplicate_of": ask.duplicate_of.code if ask.duplicate_of else None,
    }
    secrets = {"text": ask.text, **({"link": ask.link} if ask.link else {})}
    return Line("ask.received", ask, role=role, facts=facts, secrets=secrets)


def preview(posts: Iterable[Post], *, by: Any, source: Source | None = None) -> Taken:
    """Return what taking posts in would do, having done nothing."""
    with transaction.atomic():
        taken = take_in(posts, by=by, source=source)
        transaction.set_rollback(True)
    return taken

"""Posts whose authors have taken them back: what is gone there goes here as well."""

import enum
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import batched
from typing import NamedTuple

from django.conf import settings

from parvis.asks.connectors import bluesky
from parvis.asks.connectors.asking import listing, mapping, text
from parvis.asks.posts import SourceClosed, SourceFailing
from parvis.core.fetching import NotFetched, Why, fetch

_AT_A_TIME = 25
"""The most posts Bluesky tells of in one answer."""
# Of a page only the answer counts; one that is longer is there.
_ENOUGH = 500_000


class Kept(NamedTuple):
    """A post as it is kept: the same it is known by, where it was read, and on which network."""

    uri: str
    link: str
    network: str


class Look(enum.Enum):
    """What a network says of a post."""

    THERE = "there"
    MISSING = "missing"
    """Not there (404, or not in its answer): for good, or while a server is moved."""
    GONE = "gone"
    """Gone for good (410)."""


def look_for(kept: Iterable[Kept]) -> Iterator[tuple[str, Look]]:
    """Yield what their networks say of posts, by URI.

    A server that does not answer, or refuses, says nothing about a post: it is asked again another time. Each post of a
    page costs one request, so ask for some hundred at a time.
    """
    kept = list(kept)
    for some in batched((post for post in kept if post.network == "bluesky"), _AT_A_TIME, strict=False):
        yield from _look_on_bluesky(some)
    for post in kept:
        if post.network != "bluesky" and post.link and (said := _look_at(post.link)):
            yield post.uri, said


def _look_at(link: str) -> Look | None:
    try:
        fetch(link, headers={"Accept": "text/html, */*;q=0.5"}, most_bytes=_ENOUGH)
    except NotFetched as failure:
        if failure.why == Why.TOO_LARGE:
            return Look.THERE
        if failure.why != Why.GONE:
            return None
        return Look.GONE if failure.code == HTTPStatus.GONE else Look.MISSING
    return Look.THERE


def _look_on_bluesky(some: Iterable[Kept]) -> list[tuple[str, Look]]:
    asked = [post.uri for post in some]
    if settings.BLUESKY is None:
        return []
    try:
        answer = bluesky.call(settings.BLUESKY, "app.bsky.feed.getPosts", {"uris": asked})
    except (SourceClosed, SourceFailing):
        return []
    if not isinstance(answer.get("posts"), list):
        return []
    there = {text(mapping(view).get("uri")) for view in listing(answer["posts"])}
    return [(uri, Look.THERE if uri in there else Look.MISSING) for uri in asked]

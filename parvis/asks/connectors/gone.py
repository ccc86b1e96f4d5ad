"""Posts whose authors have taken them back: what is gone there goes here as well."""

from collections.abc import Iterable, Iterator
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


def find_gone(kept: Iterable[Kept]) -> Iterator[str]:
    """Yield the URIs of the posts whose network says that they are gone (404, 410, or no longer in its answer).

    A server that does not answer, or refuses, says nothing about a post: it is asked again another time. Each post of a
    page costs one request, so ask for some hundred at a time.
    """
    kept = list(kept)
    for some in batched((post for post in kept if post.network == "bluesky"), _AT_A_TIME, strict=False):
        yield from _gone_from_bluesky(some)
    for post in kept:
        if post.network != "bluesky" and post.link and _is_gone(post.link):
            yield post.uri


def _is_gone(link: str) -> bool:
    try:
        fetch(link, headers={"Accept": "text/html, */*;q=0.5"}, most_bytes=_ENOUGH)
    except NotFetched as failure:
        return failure.why == Why.GONE
    return False


def _gone_from_bluesky(some: Iterable[Kept]) -> list[str]:
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
    return [uri for uri in asked if uri not in there]

"""Connectors: each reads posts from one kind of network, and hands them over oldest first.

    for post in read(source): ...

A connector moves `source.cursor` on as it yields, so that whoever stops in the middle goes on there. It raises
`SourceClosed` when the source gives nothing to strangers, `SourceFailing` when it cannot be read for now; each with a
sentence. Nothing here saves anything, and everything goes through the guarded client of `core/fetching`.
"""

from collections.abc import Callable, Iterator

from parvis.asks.connectors import bluesky, feed, mastodon
from parvis.asks.connectors.asking import Readable
from parvis.asks.connectors.gone import look_for
from parvis.asks.connectors.links import read_link
from parvis.asks.posts import Post

__all__ = ["look_for", "read", "read_link"]

_READERS: dict[str, Callable[[Readable], Iterator[Post]]] = {
    "mastodon": mastodon.read,
    "bluesky": bluesky.read,
    "feed": feed.read,
}


def read(source: Readable) -> Iterator[Post]:
    """Yield the new posts of a source, oldest first."""
    return _READERS[source.network](source)

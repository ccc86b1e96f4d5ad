"""What a connector hands over, and how it says that a source cannot be read."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True)
class Post:
    """A public post as it was found.

    `uri` is the same whatever server it was read from; without one it is made of the link, else of the words.
    `language` is the one its author declared, if any. `author` is never kept: it is for the connector's own use.
    """

    uri: str
    link: str
    text: str
    posted_at: datetime.datetime | None = None
    author: str = ""
    language: str = ""
    network: str = ""


class SourceClosed(Exception):
    """The source gives nothing to strangers: it wants a token, or its feed is switched off. The sentence says which."""


class SourceFailing(Exception):
    """The source cannot be read for now; try again after `again_after` seconds, when it said so."""

    def __init__(self, sentence: str, again_after: int = 0) -> None:
        super().__init__(sentence)
        self.again_after = again_after


def with_uris(posts: Iterable[Post]) -> list[Post]:
    """Give each post without a URI one that stays the same when the same list is brought in again.

    A link is one post. Words without a link are told apart by which of those saying the same they are.
    """
    seen: dict[str, int] = {}
    named = []
    for post in posts:
        uri = post.uri.strip() or canonical(post.link)
        if not uri:
            digest = hashlib.sha256(post.text.encode(errors="replace")).hexdigest()[:32]
            seen[digest] = seen.get(digest, 0) + 1
            uri = f"words:{digest}.{seen[digest]}"
        named.append(replace(post, uri=uri))
    return named


def canonical(link: str) -> str:
    """Return one form of a web address: no fragment, no marks of campaigns, the host in small letters; "" for no address."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return ""
    query = [(name, value) for name, value in parse_qsl(parts.query) if not name.startswith("utm_")]
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), urlencode(query), ""))

"""What connectors share: asking a server, and reading what it says without believing its shape."""

import contextlib
import datetime
import json
import math
from collections.abc import Iterator
from typing import Any, Protocol

from parvis.asks.posts import SourceClosed, SourceFailing
from parvis.core import clock
from parvis.core.fetching import Answer, NotFetched, Why, fetch

_LONGEST_URI = 500
_CLOSED = {Why.SIGN_IN, Why.REFUSED}


class Readable(Protocol):
    """What a connector needs of a source: where to read, which tags, and how far reading has come."""

    network: str
    address: str
    tags: list[str]
    cursor: str


def ask(url: str, **options: Any) -> Answer:
    """Return what a server answers; raise SourceClosed or SourceFailing with the sentence for whatever goes wrong."""
    with told():
        return fetch(url, **options)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Say what could not be fetched in the words of sources."""
    try:
        yield
    except NotFetched as failure:
        if failure.why in _CLOSED:
            raise SourceClosed(str(failure.reason)) from None
        raise SourceFailing(str(failure.reason), seconds_until(failure.again_at)) from None


def seconds_until(moment: datetime.datetime | None) -> int:
    """Return the seconds from now to a moment; 0 when it is over, or none was said."""
    if moment is None:
        return 0
    return max(0, math.ceil((moment - clock.now()).total_seconds()))


def mapping(value: Any) -> dict[str, Any]:
    """Return `value` when it is an object of JSON, else an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """Return `value` when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """Return `value` when it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def web_address(value: Any) -> str:
    """Return `value` when it is an address of the web that can be kept and linked to, else nothing."""
    address = text(value).strip()
    is_web = address.lower().startswith(("https://", "http://")) and len(address) <= _LONGEST_URI
    return address if is_web and not any(letter.isspace() or letter in "<>\"'" for letter in address) else ""


def moment(value: Any) -> datetime.datetime | None:
    """Return the moment an ISO 8601 text says, with its zone (UTC when it has none); None when it says none."""
    try:
        when = datetime.datetime.fromisoformat(text(value))
        return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        return None


def cursor_of(source: Readable) -> dict[str, Any]:
    """Return how far reading has come, as a connector wrote it."""
    try:
        return mapping(json.loads(source.cursor)) if source.cursor else {}
    except ValueError:
        return {}


def with_tags(words: str, tags: list[str]) -> str:
    """Return the words with the tags that a network keeps beside them, as those who read the post see them."""
    beside = [f"#{tag}" for tag in tags if tag and f"#{tag.casefold()}" not in words.casefold()]
    return "\n\n".join(part for part in (words, " ".join(beside)) if part)

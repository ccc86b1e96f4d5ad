"""What a server answered."""

import json
import math
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from parvis.core import clock
from parvis.core.fetching.failures import NotFetched, Why

# A site may ask us to stay away for a day; whoever asks for more is asked again then.
LONGEST_WAIT = timedelta(days=1)
# 16 + 15: zlib reads the wrapping of gzip; 15 alone reads that of "deflate".
_WRAPPINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True)
class Answer:
    """A good answer: where it came from in the end, its headers (names in lower case), its body, decompressed."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type it is said to be of, such as `application/json`; empty when nothing is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text, by the character set it is said to be in, else UTF-8; what is wrong is replaced."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        charset = message.get_content_charset("utf-8")
        try:
            return self.body.decode(charset, "replace")
        except (LookupError, ValueError):
            return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the data; raise NotFetched when it is a page for people, or nothing that can be read."""
        if self.kind in {"text/html", "application/xhtml+xml"}:
            raise NotFetched(Why.OTHER_KIND, code=self.status)
        try:
            return json.loads(self.body)
        # A thousand brackets in each other are no data of ours either.
        except (ValueError, RecursionError):
            raise NotFetched(Why.GARBLED, code=self.status) from None


class Unpacker:
    """Decompresses a body while it comes in, and never more of it than `limit` bytes."""

    def __init__(self, encoding: str, limit: int) -> None:
        self.limit = limit
        self.taken: list[bytes] = []
        self.size = 0
        encoding = encoding.strip().lower()
        if encoding not in {"", "identity", *_WRAPPINGS}:
            raise NotFetched(Why.GARBLED)
        self.unzip = zlib.decompressobj(_WRAPPINGS[encoding]) if encoding in _WRAPPINGS else None

    def feed(self, piece: bytes) -> None:
        """Take the next bytes as they came; raise NotFetched when it gets too large or cannot be unpacked."""
        if self.unzip is not None:
            try:
                piece = self.unzip.decompress(piece, self.limit - self.size + 1)
            except zlib.error:
                raise NotFetched(Why.GARBLED) from None
        self.size += len(piece)
        if self.size > self.limit:
            raise NotFetched(Why.TOO_LARGE)
        self.taken.append(piece)

    def body(self) -> bytes:
        """Return all of it; raise NotFetched when the end is missing."""
        if self.unzip is not None and self.size and not self.unzip.eof:
            raise NotFetched(Why.GARBLED)
        return b"".join(self.taken)


def failure(status: int, headers: dict[str, str]) -> NotFetched:
    """Return what an answer that is none means."""
    why = {401: Why.SIGN_IN, 403: Why.REFUSED, 404: Why.GONE, 410: Why.GONE, 429: Why.TOO_OFTEN, 451: Why.REFUSED}
    if status in why:
        return NotFetched(why[status], code=status, again_at=again_at(headers))
    return NotFetched(Why.BROKEN if status >= 500 else Why.REFUSED, code=status, again_at=again_at(headers))


def again_at(headers: dict[str, str]) -> datetime | None:
    """Return when a server lets us come back; at most a day from now.

    `Retry-After` says so in seconds or as a date. Without it, what Mastodon and Bluesky say about their limits counts.
    """
    now = clock.now()
    if said := headers.get("retry-after", "").strip():
        seconds = _number(said)
        when = _date(said) if seconds is None else now + timedelta(seconds=_within_a_day(seconds))
    else:
        said = headers.get("x-ratelimit-reset", headers.get("ratelimit-reset", "")).strip()
        moment = _number(said)
        when = _date(said) if moment is None else now + timedelta(seconds=_within_a_day(moment - now.timestamp()))
    return None if when is None else max(now, min(when, now + LONGEST_WAIT))


def _number(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _within_a_day(seconds: float) -> float:
    return max(0.0, min(seconds, LONGEST_WAIT.total_seconds()))


def _date(said: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(said) if said[:4].isdigit() else parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)

"""The time, read in one place, so that a story can be told at another time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Return the present moment in UTC, or the moment set by `at`."""
    return _told.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Make `now` answer `moment`, which must be aware, inside the block."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)

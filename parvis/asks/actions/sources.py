"""Say where asks are read, and how reading goes."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.asks.models import Source
from parvis.asks.models.sources import Network
from parvis.asks.rules import may_keep_sources, may_note_reading
from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.core.rules import Refused
from parvis.record import record

READ = frozenset({Network.MASTODON, Network.BLUESKY, Network.FEED})
NOT_READ = _("Choose Mastodon, Bluesky or a feed.")
NO_ADDRESS = _("Write the address where it is read.")
_MOVES = {Source.Status.WORKING: "work", Source.Status.CLOSED: "close", Source.Status.FAILING: "fail"}


@transaction.atomic
def add_source(*, by: Any, network: str, address: str, tags: Iterable[str] = ()) -> Source:
    """Add a source; one that is already there is returned, and read again if it was stopped."""
    may_keep_sources(by).enforce()
    address = clean_line(address).rstrip("/")[:300]
    if network not in READ:
        raise Refused(NOT_READ)
    if not address:
        raise Refused(NO_ADDRESS)
    names = list(dict.fromkeys(name for tag in tags if (name := clean_line(tag).lstrip("#＃ ")[:80])))
    found, is_new = Source.objects.get_or_create(
        network=network, address=address, defaults={"tags": names, "next_check_at": clock.now()}
    )
    if is_new:
        record("source.added", found, by=by, facts={"network": network})
    return found


@transaction.atomic
def stop_source(source: Source, *, by: Any) -> Source:
    """Read a source no longer; what was read stays."""
    may_keep_sources(by).enforce()
    was = source.status
    if source.move("stop", sentence=""):
        record("source.changed", source, by=by, facts={"status": source.status, "was": was})
    return source


@transaction.atomic
def resume_source(source: Source, *, by: Any) -> Source:
    """Read a source again, from where reading had come."""
    may_keep_sources(by).enforce()
    was = source.status
    if source.move("work", sentence="", failures=0, next_check_at=clock.now()):
        record("source.changed", source, by=by, facts={"status": source.status, "was": was})
    return source


@transaction.atomic
def note_reading(
    source: Source, *, status: str, next_check_at: datetime.datetime, sentence: str = "", cursor: str | None = None
) -> Source:
    """Note, for the clock, how reading a source went, how far it has come, and when it is read next.

    Only a change of status is a line of the record.
    """
    may_note_reading(source).enforce()
    failures = 0 if status == Source.Status.WORKING else source.failures + 1
    noted = {
        "sentence": clean_line(sentence)[:300],
        "last_checked_at": clock.now(),
        "next_check_at": next_check_at,
        "failures": failures,
        "cursor": source.cursor if cursor is None else cursor,
    }
    was = source.status
    if Source.objects.filter(pk=source.pk, status=status).update(**noted):
        source.refresh_from_db()
    elif source.move(_MOVES[Source.Status(status)], **noted):
        record("source.changed", source, role="system", facts={"status": status, "was": was})
    return source

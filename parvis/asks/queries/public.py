"""What everybody sees of asks: the list, and the counters."""

import datetime
import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from parvis.asks.models import Ask, Route
from parvis.core.pages import KeysetPage, keyset
from parvis.core.search import search_keys
from parvis.places.models import Place

SIZE = 20
# Of a search: how many of the newest that hold its words.
MOST_FOUND = 500


@dataclass(frozen=True)
class Numbers:
    """How far the asks to a place, or to all, have come; `delay` is the median of the days from receipt to answer."""

    received: int = 0
    routed: int = 0
    acknowledged: int = 0
    answered: int = 0
    delay: int | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Counters:
    """The public counters: of all asks, and of each place that has any, the most asked first."""

    all: Numbers
    places: list[Numbers]

    def of(self, place: Place | None) -> Numbers:
        """Return the numbers of a place, or of all."""
        if place is None:
            return self.all
        return next((each for each in self.places if each.place == place), Numbers(place=place))


def public_page(place: Place | None, status: str, after: str = "", query: str = "") -> KeysetPage[Ask]:
    """Return a page of what everybody may read, the newest first; three queries, and one for the words of a `query`."""
    asks = Ask.objects.published()
    if place is not None:
        asks = asks.filter(pk__in=Route.objects.filter(place=place).values("ask"))
    if status in Ask.PUBLIC:
        asks = asks.filter(status=status)
    if query:
        labels = [place_label(place)] if place else []
        asks = asks.filter(code__in=search_keys(Ask.record_type, None, query, limit=MOST_FOUND, labels=labels))
    return keyset(asks.prefetch_related("routes__place"), ["-id"], after, SIZE)


def place_label(place: Place) -> str:
    """Return the label by which asks that go to a place are found."""
    return f"place:{place.slug}"


def counters() -> Counters:
    """Count; four queries."""
    delays = _delays()
    counted = Route.objects.filter(ask__triage="").order_by().values("place").annotate(**_COUNTS)
    places = Place.objects.in_bulk([row["place"] for row in counted])
    rows = [
        Numbers(
            **{name: row[name] for name in _COUNTS}, delay=_median(delays[row["place"]]), place=places[row["place"]]
        )
        for row in counted
    ]
    everything = Route.objects.aggregate(**{name: _COUNTS[name] for name in ("routed", "acknowledged", "answered")})
    total = Numbers(
        received=Ask.objects.count(), delay=_median([each for some in delays.values() for each in some]), **everything
    )
    return Counters(total, sorted(rows, key=lambda row: (-row.received, str(row.place))))


def numbers_of(place: Place) -> Numbers:
    """Return the numbers of one place without the delay; one query."""
    return Numbers(**Route.objects.filter(place=place, ask__triage="").aggregate(**_COUNTS), place=place)


_COUNTS: dict[str, Any] = {
    "received": Count("ask", distinct=True),
    "routed": Count("ask", distinct=True, filter=Q(routed_at__isnull=False)),
    "acknowledged": Count("ask", distinct=True, filter=Q(acknowledged_at__isnull=False)),
    "answered": Count("ask", distinct=True, filter=Q(answered_at__isnull=False)),
}


def _delays() -> dict[int, list[datetime.timedelta]]:
    found = defaultdict(list)
    rows = Route.objects.filter(answered_at__isnull=False).order_by()
    for place, received_at, answered_at in rows.values_list("place", "ask__received_at", "answered_at"):
        found[place].append(answered_at - received_at)
    return found


def _median(delays: list[datetime.timedelta]) -> int | None:
    return round(statistics.median(delays) / datetime.timedelta(days=1)) if delays else None

"""A page of what was said in a consultation."""

import datetime
import functools
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from parvis.consultations.models import Consultation, Contribution, ContributionTheme
from parvis.consultations.queries import choosing
from parvis.consultations.queries.choosing import Choice
from parvis.consultations.queries.excerpts import BEGINNING
from parvis.consultations.queries.workshops import numbers_said_at
from parvis.core import clock
from parvis.core.pages import KeysetPage, keyset
from parvis.core.search import search_keys

SIZE = 50
# Late answers are not a label of the search, since a day makes them late: more is read, and what is late is kept.
READ_FOR_LATE = 500
# The search finds the newest first; for another order it finds so many, and these are sorted.
MOST_SORTED = 1_000
# In the order in which `voices_of` reads them.
_COLUMNS = (
    "id", "code", "language", "kind", "organisation_name", "public_name", "channel", "supports", "lot",
    "answer", "answer_due_on", "published_at",
)  # fmt: skip
_ORDERS = {
    choosing.NEWEST: ["-id"],
    choosing.SUPPORTED: ["-supports", "-id"],
    choosing.OLDEST: ["id"],
}


@dataclass(frozen=True)
class Found(KeysetPage[Any]):
    """A page of what was found by words; `only_newest` says of how many, when more were found than were sorted."""

    only_newest: int = 0


def page_of(consultation: Consultation, choice: Choice) -> KeysetPage[Any]:
    """Return a page of published contributions as rows of columns; at most four queries."""
    today = clock.now().astimezone(consultation.zone).date()
    if choice.query:
        in_order = _found if choice.order == choosing.NEWEST else _found_and_sorted
        return in_order(consultation, choice, today)
    if choice.event:
        return _said_at(consultation, choice, today)
    if choice.theme_id and choice.order in (choosing.NEWEST, choosing.OLDEST):
        return _under_theme(consultation, choice, today)
    rows = choosing.narrow(_published().filter(consultation=consultation), choice, today)
    if choice.theme_id:
        rows = rows.filter(themes_named__theme=choice.theme_id)
    return _sorted(rows, consultation, choice)


def latest_of(consultation: Consultation, most: int) -> list[Any]:
    """Return what was published last as rows of columns, the newest first; one query."""
    return list(_published().filter(consultation=consultation)[:most])


def _sorted(rows: Any, consultation: Consultation, choice: Choice) -> KeysetPage[Any]:
    """Read one page of `rows` in the order that was chosen."""
    if choice.order == choosing.LOT:
        return _ring(rows, consultation, choice.after)
    is_longest_wait = choice.state == choosing.LATE and choice.order == choosing.OLDEST
    order = ["answer_due_on", "id"] if is_longest_wait else _ORDERS[choice.order]
    return keyset(rows, order, choice.after, SIZE)


@functools.cache
def _published() -> Any:
    """Return the query every page begins with: making it anew takes as long as answering it."""
    rows = Contribution.objects.published().annotate(beginning=BEGINNING)
    return rows.values_list(*_COLUMNS, "beginning", named=True)


def _few() -> Any:
    """Return the query for contributions one knows by name.

    Without an order and without their consultation, or SQLite walks through all that was said in it.
    """
    return _published().order_by()


def _said_at(consultation: Consultation, choice: Choice, today: datetime.date) -> KeysetPage[Any]:
    """Read what was said at one event, known by name: an event holds few of the contributions."""
    rows = _few().filter(pk__in=numbers_said_at(choice.event or 0, consultation))
    rows = choosing.narrow(rows, choice, today)
    if choice.theme_id:
        rows = rows.filter(themes_named__theme=choice.theme_id)
    return _sorted(rows, consultation, choice)


def _under_theme(consultation: Consultation, choice: Choice, today: datetime.date) -> KeysetPage[Any]:
    """Read the index of the theme: a theme few people named must not cost a walk through all that was said."""
    named = ContributionTheme.objects.filter(
        theme=choice.theme_id,
        contribution__consultation=consultation,
        contribution__status=Contribution.Status.PUBLISHED,
    )
    named = choosing.narrow(named, choice, today, "contribution__").values_list("contribution_id", named=True)
    order = "-contribution_id" if choice.order == choosing.NEWEST else "contribution_id"
    page = keyset(named, [order], choice.after, SIZE)
    by_number = {row.id: row for row in _few().filter(pk__in=[row.contribution_id for row in page.rows])}
    return KeysetPage([by_number[row.contribution_id] for row in page.rows], page.after)


def _found(consultation: Consultation, choice: Choice, today: datetime.date) -> KeysetPage[Any]:
    """Search, the newest first; `after` is the receipt after which the next page starts."""
    size = READ_FOR_LATE if choice.state == choosing.LATE else SIZE
    codes = search_keys(
        "contribution",
        consultation.slug,
        choice.query,
        limit=size + 1,
        before=choice.after or None,
        labels=choosing.labels_of(choice),
    )
    after = codes[size - 1] if len(codes) > size else ""
    kept = choosing.narrow(_few().filter(code__in=codes[:size]), Choice(together=choice.together), today)
    if choice.state == choosing.LATE:
        kept = kept.filter(answer="", answer_due_on__lt=today)
    by_code = {row.code: row for row in kept}
    return KeysetPage([by_code[code] for code in codes[:size] if code in by_code], after)


def _found_and_sorted(consultation: Consultation, choice: Choice, today: datetime.date) -> Found:
    """Search, and put the newest of what was found in another order."""
    labels = choosing.labels_of(choice)
    codes = search_keys("contribution", consultation.slug, choice.query, limit=MOST_SORTED + 1, labels=labels)
    rows = choosing.narrow(_few().filter(code__in=codes[:MOST_SORTED]), choice, today)
    page = _sorted(rows, consultation, choice)
    return Found(page.rows, page.after, MOST_SORTED if len(codes) > MOST_SORTED else 0)


def _ring(rows: Any, consultation: Consultation, after: str) -> KeysetPage[Any]:
    """Go once around the ring of lots, from where it begins today; `after` is begin_lot_id."""
    begin, lot, key = _place_on_ring(after) or (choosing.start_of_the_day(consultation), -1, -1)
    beyond = Q(lot__gte=lot) & (Q(lot__gt=lot) | Q(id__gt=key))
    is_second_half = 0 <= lot < begin
    ordered = rows.order_by("lot", "id")
    found = [] if is_second_half else list(ordered.filter(beyond if lot >= 0 else Q(), lot__gte=begin)[: SIZE + 1])
    if len(found) <= SIZE:
        half = ordered.filter(lot__lt=begin)
        found += list((half.filter(beyond) if is_second_half else half)[: SIZE + 1 - len(found)])
    if len(found) <= SIZE:
        return KeysetPage(found)
    last = found[SIZE - 1]
    return KeysetPage(found[:SIZE], f"{begin}_{last.lot}_{last.id}")


def _place_on_ring(after: str) -> tuple[int, int, int] | None:
    try:
        begin, lot, key = (int(part) for part in after.split("_"))
    except ValueError:
        return None
    return (begin, lot, key) if 0 <= begin < 2**31 and 0 <= lot < 2**31 and 0 <= key < 2**63 else None

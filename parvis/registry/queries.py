"""What is read of the registry, in a constant number of queries."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from parvis.consultations.models import Consultation
from parvis.core.pages import KeysetPage, keyset
from parvis.core.search import search_keys
from parvis.places.models import Place
from parvis.registry.codes import Lists, Named, lists
from parvis.registry.conditions import TEXTS
from parvis.registry.models import List, Listing, Mark

SIZE = 25
# Of a search: how many of the newest that hold its words.
MOST_FOUND = 500
_PUBLIC = (List.SUBJECT, List.AUDIENCE, List.DEPARTMENT)


class Group(NamedTuple):
    """The codes of one list that a listing carries, with their names."""

    label: str
    names: list[Any]


def chosen(rows: QuerySet[Listing], choice: dict[str, str]) -> QuerySet[Listing]:
    """Keep what was chosen by `q`, `place`, `status`, `subject`, `audience` and `department`."""
    if choice.get("q"):
        rows = rows.filter(number__in=search_keys(Listing.record_type, None, choice["q"], limit=MOST_FOUND))
    if choice.get("place"):
        rows = rows.filter(place__slug=choice["place"])
    if choice.get("status"):
        rows = rows.filter(status=choice["status"])
    for kind in (List.SUBJECT, List.AUDIENCE, List.DEPARTMENT):
        if code := choice.get(kind):
            rows = rows.marked(kind, code)
    return rows


def page_of(rows: QuerySet[Listing], after: str = "") -> KeysetPage[Listing]:
    """Return a page of listings, those added last first."""
    return keyset(rows.select_related("place").prefetch_related("marks"), ["-id"], after, SIZE)


def places_listed() -> list[Place]:
    """Return the places that have listings everybody may read; one query."""
    public = Listing.objects.visible_to(None)
    return list(Place.objects.filter(pk__in=public.values("place")))


def departments_listed() -> list[str]:
    """Return the departments named in listings everybody may read; one query."""
    public = Mark.objects.filter(list=List.DEPARTMENT, listing__in=Listing.objects.visible_to(None))
    return list(public.order_by("code").values_list("code", flat=True).distinct())


def public_groups_of(listing: Listing) -> list[Group]:
    """Return the names of the codes of a listing that are for everybody; what is in none of our lists is shown as its code."""
    known = lists()
    found = [Group(kind.label, [_name(known, kind, code) for code in listing.codes(kind)]) for kind in _PUBLIC]
    return [group for group in found if group.names]


def unlisted(place: Place) -> QuerySet[Consultation]:
    """Return the consultations of a place that the registry does not list yet, the newest first."""
    rows = Consultation.objects.filter(cycle__place=place, listing=None)
    return rows.select_related("cycle__place").order_by("-pk")


def languages_of(rows: QuerySet[Listing]) -> list[str]:
    """Return the languages a file of listings has columns for: English and French, those of their places, those written."""
    texts = [Listing._meta.get_field(name).attname for name in TEXTS]
    written = (code for row in rows.order_by().values_list(*texts) for words in row for code in words)
    places = Place.objects.filter(pk__in=rows.order_by().values("place")).values_list("languages", flat=True)
    official = (code for languages in places for code in languages)
    return list(dict.fromkeys(["en", "fr", *sorted({*official, *written})]))


def _name(known: Lists, kind: str, code: str) -> Any:
    named: Named | None = known.get(kind, {}).get(code)
    return named.name if named else code

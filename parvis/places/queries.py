"""Places as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language

from parvis.core.search.folding import fold, words_of
from parvis.places.models import Membership, Place


@dataclass(frozen=True)
class Region:
    """The places of one region that were asked for, in the order of their names."""

    code: str
    words: str
    places: list[Place]


def regions(search: str = "", region: str = "", kind: str = "", language: str = "") -> list[Region]:
    """Return the places asked for, by region; four queries, however many places there are.

    `search` finds names in any language, without accents, by the beginning of any word.
    """
    rows = Place.objects.select_related("parent").prefetch_related("memberships", "cycles")
    if region:
        rows = rows.filter(region=region)
    if kind:
        rows = rows.filter(kind=kind)
    found = [place for place in rows if _speaks(place, language) and is_called(place, search)]
    active = get_language()
    found.sort(key=lambda place: (place.get_region_display(), fold(place.name.best(active)[1])))
    return [
        Region(code, places[0].get_region_display(), places)
        for code, group in groupby(found, key=lambda place: place.region)
        if (places := list(group))
    ]


def count(found: Iterable[Region]) -> int:
    """Return how many places were found."""
    return sum(len(region.places) for region in found)


def spoken_languages() -> list[str]:
    """Return the official languages of all places."""
    return sorted({code for codes in Place.objects.values_list("languages", flat=True) for code in codes})


@dataclass(frozen=True)
class Standing:
    """How a place stands now, if it is known."""

    place: Place
    membership: Membership | None


def standings() -> list[Standing]:
    """Return all places with their present standing; two queries."""
    places = Place.objects.prefetch_related("memberships")
    return [Standing(place, next((m for m in place.memberships.all() if not m.until_on), None)) for place in places]


def _speaks(place: Place, language: str) -> bool:
    return not language or language in place.languages


def is_called(place: Place, search: str) -> bool:
    """Tell whether a place is called so: in any language, without accents, by the beginning of any word."""
    words = words_of(" ".join((*place.name.values(), place.iso)))
    return all(any(word.startswith(part) for word in words) for part in words_of(search))

"""Which places of this site a text may mean."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from parvis.asks.grammar import Gazetteer, standard
from parvis.asks.grammar.specificity import areas_with
from parvis.places.models import Place
from parvis.themes.models import Theme


@dataclass(frozen=True)
class Atlas:
    """The names of all countries and of the places of this site, the places by their codes, and the policy areas."""

    gazetteer: Gazetteer
    places: dict[str, Place]
    areas: "re.Pattern[str]"

    def code(self, place: Place) -> str:
        """Return the code of a place of this site."""
        return next(code for code, each in self.places.items() if each.pk == place.pk)


def atlas() -> Atlas:
    """Read the names of the places and themes of this site; two queries."""
    places = {code_of(place): place for place in Place.objects.all()}
    names = [(code, (*place.name.values(), place.slug)) for code, place in places.items()]
    themes = tuple(name for words in Theme.objects.values_list("name", flat=True) for name in _texts(words))
    return Atlas(standard().with_places(names), places, _areas(themes))


def code_of(place: Place) -> str:
    """Return the code of a place: the ISO code of a country, else that of the country with its name, else its address."""
    if place.kind == Place.Kind.COUNTRY:
        if place.iso:
            return str(place.iso)
        meaning = next(filter(None, map(standard().meaning, place.name.values())), None)
        if meaning and len(meaning.codes) == 1:
            return meaning.codes[0]
    return str(place.slug)


@functools.lru_cache(maxsize=4)
def _areas(themes: tuple[str, ...]) -> "re.Pattern[str]":
    return areas_with(themes)


def _texts(words: Any) -> list[str]:
    return list(words.values()) if isinstance(words, dict) else []

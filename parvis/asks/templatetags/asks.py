"""What templates can ask of asks: how many there are for a place, and the names of countries."""

from django import template

from parvis.asks.queries.public import Numbers, numbers_of
from parvis.core.dates import territory_words
from parvis.core.languages import listed
from parvis.places.models import Place

register = template.Library()


@register.simple_tag
def asks_of(place: Place) -> Numbers:
    """Return how far the asks to a place have come; one query."""
    return numbers_of(place)


@register.simple_tag
def countries(codes: list[str]) -> str:
    """Name countries in the language of the page; a code that is no country's stays as the site wrote it."""
    return listed(map(territory_words, codes))

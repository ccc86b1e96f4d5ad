"""What templates can ask of asks: how many there are for a place."""

from django import template

from parvis.asks.queries.public import Numbers, numbers_of
from parvis.places.models import Place

register = template.Library()


@register.simple_tag
def asks_of(place: Place) -> Numbers:
    """Return how far the asks to a place have come; one query."""
    return numbers_of(place)

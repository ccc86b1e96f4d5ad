"""What templates can ask of people: how many hold each role in a place, and never who."""

from django import template
from django.db.models import Count

from parvis.people.models import Role
from parvis.places.models import Place

register = template.Library()


@register.simple_tag
def role_counts(place: Place) -> list[tuple[str, int]]:
    """Return how many persons hold each role in a place now, in the order of the roles; one query."""
    held = dict(
        Role.objects.current()
        .filter(place=place)
        .values_list("kind")
        .annotate(count=Count("person", distinct=True))
        .order_by("kind")
    )
    return [(str(kind.label), held[kind]) for kind in Role.Kind if kind in held]

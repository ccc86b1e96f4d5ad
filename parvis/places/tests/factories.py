"""Places for tests."""

import itertools

from parvis.places.models import Place

_number = itertools.count(1)


def make_place(**fields):
    """Make a country with two official languages."""
    n = next(_number)
    defaults = {
        "slug": f"place-{n}",
        "name": {"en": f"Place {n}", "fr": f"Lieu {n}"},
        "region": Place.Region.AMERICAS,
        "languages": ["en", "fr"],
        "time_zone": "America/Toronto",
    }
    return Place.objects.create(**defaults | fields)

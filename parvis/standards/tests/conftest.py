"""What these tests start from."""

import pytest

from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place


@pytest.fixture
def place(db):
    """A place with two official languages."""
    return make_place(languages=["en", "fr"])


@pytest.fixture
def cycle(place):
    """A cycle of rule set C that began a month ago."""
    return make_cycle(place=place, rule_set="C", slug=f"{place.slug}-1", number=1)


@pytest.fixture
def bruno(place):
    """The convener of the place."""
    return make_convener(place)


@pytest.fixture
def amina(db):
    """Somebody who takes part."""
    return make_person("Amina")

"""What tests of the registry share."""

import pytest

from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place


@pytest.fixture
def place(db):
    """A country with English and French."""
    return make_place()


@pytest.fixture
def bruno(place):
    """Who convenes there."""
    return make_convener(place)

"""What the tests of asks start from."""

import pytest

from parvis.asks.tests.factories import make_country, make_support_unit
from parvis.people.models import Person


@pytest.fixture
def ghana(db):
    """A country with a convener."""
    return make_country()


@pytest.fixture
def bruno(ghana):
    """The convener of Ghana."""
    return Person.objects.get(roles__place=ghana, roles__kind="convener")


@pytest.fixture
def salma(db):
    """A member of the support unit."""
    return make_support_unit()

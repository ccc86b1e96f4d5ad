"""What the tests of analysis start from."""

import pytest

from parvis.consultations.tests.factories import make_consultation
from parvis.people.tests.factories import make_convener


@pytest.fixture
def consultation(db):
    """An open consultation."""
    return make_consultation()


@pytest.fixture
def bruno(consultation):
    """The convener of the place that asks."""
    return make_convener(consultation.place)

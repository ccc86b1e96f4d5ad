"""What the tests of reports start from."""

import pytest

from parvis.consultations.tests.factories import make_consultation
from parvis.heard.tests.factories import make_chipo
from parvis.people.tests.factories import make_convener


@pytest.fixture
def consultation(db):
    """An open consultation."""
    return make_consultation()


@pytest.fixture
def bruno(consultation):
    """The convener of the place that asks, who writes."""
    return make_convener(consultation.place)


@pytest.fixture
def chipo(consultation):
    """A reviewer of the place, who signs."""
    return make_chipo(consultation.place)

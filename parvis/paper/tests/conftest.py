"""What the tests of paper start from."""

import pytest

from parvis.consultations.tests.factories import make_consultation, make_moderator
from parvis.paper.tests.factories import make_batch
from parvis.people.tests.factories import make_convener


@pytest.fixture
def consultation(db):
    """An open consultation."""
    return make_consultation()


@pytest.fixture
def bruno(consultation):
    """The convener of the place that asks."""
    return make_convener(consultation.place)


@pytest.fixture
def hana(consultation):
    """A moderator who types sheets in."""
    return make_moderator(consultation, "Hana")


@pytest.fixture
def jules(consultation):
    """Another one."""
    return make_moderator(consultation, "Jules")


@pytest.fixture
def batch(consultation, bruno):
    """Three sheets that one person types in."""
    return make_batch(consultation, by=bruno)


@pytest.fixture
def double(consultation, bruno):
    """Three sheets that two people type in."""
    return make_batch(consultation, by=bruno, is_double=True)

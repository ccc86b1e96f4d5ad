"""What the tests of votes start from."""

import pytest

from parvis.consultations.tests.factories import make_consultation
from parvis.people.tests.factories import make_convener, make_person
from parvis.votes.tests.factories import make_voting

WORDS = (
    "Every contract should be published within thirty days.",
    "Small towns need more money before they publish anything.",
    "Journalists should be consulted before a register is changed.",
)


@pytest.fixture
def consultation(db):
    """An open consultation."""
    return make_consultation()


@pytest.fixture
def bruno(consultation):
    """The convener of the place that asks."""
    return make_convener(consultation.place)


@pytest.fixture
def amina(db):
    """Somebody who takes part."""
    return make_person("Amina")


@pytest.fixture
def voting(consultation):
    """An open voting on three statements."""
    return make_voting(consultation, statements=WORDS)

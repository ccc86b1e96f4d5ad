"""What the tests of consultations start from."""

import pytest

from parvis.consultations.tests.factories import make_consultation, make_moderator, make_workshop
from parvis.people.tests.factories import make_convener, make_person


@pytest.fixture
def consultation(db):
    """An open consultation with one question, where contributions are published at once."""
    return make_consultation()


@pytest.fixture
def amina(db):
    """Somebody who participates."""
    return make_person("Amina")


@pytest.fixture
def bruno(consultation):
    """The convener of the place that asks."""
    return make_convener(consultation.place)


@pytest.fixture
def moderator(consultation):
    """A moderator of the place that asks."""
    return make_moderator(consultation, "Chinwe")


@pytest.fixture
def workshop(consultation, bruno):
    """A workshop at which notes are taken."""
    return make_workshop(consultation, by=bruno)

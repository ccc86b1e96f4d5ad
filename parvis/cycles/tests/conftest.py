"""The cast of these tests."""

import pytest

from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def cycle(place):
    return make_cycle(place=place)


@pytest.fixture
def draft(place):
    return make_cycle(place=place, status="draft", opened_at=None)


@pytest.fixture
def bruno(place):
    return make_convener(place)


@pytest.fixture
def amina():
    return make_person("Amina")

"""The cast of these tests."""

import pytest

from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def amina():
    return make_person("Amina")


@pytest.fixture
def bruno(place):
    return make_convener(place)


@pytest.fixture
def dana():
    return make_person("Dana", is_keeper=True)

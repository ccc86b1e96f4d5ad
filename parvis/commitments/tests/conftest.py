"""The cast: Amina participates, Bruno convenes, Chipo reviews, Dana keeps the site."""

import pytest

from parvis.commitments.tests.factories import make_consultation, make_contributions, make_reviewer
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_organisation, make_person


@pytest.fixture
def cycle(db):
    return make_cycle()


@pytest.fixture
def finance(cycle):
    return make_organisation(cycle.place, name={"en": "Finance Canada", "fr": "Finances Canada"})


@pytest.fixture
def amina(db):
    return make_person("Amina", language="ar")


@pytest.fixture
def bruno(cycle):
    return make_convener(cycle.place)


@pytest.fixture
def chipo(cycle):
    return make_reviewer(cycle.place)


@pytest.fixture
def dana(db):
    return make_person("Dana", is_keeper=True)


@pytest.fixture
def contributions(cycle):
    return make_contributions(3, make_consultation(cycle))

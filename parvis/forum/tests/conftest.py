"""A forum with its convener and the co-chairs of both sides."""

import pytest

from parvis.forum.tests.factories import make_forum, make_holder
from parvis.people.tests.factories import make_convener, make_person


@pytest.fixture
def forum(db):
    """A forum."""
    return make_forum()


@pytest.fixture
def bruno(forum):
    """Who convenes in its place."""
    return make_convener(forum.place)


@pytest.fixture
def amina(db):
    """Somebody with no role."""
    return make_person("Amina")


@pytest.fixture
def gwen(forum):
    """The co-chair of the government."""
    return make_holder(forum, "government", "Gwen", is_cochair=True)


@pytest.fixture
def ines(forum):
    """The co-chair of civil society."""
    return make_holder(forum, "civil", "Inés", is_cochair=True)

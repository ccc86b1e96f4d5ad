"""Lists are read page by page, at the same cost on every page."""

import itertools

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from parvis.core.pages import kept, keyset, public_page
from parvis.cycles.tests.factories import make_theme
from parvis.record import Subject, record
from parvis.themes.models import Theme


@pytest.fixture
def themes(db):
    return [make_theme() for _ in range(7)]


def read_all(order, size=3):
    rows, after = [], ""
    while True:
        page = keyset(Theme.objects.all(), order, after, size)
        rows += page.rows
        if not page.has_next:
            return rows
        after = page.after


@pytest.mark.parametrize("order", [["pk"], ["-pk"]])
def test_the_pages_together_are_the_list(themes, order):
    assert read_all(order) == list(Theme.objects.order_by(*order))


def test_a_list_that_fills_its_page_exactly_has_no_next_one(themes):
    assert not keyset(Theme.objects.all(), ["pk"], size=7).has_next
    assert keyset(Theme.objects.none(), ["pk"]).rows == []


@pytest.mark.parametrize("after", ["x", "1_2_3", "'; DROP TABLE", "9" * 400, "-1"])
def test_a_malformed_key_never_fails(themes, after):
    keyset(Theme.objects.all(), ["pk"], after, 3)


def test_every_page_is_one_query(themes):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        keyset(Theme.objects.all(), ["-pk"], str(themes[5].pk), 3)

    assert len(queries) == 1


@pytest.fixture
def shown(rf, settings, db, request):
    """A public page that counts how often its part is made; calling it shows it to somebody signed out."""
    settings.PARTS_KEPT_IN_MEMORY = 8
    name, made = request.node.name, itertools.count(1)
    page = public_page(lambda request: HttpResponse(kept(request, name, lambda: next(made))))
    return lambda **cookies: page(_request(rf, cookies)).content.decode()


def _request(rf, cookies):
    request = rf.get("/")
    request.COOKIES.update(cookies)
    return request


def test_a_part_is_made_once_until_something_happens(shown):
    assert [shown(), shown()] == ["1", "1"]

    record("thing.made", Subject("thing", "a"))

    assert shown() == "2"


def test_a_part_is_made_once_for_each_language(shown):
    assert shown() == "1"

    with translation.override("fr"):
        assert shown() == "2"


def test_nothing_is_kept_for_who_may_have_signed_in(shown):
    assert [shown(sessionid="x"), shown(sessionid="x")] == ["1", "2"]

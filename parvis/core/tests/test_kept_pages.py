"""A page for everybody is made once, until something happens."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from parvis.core import pages


@pytest.fixture
def made(settings, monkeypatch):
    """A public page that counts how often it is made."""
    settings.PAGES_KEPT_IN_MEMORY = 2
    monkeypatch.setattr(pages, "read_position", lambda: made.position)
    monkeypatch.setattr(pages, "_pages", pages.Memory(lambda: settings.PAGES_KEPT_IN_MEMORY))
    times = itertools.count(1)

    @pages.public_page
    def made(request):
        return HttpResponse(f"made {next(times)}" + (get_token(request) if "form" in request.GET else ""))

    made.position = "1"
    return made


def get(page, path="/", **cookies):
    request = RequestFactory().get(path)
    request.user, request.COOKIES = AnonymousUser(), cookies
    return page(request).content.decode()


def test_it_is_made_once(made):
    assert get(made) == get(made) == "made 1"


def test_it_is_made_again_when_the_record_has_moved(made):
    get(made)
    made.position = "2"

    assert get(made) == "made 2"


def test_another_address_is_another_page(made):
    assert get(made) != get(made, "/?q=1")


def test_only_the_last_pages_are_kept(made):
    for path in ("/?a", "/?b", "/?c"):
        get(made, path)

    assert get(made, "/?a") == "made 4"


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_what_is_shown_to_one_visitor_is_shown_to_no_other(made, cookie):
    get(made)

    assert get(made, **{cookie: "x"}) == "made 2"
    assert get(made) == "made 1"


def test_a_page_with_a_form_is_never_kept(made):
    assert get(made, "/?form") != get(made, "/?form")


def test_what_is_kept_can_be_let_go_of(made):
    assert get(made) == "made 1"

    pages.forget_kept()

    assert get(made) == "made 2"

"""Pages with an empty form are made once, and what belongs to one visitor is never shown to another."""

import itertools

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from parvis.core import kept_forms
from parvis.core.kept_forms import form_page


@pytest.fixture
def opened(monkeypatch):
    """Open a page as somebody, with something to show; return what they see."""
    monkeypatch.setattr(kept_forms, "_pages", type(kept_forms._pages)(lambda: 8))
    monkeypatch.setattr(kept_forms, "SECONDS", 10**9)
    made = itertools.count(1)

    def open_as(token, shown="a title", status=200, **cookies):
        def make():
            text = f'{shown}, made {next(made)} <input name="stamp" value="{token}"> <i name="other" value="same">'
            return HttpResponse(text, status=status)

        request = RequestFactory().get("/speak/")
        request.COOKIES = cookies
        return form_page(request, lambda: shown, make, lambda: {'name="stamp" value=': token}).content.decode()

    return open_as


def test_a_page_is_made_once_and_each_visitor_gets_a_token_of_their_own(opened):
    assert opened("mine") == 'a title, made 1 <input name="stamp" value="mine"> <i name="other" value="same">'
    assert opened("yours") == 'a title, made 1 <input name="stamp" value="yours"> <i name="other" value="same">'


def test_a_page_that_would_show_something_else_is_made_anew(opened):
    opened("mine")

    assert opened("mine", shown="another title").startswith("another title, made 2")


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_whoever_is_known_gets_a_page_of_their_own(opened, cookie, settings):
    opened("mine")

    assert "made 2" in opened("mine", **{settings.SESSION_COOKIE_NAME if cookie == "sessionid" else cookie: "x"})
    assert "made 1" in opened("mine")


def test_a_page_that_refuses_is_not_kept(opened):
    opened("mine", status=409)

    assert "made 2" in opened("mine")


def test_a_token_cannot_end_the_value_it_stands_in(opened):
    opened("mine")

    assert 'value="&quot;&gt;&lt;b&gt;"' in opened('"><b>')

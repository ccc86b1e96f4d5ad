"""When a request cannot be answered, a sentence says why and what was typed comes back."""

import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

WORDS = "Who owns the companies <b>that win</b> public contracts?"
OURS = {"Sec-Fetch-Site": "same-origin"}


@login_not_required
def say(request):
    """A page that takes words."""
    return HttpResponse(request.POST["words"])


@login_not_required
def fail(request):
    """A page that cannot save what it takes."""
    raise OperationalError("database or disk is full")


urlpatterns = [path("say/", say), path("fail/", fail)]
handler500 = "parvis.core.failures.broken"

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    """A browser that is held to the token of its forms, and shown what visitors see of errors."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def shown(page):
    """What stands in the fields of a page, as a browser sends it again."""
    html = page.content.decode()
    assert "<b>that" not in html
    areas = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', html, re.S)
    return dict(areas + re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def test_a_form_sent_too_late_comes_back_and_is_sent_again_by_one_press(visitor):
    late = visitor.post("/say/", {"words": WORDS, "step": "send", "csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    again = shown(late)

    assert late.status_code == 403
    assert "Nothing you wrote is lost" in late.content.decode()
    assert "no-store" in late["Cache-Control"]
    assert again["step"] == "send"
    sent = visitor.post("/say/", again | {"words": WORDS}, headers=OURS)
    assert (sent.status_code, sent.content.decode()) == (200, WORDS)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {"Referer": "http://evil.example/testserver"}],
)  # fmt: skip
def test_nobody_is_lent_words_sent_from_elsewhere(visitor, headers):
    late = visitor.post("/say/", {"words": WORDS}, headers=headers)

    assert late.status_code == 403
    assert "Who owns" not in late.content.decode()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=%ED%A0%80%00", "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\ncut o", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"\xff\xfe", "application/json"),
        (b"&".join(b"a=1" for _ in range(1001)), "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_gets_a_sentence(visitor, body, kind):
    late = visitor.post("/say/", body, content_type=kind, headers=OURS)

    assert late.status_code in (400, 403)
    assert "<h1>" in late.content.decode()


def test_when_something_breaks_the_words_come_back(visitor):
    visitor = Client(raise_request_exception=False)
    page = visitor.post("/fail/", {"words": WORDS, "kind": "civil"}, headers=OURS)
    html = page.content.decode()

    assert page.status_code == 500
    assert "Who owns the companies &lt;b&gt;that win" in html
    assert "civil" not in html
    assert "full" not in html


def test_when_the_database_is_gone_the_page_that_says_so_is_still_there(visitor, monkeypatch):
    def gone(*args, **said):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", gone)
    visitor = Client(raise_request_exception=False)

    assert visitor.get("/fail/").status_code == 500
    assert "Who owns" in visitor.post("/fail/", {"words": WORDS}, headers=OURS).content.decode()

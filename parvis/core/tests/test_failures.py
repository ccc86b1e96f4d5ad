"""When a request cannot be answered, a sentence says why and what was typed comes back."""

import errno
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path

from parvis.core.failures import Sent
from parvis.people.tests.factories import make_person

WORDS = "Who owns the companies <b>that win</b> public contracts?"
OURS = {"Sec-Fetch-Site": "same-origin"}


@login_not_required
def say(request):
    """A page that takes words."""
    return HttpResponse(request.POST["words"])


def keep(request):
    """A page for those who have signed in."""
    return HttpResponse(request.POST["words"])


@login_not_required
def fail(request):
    """A page with a mistake of ours in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM no_table_of_ours")


@login_not_required
def full(request):
    """A page that cannot save what it takes."""
    raise OSError(errno.ENOSPC, "No space left on device")


@login_not_required
def refuse(request):
    """A page for others."""
    raise PermissionDenied("This is for <conveners>.")


@login_not_required
def gone(request):
    """A page of something that was taken away."""
    raise Http404


urlpatterns = [
    path("say/", say),
    path("keep/", keep),
    path("sign-in/", gone, name="account_login"),
    path("fail/", fail),
    path("full/", full),
    path("refuse/", refuse),
    path("gone/", gone),
]
handler403 = "parvis.core.failures.forbidden"
handler404 = "parvis.core.failures.missing"
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


def test_a_form_of_short_values_sent_too_late_promises_nothing_to_read(visitor):
    late = visitor.post("/say/", {"words": "a@b.org", "csrfmiddlewaretoken": "x" * 64}, headers=OURS)

    assert "Send it once more." in late.text
    assert "below" not in late.text
    assert shown(late)["words"] == "a@b.org"


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


def test_when_something_breaks_the_words_come_back():
    page = Client(raise_request_exception=False).post("/fail/", {"words": WORDS, "kind": "civil"}, headers=OURS)
    html = page.content.decode()

    assert page.status_code == 500
    assert "Who owns the companies &lt;b&gt;that win" in html
    assert "civil" not in html
    assert "no_table_of_ours" not in html


def test_what_cannot_be_saved_comes_back_and_is_sent_again_by_one_press():
    page = Client(raise_request_exception=False).post("/full/?a=1", {"words": WORDS, "step": "send"})
    html = page.content.decode()

    assert (page.status_code, page["Retry-After"]) == (503, "60")
    assert "no-store" in page["Cache-Control"]
    assert "Nothing was saved" in html
    assert 'action="/full/?a=1"' in html
    assert shown(page).keys() == {"csrfmiddlewaretoken", "step", "words"}


def test_words_sent_after_the_session_ended_come_back_until_one_has_signed_in_again():
    browser = Client()
    told = browser.post("/keep/", {"words": WORDS, "step": "send"})

    assert told.status_code == 403
    assert "You are no longer signed in" in told.content.decode()
    browser.force_login(make_person())
    assert browser.post("/keep/", shown(told) | {"words": WORDS}).content.decode() == WORDS


def test_who_sent_no_words_is_led_to_sign_in():
    answer = Client().post("/keep/", {"step": "send"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/keep/")


@pytest.mark.parametrize(("address", "status"), [("/refuse/", 403), ("/gone/", 404), ("/nowhere/", 404)])
def test_words_for_a_page_one_may_no_longer_see_come_back(address, status):
    page = Client().post(address, {"words": WORDS, "step": "send"}, headers=OURS)
    html = page.content.decode()

    assert page.status_code == status
    assert "Who owns the companies &lt;b&gt;that win" in html
    assert ("This is for &lt;conveners&gt;." in html) == (status == 403)
    assert "What you wrote" not in Client().get(address).content.decode()


def test_keys_and_stamps_are_not_shown_as_somebodys_words(visitor):
    stamp = "title.en=1b2c3d4e5f60,title.fr=0011aabbccdd"
    late = visitor.post("/say/", {"seen": stamp, "words": "Verfassungsgerichtspräsident"}, headers=OURS)

    assert shown(late)["seen"] == stamp
    assert late.content.decode().count("<textarea") == 1


@pytest.mark.parametrize("text", ["1" * 200_000 + " ", "a" * 200_000 + " ", "=" * 200_000 + "é"])
def test_no_words_are_long_to_look_at(text):
    assert Sent("words", text).is_words


def test_when_the_database_is_gone_the_page_that_says_so_is_still_there(monkeypatch):
    def is_gone(*args, **said):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", is_gone)
    visitor = Client(raise_request_exception=False)

    assert "We will be back soon" in visitor.get("/fail/").content.decode()
    page = visitor.post("/fail/", {"words": WORDS}, headers=OURS)
    assert (page.status_code, "Who owns" in page.content.decode()) == (503, True)

"""The language of the pages: negotiated, chosen, remembered, and what is said of one we do not have."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

HERE = {"Host": "localhost"}


def front_page(client, accepts=""):
    return client.get("/", headers={"Accept-Language": accepts} if accepts else {}).url


@pytest.mark.parametrize(
    ("accepts", "found"),
    [("fr-CA,fr;q=0.9", "/fr/"), ("ar-EG", "/ar/"), ("de, es;q=0.5", "/es/"), ("de", "/en/"), ("", "/en/"), ("\x00;q=", "/en/")],
)  # fmt: skip
def test_the_browser_says_which_language_to_begin_in(client, accepts, found):
    assert front_page(client, accepts) == found


def switch(client, before, after, **headers):
    return client.get(after, headers=HERE | {"Referer": f"http://localhost{before}"} | headers)


def test_a_language_chosen_on_a_page_is_remembered(client):
    answer = switch(client, "/en/", "/ar/")

    assert front_page(client, "fr") == "/ar/"
    assert answer["Cache-Control"] == "private, no-store"
    switch(client, "/ar/receipts/", "/es/receipts/")
    assert front_page(client, "fr") == "/es/"


def test_it_is_remembered_when_the_browser_has_the_page_already(client):
    etag = client.get("/ar/", headers=HERE)["ETag"]

    assert switch(client, "/en/", "/ar/", **{"If-None-Match": etag}).status_code == 304
    assert front_page(client, "fr") == "/ar/"


def test_following_a_link_from_elsewhere_chooses_nothing(client):
    for referer in (
        "http://elsewhere.example/en/",
        "http://localhost/en/",
        "http://localhost/record/check",
        "nonsense",
        "",
    ):
        answer = client.get("/en/", headers=HERE | {"Referer": referer})
        assert not answer.cookies
        assert answer["Cache-Control"].startswith("public")
    assert front_page(client, "fr") == "/fr/"


@pytest.mark.parametrize(
    "address",
    [
        "/de/",
        "/FR/places/",
        "/FR-ca/places/",
        "/de/consultations/",
        "/zh-hans/consultations/?theme=x",
        "/xx/a%22%3Cb%3E/",
    ],
)
def test_a_language_we_do_not_have_is_told_with_those_we_have(client, address):
    answer = client.get(address, headers={"Accept-Language": "fr"})
    page = answer.content.decode()

    assert answer.status_code == 404
    assert 'lang="fr"' in page[:500]
    rest = answer.wsgi_request.path.lstrip("/").partition("/")[2].replace('a"<b>/', "a%22%3Cb%3E/")
    for language, _name in settings.LANGUAGES:
        assert f'<li><a href="/{language}/{rest}" lang="{language}"' in page.partition("<main")[2]
    assert "<b>" not in page


def test_what_is_not_found_in_our_own_languages_is_not_taken_for_a_language(client):
    for address in ("/en/nothing/", "/record/nothing", "/wp-admin/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "hreflang" not in answer.content.decode().partition("<main")[2]

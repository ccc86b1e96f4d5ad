"""A pasted link becomes the post behind it; what cannot be read stays a link; what is gone is found out."""

import datetime
from urllib.parse import urlsplit

import pytest

from parvis.asks.connectors import bluesky, links, look_for, read_link
from parvis.asks.connectors.gone import Kept, Look
from parvis.asks.tests.bluesky import DID, HANDLE, PASSWORD, Bluesky, view
from parvis.asks.tests.sources import data
from parvis.core.tests.web import answer, redirect, site

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


@pytest.fixture(autouse=True)
def _no_session():
    bluesky._sessions.clear()


def note(server, **fields):
    said = {
        "id": server.url("/users/amina/statuses/1"),
        "type": "Note",
        "to": [PUBLIC],
        "content": "<p>Publish it #Ghana</p>",
        "contentMap": {"en": "<p>Publish it #Ghana</p>"},
        "published": "2026-11-26T10:00:00Z",
        "url": server.url("/@amina/1"),
        "attributedTo": server.url("/users/amina"),
        **fields,
    }
    page = data(said, content_type="application/activity+json; charset=utf-8")
    server.pages["/@amina/1"] = page
    return server.url("/@amina/1")


def test_a_post_of_the_open_networks_is_read_from_its_page(settings):
    with site(settings, {}) as server:
        link = note(server)
        post = read_link(link)

    assert (post.text, post.link, post.language) == ("Publish it #Ghana", link, "en")
    assert post.posted_at == datetime.datetime(2026, 11, 26, 10, tzinfo=datetime.UTC)
    assert (post.uri, post.network) == (server.url("/users/amina/statuses/1"), "mastodon")


@pytest.mark.parametrize(
    "fields",
    [{"id": "https://other.example/1"}, {"to": ["https://home.example/followers"]}, {"type": "Person"}, {"id": 5}],
)
def test_a_forged_or_private_note_is_not_believed(settings, fields):
    with site(settings, {}) as server:
        post = read_link(note(server, **fields), "What I read")

    assert (post.text, post.uri, post.network) == ("What I read", "", "pasted")


def test_of_another_page_its_own_summary_is_taken_and_pasted_words_count_more(settings):
    page = """<html><head><meta property="og:title" content="A &amp; B"><meta content='Words "here"'
    property=og:description><meta name="og:description" content="Words"></head><script>x</script>"""
    with site(settings, {"/": answer(page, kind="text/html")}) as server:
        assert read_link(server.url()).text == "A & B\n\nWords"
        assert read_link(server.url(), " Pasted ").text == "Pasted"


@pytest.mark.parametrize(
    "page", [answer(status=404), answer(status=500), redirect("http://10.0.0.1/"), answer(b"x" * 3_000_000)]
)
def test_a_link_that_cannot_be_read_keeps_what_was_pasted(settings, page):
    with site(settings, {"/": page}) as server:
        post = read_link(server.url(), "Pasted")
    assert (post.link, post.text) == (server.url(), "Pasted")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "not a link", "", "https://a.example/<script>", "http://10.0.0.1:1/"]
)
def test_what_is_no_link_is_none(link):
    assert read_link(link, "Pasted").text == "Pasted"
    assert "<" not in read_link(link).link
    assert not read_link(link).link.startswith("java")


def test_a_post_on_bluesky_is_read_without_an_account(settings, monkeypatch):
    network = Bluesky(view(1))
    network.is_refused = lambda _conversation: False
    pages = network.pages | {"/xrpc/com.atproto.identity.resolveHandle": data({"did": DID})}
    with site(settings, pages) as server:
        monkeypatch.setattr(links, "PUBLIC_BLUESKY", server.url("").rstrip("/"))
        named = read_link("https://bsky.app/profile/amina.example.org/post/1?ref=x")
        numbered = read_link(f"https://bsky.app/profile/{DID}/post/1")

    assert named == numbered
    assert (named.text, named.network) == ("Publish it #Ghana", "bluesky")


def test_what_is_gone_from_its_page_is_found_out_and_a_server_in_trouble_says_nothing(settings):
    codes = {"/there": 200, "/missing": 404, "/deleted": 410, "/broken": 500, "/closed": 401, "/busy": 429}
    with site(settings, {path: answer("x", status=code) for path, code in codes.items()}) as server:
        kept = [Kept(path, server.url(path), "mastodon") for path in codes]
        kept += [Kept("none", "", "file"), Kept("away", "http://127.0.0.1:9/", "feed")]
        said = dict(look_for(kept))
    assert said == {"/there": Look.THERE, "/missing": Look.MISSING, "/deleted": Look.GONE}


def test_what_is_gone_from_bluesky_is_missing_in_its_answer(settings):
    network = Bluesky(*[view(number) for number in range(0, 60, 2)])
    kept = [Kept(view(number)["uri"], "https://bsky.app/x", "bluesky") for number in range(60)]
    with site(settings, network.pages) as server:
        settings.BLUESKY = urlsplit(f"http://{HANDLE}:{PASSWORD}@{server.address}")
        said = [said for _uri, said in look_for(kept)]
        assert (said.count(Look.THERE), said.count(Look.MISSING)) == (30, 30)
        server.pages["/xrpc/app.bsky.feed.getPosts"] = answer(status=500)
        assert list(look_for(kept)) == []
        server.pages["/xrpc/app.bsky.feed.getPosts"] = data({})
        assert list(look_for(kept)) == []
    settings.BLUESKY = None
    assert list(look_for(kept)) == []

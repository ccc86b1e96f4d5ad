"""Bluesky is searched with an account, whose password goes to nobody else and is in no sentence."""

import datetime
from urllib.parse import urlsplit

import pytest

from parvis.asks.connectors import bluesky, read
from parvis.asks.posts import SourceClosed, SourceFailing
from parvis.asks.tests.bluesky import DID, HANDLE, PASSWORD, Bluesky, view
from parvis.asks.tests.sources import Read, data
from parvis.core import clock
from parvis.core.tests.web import redirect, site

NOW = datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _now():
    bluesky._sessions.clear()
    with clock.at(NOW):
        yield


def account(server, password=PASSWORD):
    return urlsplit(f"http://{HANDLE}:{password}@{server.address}")


def posts(server, settings, source=None, **account_fields):
    settings.BLUESKY = account(server, **account_fields)
    return list(read(source or Read("bluesky", "bsky.social")))


def test_posts_with_a_tag_are_read_oldest_first_with_page_language_and_tags(settings):
    facet = {"features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "Ghana"}]}
    marked = {
        "text": "Publish it",
        "createdAt": "2026-11-26T10:00:00Z",
        "langs": ["fr"],
        "tags": ["myNAPask"],
        "facets": [facet],
    }
    network = Bluesky(view(2, "Second #Ghana"), view(1, record=marked))
    with site(settings, network.pages) as server:
        first, second = posts(server, settings)

    assert first.text == "Publish it\n\n#Ghana #myNAPask"
    assert (first.uri, first.link) == (
        f"at://{DID}/app.bsky.feed.post/1",
        "https://bsky.app/profile/amina.example.org/post/1",
    )
    assert (first.language, first.author, first.posted_at.hour) == ("fr", "amina.example.org", 10)
    assert second.text == "Second #Ghana"


def test_all_pages_of_a_search_are_read_and_the_next_one_begins_where_it_ended(settings):
    network = Bluesky(*[view(number) for number in range(250)])
    with site(settings, network.pages) as server:
        here = Read("bluesky", "bsky.social")
        assert len(posts(server, settings, here)) == 250
        network.views.append(view(251))
        again = posts(server, settings, here)

    assert again[-1].uri.endswith("/251")
    assert len(again) < 70, "an hour is read twice, since the search learns late of some posts"
    assert network.signed_in == 1


def test_a_session_that_is_over_is_begun_again_once(settings):
    network = Bluesky(view(1))
    with site(settings, network.pages) as server:
        posts(server, settings)
        network.signed_in += 1
        assert len(posts(server, settings)) == 1
    assert network.signed_in == 3


def test_without_an_account_or_with_a_wrong_one_the_source_is_closed_and_says_why(settings):
    settings.BLUESKY = None
    with pytest.raises(SourceClosed, match="PARVIS_BLUESKY"):
        list(read(Read("bluesky", "bsky.social")))
    with site(settings, Bluesky(view(1)).pages) as server, pytest.raises(SourceClosed) as told:
        posts(server, settings, password="wrong-password")
    assert "does not accept the account" in str(told.value)
    assert "wrong-password" not in str(told.value)


def test_the_password_is_not_sent_on_to_where_a_redirect_leads(settings):
    network = Bluesky(view(1))
    with site(settings, network.pages) as other, site(settings, {}) as first:
        first.pages["/xrpc/com.atproto.server.createSession"] = redirect(
            other.url("/xrpc/com.atproto.server.createSession"), 307
        )
        with pytest.raises(SourceClosed):
            posts(first, settings)
        assert other.asked == []


def test_who_wants_to_be_read_only_by_who_signs_in_is_passed_over_and_so_is_nonsense(settings):
    quiet = view(1, author={"did": DID, "handle": "x", "labels": [{"val": "!no-unauthenticated"}]})
    nonsense = view(2, uri=5, record=[], author="x")
    empty = view(3, record={"text": None, "langs": "en", "facets": {"a": 1}}, author={"handle": "handle.invalid"})
    with site(settings, Bluesky(quiet, nonsense, empty).pages) as server:
        [post] = posts(server, settings)
    assert post.link == f"https://bsky.app/profile/{DID}/post/3"


@pytest.mark.parametrize(
    ("page", "error"), [(data({}, status=500), SourceFailing), (data({}, status=403), SourceClosed), (data([]), None)]
)
def test_faults_of_the_network_get_a_sentence(settings, page, error):
    network = Bluesky()
    with site(settings, network.pages | {"/xrpc/app.bsky.feed.searchPosts": page}) as server:
        if error is None:
            assert posts(server, settings) == []
            return
        with pytest.raises(error) as told:
            posts(server, settings)
    assert str(told.value)


def test_a_limit_of_the_network_is_respected(settings):
    limit = data({}, status=429, ratelimit_reset=str(int(NOW.timestamp()) + 120))
    pages = Bluesky().pages | {"/xrpc/app.bsky.feed.searchPosts": limit}
    with site(settings, pages) as server, pytest.raises(SourceFailing, match="less often") as told:
        posts(server, settings)
    assert told.value.again_after == 120

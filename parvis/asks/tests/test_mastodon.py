"""Timelines of tags are read without a gap, politely, and a closed source is never taken for an empty one."""

import datetime
import json
import urllib.request
from itertools import islice

import pytest
from mastodon_mock.config import DatabaseConfig, MastodonMockConfig, RateLimitConfig
from mastodon_mock.testing import DEFAULT_TEST_SEED, MockServer

from parvis.asks.connectors import read
from parvis.asks.posts import SourceClosed, SourceFailing
from parvis.asks.tests.sources import Read, Timeline, data, status
from parvis.core import clock
from parvis.core.tests.web import answer, redirect, site

TAG = "/api/v1/timelines/tag/myNAPask"
INSTANCE = "/api/v2/instance"


def instance(local="public", remote="public"):
    feeds = {"hashtag_feeds": {"local": local, "remote": remote}}
    return data({"domain": "x", "configuration": {"timelines_access": feeds}})


def source(server, **fields):
    return Read("mastodon", server.url("") if hasattr(server, "asked") else server, **fields)


# ── Against mastodon-mock, which really speaks the protocol ────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def mastodon():
    with MockServer(startup_timeout=60) as server:
        yield server


def write(server, words, visibility="public"):
    body = json.dumps({"status": words, "visibility": visibility}).encode()
    headers = {"Authorization": "Bearer alice_token", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{server.base_url}/api/v1/statuses", body, headers)
    return json.load(urllib.request.urlopen(request))


@pytest.fixture
def ours(mastodon, settings):
    settings.FETCH_ALSO = frozenset({mastodon.base_url.partition("://")[2]})
    return mastodon


def test_page_after_page_each_post_is_read_once_oldest_first(ours, monkeypatch):
    monkeypatch.setattr("parvis.asks.connectors.mastodon.AT_A_TIME", 5)
    written = [write(ours, f"Ask {number} #longTag #Ghana")["uri"] for number in range(13)]
    here = source(ours.base_url, tags=["longTag"])

    posts = list(read(here))
    assert [post.uri for post in posts] == written
    assert (posts[0].text, posts[0].author, posts[0].network) == ("Ask 0 #longTag #Ghana", "alice", "mastodon")
    assert list(read(here)) == []

    later = write(ours, "One more #longtag")["uri"]
    assert [post.uri for post in read(here)] == [later]


def test_who_stops_in_the_middle_goes_on_there_and_loses_nothing(ours, monkeypatch):
    monkeypatch.setattr("parvis.asks.connectors.mastodon.AT_A_TIME", 5)
    written = [write(ours, f"Ask {number} #cutTag")["uri"] for number in range(13)]
    here = source(ours.base_url, tags=["cutTag"])

    first = list(islice(read(here), 7))
    rest = list(read(here))
    assert {post.uri for post in first + rest} == set(written)
    assert len(rest) == 7, "the one in hand when it stopped comes again"


def test_a_post_with_two_of_the_tags_comes_once_and_private_ones_never(ours):
    both = write(ours, "Both #oneTag #otherTag")["uri"]
    write(ours, "Unlisted #oneTag", visibility="unlisted")
    write(ours, "Followers only #oneTag", visibility="private")

    assert [post.uri for post in read(source(ours.base_url, tags=["oneTag", "#otherTag"]))] == [both]


def test_a_server_that_counts_requests_is_left_alone_until_it_says(settings):
    limited = RateLimitConfig(enabled=True, limit=2, window_seconds=300)
    config = MastodonMockConfig(database=DatabaseConfig(path=":memory:"), seed=DEFAULT_TEST_SEED, ratelimit=limited)
    with MockServer(config=config, startup_timeout=60) as server:
        settings.FETCH_ALSO = frozenset({server.base_url.partition("://")[2]})
        list(read(source(server.base_url)))
        with pytest.raises(SourceFailing, match="less often") as told:
            list(read(source(server.base_url)))
    assert 200 < told.value.again_after <= 300


# ── Against a server written from the documentation, for what mastodon-mock does not do ────────────────────────────


def test_three_different_nothings_are_told_apart(settings):
    closed = {
        "asks for a token": {TAG: data({"error": "x"}, status=401)},
        "switched off": {TAG: data([]), INSTANCE: instance("disabled", "disabled")},
        "for accounts": {TAG: data([]), INSTANCE: instance("disabled", "authenticated")},
    }
    for pages in closed.values():
        with site(settings, pages) as server, pytest.raises(SourceClosed) as told:
            list(read(source(server)))
        assert str(told.value)
    empty = [{TAG: data([]), INSTANCE: instance()}, {TAG: data({}, status=404), INSTANCE: instance()}, {TAG: data([])}]
    for pages in empty:
        with site(settings, pages) as server:
            assert list(read(source(server))) == []


def test_what_is_no_mastodon_server_gets_a_sentence(settings):
    page = answer("<!doctype html><p>Welcome", kind="text/html")
    for pages, said in (({}, "no Mastodon"), ({TAG: page}, "page for people"), ({TAG: data({"a": 1})}, "no Mastodon")):
        with site(settings, pages) as server, pytest.raises(SourceFailing, match=said):
            list(read(source(server)))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (data({}, status=500), "fault of its own"),
        (data({}, status=429, retry_after="90"), "less often"),
        (answer("{", kind="application/json"), "cannot be read"),
        (redirect("http://169.254.169.254/"), "not on the public web"),
    ],
)
def test_each_fault_of_a_server_gets_its_sentence(settings, page, said):
    with site(settings, {TAG: page}) as server, pytest.raises(SourceFailing, match=said) as told:
        list(read(source(server)))
    assert told.value.again_after == (90 if said == "less often" else 0)


def test_reading_stops_when_the_limit_is_reached_and_keeps_what_came(settings):
    now = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
    limits = {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "2026-11-26T12:04:00.000000Z"}
    timeline = Timeline([status(number) for number in range(1, 60)], **limits)
    came = []
    with site(settings, {TAG: timeline}) as server, clock.at(now):
        here = source(server)
        with pytest.raises(SourceFailing) as told:
            came.extend(read(here))
    assert told.value.again_after == 240
    assert json.loads(here.cursor) == {"myNAPask": "40"}


def test_what_arrived_between_two_readings_is_never_skipped(settings):
    timeline = Timeline([status(number) for number in range(1, 11)])
    with site(settings, {TAG: timeline}) as server:
        here = source(server)
        assert len(list(read(here))) == 10
        timeline.statuses += [status(number) for number in range(11, 131)]
        assert len({post.uri for post in read(here)}) == 120
        assert "min_id=0" in server.asked[0].path


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": "unlisted"},
        {"account": {"acct": "a", "noindex": True}},
        {"account": {"acct": "a", "discoverable": False}},
        {"account": {"acct": "a", "note": "<p>Hello #<span>NoBot</span></p>"}},
        {"reblog": {"id": "1"}},
        {"uri": None},
        {"uri": {"a": 1}, "content": 5, "account": []},
    ],
)
def test_who_wants_no_robots_is_left_in_peace_and_nonsense_is_passed_over(settings, fields):
    with site(settings, {TAG: Timeline([status(1, **fields), status(2)]), INSTANCE: instance()}) as server:
        assert [post.uri[-1] for post in read(source(server))] == ["2"]


def test_html_becomes_words_and_nothing_else(settings):
    words = 'Publish<br>it <a href="javascript:x"><span class="invisible">https://</span>a.example</a><script>x</script> &lt;b&gt;'
    odd = status(1, words, spoiler_text="Contracts", url="javascript:alert(1)", language=None, created_at="soon")
    with site(settings, {TAG: Timeline([odd])}) as server:
        [post] = read(source(server))
    assert post.text == "Contracts\n\nPublish\nit https://a.example <b>"
    assert post.link == "https://home.example/users/amina/statuses/1"
    assert (post.language, post.posted_at) == ("", None)


def test_a_broken_cursor_begins_again(settings):
    with site(settings, {TAG: Timeline([status(1)])}) as server:
        for cursor in ("nonsense", "[]", '{"myNAPask": 5}'):
            assert len(list(read(source(server, cursor=cursor)))) == 1

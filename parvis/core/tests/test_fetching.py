"""Whatever another server does, it costs us little, and somebody is told in a sentence what was wrong."""

import gzip
import json
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from parvis.core import clock
from parvis.core.fetching import NotFetched, Why, fetch
from parvis.core.tests.certificates import make_certificate
from parvis.core.tests.web import answer, redirect, site

BIG = 3_000_000


def failure(url, **options):
    with pytest.raises(NotFetched) as refused:
        fetch(url, **options)
    return refused.value


def test_a_page_is_fetched_with_its_headers(settings):
    pages = {"/a": answer('{"n": 1}', kind="application/json; charset=utf-8", link="<x>; rel=next")}
    with site(settings, pages) as server:
        found = fetch(server.url("/a?b=c#d"), headers={"Authorization": "Bearer x"})

        assert (found.status, found.kind, found.json()) == (200, "application/json", {"n": 1})
        assert found.headers["link"] == "<x>; rel=next"
        assert server.asked[0].path == "/a?b=c"
        assert server.asked[0].headers["authorization"] == "Bearer x"


def test_data_are_posted_as_json_and_never_sent_on(settings):
    with site(settings, {"/": answer("ok"), "/moved": redirect("/", 307)}) as server:
        assert fetch(server.url(), send={"a": "é"}).text == "ok"
        assert json.loads(server.asked[0].said) == {"a": "é"}
        assert failure(server.url("/moved"), send={"a": 1}).why == Why.REFUSED
        assert [asked.command for asked in server.asked] == ["POST", "POST"]


def test_three_redirects_are_followed_and_no_more(settings):
    pages = {f"/{n}": redirect(f"/{n - 1}") for n in range(1, 6)} | {"/0": answer("here")}
    with site(settings, pages) as server:
        assert fetch(server.url("/3")).url == server.url("/0")
        assert failure(server.url("/4")).why == Why.REDIRECTS


def test_a_password_is_not_shown_to_the_server_a_redirect_leads_to(settings):
    with site(settings, {"/": answer("ok")}) as other, site(settings, {"/": redirect(other.url())}) as first:
        fetch(first.url(), headers={"Authorization": "Bearer x", "Accept": "text/plain"})

        assert "authorization" in first.asked[0].headers
        assert "authorization" not in other.asked[0].headers
        assert other.asked[0].headers["accept"] == "text/plain"


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, "sign in"), (403, "refused"), (404, "gone"), (410, "gone"), (429, "too often"), (451, "refused"),
     (500, "broken"), (503, "broken"), (418, "refused"), (304, "refused"), (302, "refused")],
)  # fmt: skip
def test_each_refusal_of_a_server_is_told_apart(settings, status, why):
    with site(settings, {"/": answer("no", status=status)}) as server:
        told = failure(server.url())

    assert (told.why, told.code) == (Why(why), status)


@pytest.mark.parametrize(
    ("said", "after"),
    [("120", 120), ("Thu, 26 Nov 2026 12:10:00 GMT", 600), ("Thu, 26 Nov 2026 11:00:00 GMT", 0), ("9999999999", 86400),
     ("1e999", None), ("nan", None), ("soon", None), ("-5", 0), ("", None)],
)  # fmt: skip
def test_a_server_that_asks_for_a_pause_gets_one_of_at_most_a_day(settings, said, after):
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    with site(settings, {"/": answer(status=429, retry_after=said)}) as server, clock.at(now):
        told = failure(server.url())

    assert told.again_at == (None if after is None else now + timedelta(seconds=after))


@pytest.mark.parametrize(
    ("header", "said", "after"),
    [("x_ratelimit_reset", "2026-11-26T12:04:00.000Z", 240), ("x_ratelimit_reset", "1795694520", 120),
     ("ratelimit_reset", "1795694520", 120), ("ratelimit_reset", "99999999999999", 86400), ("ratelimit_reset", "2026x", None)],
)  # fmt: skip
def test_limits_are_read_as_mastodon_and_bluesky_say_them(settings, header, said, after):
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    with site(settings, {"/": answer(status=429, **{header: said})}) as server, clock.at(now):
        told = failure(server.url())

    assert told.again_at == (None if after is None else now + timedelta(seconds=after))


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [("<!doctype html><p>Hello", "text/html", Why.OTHER_KIND), ("{", "application/json", Why.GARBLED),
     ("[" * 100_000, "application/json", Why.GARBLED), (b"\xff\xfe", "application/json", Why.GARBLED)],
)  # fmt: skip
def test_what_is_no_data_gets_a_sentence(settings, body, kind, why):
    with site(settings, {"/": answer(body, kind=kind)}) as server:
        found = fetch(server.url())

    with pytest.raises(NotFetched) as told:
        found.json()
    assert told.value.why == why


def drip(conversation):
    """Send a byte now and then, for as long as somebody listens."""
    conversation.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        conversation.wfile.write(b"x")
        time.sleep(0.1)


def drip_headers(conversation):
    conversation.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        conversation.wfile.write(b"x")
        time.sleep(0.1)


def silent(conversation):
    time.sleep(3)


@pytest.mark.parametrize("page", [drip, drip_headers, silent])
def test_a_server_gains_no_time_by_being_slow(settings, page):
    with site(settings, {"/": page}) as server:
        began = time.monotonic()
        assert failure(server.url(), seconds=0.5).why == Why.SLOW
        assert time.monotonic() - began < 2.8


def test_a_resolver_that_does_not_answer_costs_no_more_time():
    began = time.monotonic()
    assert failure("http://example.org/", seconds=0.3, resolve=lambda *_: time.sleep(3) or []).why == Why.SLOW
    assert time.monotonic() - began < 2.8


def endless(conversation):
    conversation.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        conversation.wfile.write(b"x" * 65536)


def endless_headers(conversation):
    conversation.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        conversation.wfile.write(b"X-Y: z\r\n" * 100)


def understated(conversation):
    conversation.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (endless, Why.TOO_LARGE),
        (endless_headers, Why.GARBLED),
        (understated, Why.GARBLED),
        (answer(b"x" * BIG), Why.TOO_LARGE),
        (answer(gzip.compress(b"\0" * 200_000_000, 1), content_encoding="gzip"), Why.TOO_LARGE),
        (answer(zlib.compress(b"\0" * BIG), content_encoding="deflate"), Why.TOO_LARGE),
        (answer(b"not gzip", content_encoding="gzip"), Why.GARBLED),
        (answer(gzip.compress(b"x" * 1000)[:-12], content_encoding="gzip"), Why.GARBLED),
        (answer(b"x", content_encoding="br"), Why.GARBLED),
        (lambda conversation: conversation.wfile.write(b"SSH-2.0-OpenSSH\r\n"), Why.GARBLED),
        (lambda conversation: None, Why.GARBLED),
    ],
)
def test_bodies_without_end_bombs_and_nonsense_are_bounded(settings, page, why):
    with site(settings, {"/": page}) as server:
        began = time.monotonic()
        assert failure(server.url()).why == why
        assert time.monotonic() - began < 9


def test_compressed_pages_are_read(settings):
    pages = {
        "/gzip": answer(gzip.compress("été".encode()), content_encoding="gzip"),
        "/deflate": answer(zlib.compress("été".encode()), content_encoding="deflate"),
        "/latin": answer("été".encode("latin-1"), kind="text/plain; charset=iso-8859-1"),
        "/lies": answer("été", kind="text/plain; charset=nonsense"),
    }
    with site(settings, pages) as server:
        assert {fetch(server.url(path)).text for path in pages} == {"été"}


def test_nobody_there_and_no_such_name_are_told_apart(settings):
    settings.FETCH_ALSO = frozenset({"127.0.0.1:9"})
    assert failure("http://127.0.0.1:9/").why == Why.UNREACHABLE
    assert failure("http://example.org/", resolve=lambda *_: []).why == Why.UNKNOWN_HOST


def test_a_certificate_must_be_of_an_authority_we_trust_and_for_this_name(settings, tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path, "localhost")
    with site(settings, {"/": answer("safe")}, certificate) as server:
        named = f"https://localhost:{server.server_port}/"
        here = {"resolve": lambda *_: ["127.0.0.1"]}
        assert failure(named, **here).why == Why.NOT_SAFE

        monkeypatch.setenv("SSL_CERT_FILE", certificate)
        assert fetch(named, **here).text == "safe"
        assert failure(server.url(scheme="https")).why == Why.NOT_SAFE


def test_no_proxy_of_the_environment_is_asked(settings, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with site(settings, {"/": answer("direct")}) as server:
        assert fetch(server.url()).text == "direct"

"""Feeds of either kind are read, and none makes a small file a large one or reads another."""

import time

import pytest

from parvis.asks.connectors import read
from parvis.asks.posts import SourceFailing
from parvis.asks.tests.sources import Read
from parvis.core.tests.web import answer, redirect, site

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>#myNAPask</title>
<item><guid isPermaLink="true">https://home.example/@amina/2</guid><link>https://home.example/@amina/2</link>
<pubDate>Thu, 26 Nov 2026 11:00:00 +0000</pubDate><dc:creator>Amina</dc:creator>
<description>&lt;p&gt;Publish &lt;b&gt;it&lt;/b&gt;&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description><category>myNAPask</category>
<category>Ghana</category></item>
<item><title>Older</title><guid isPermaLink="false">17</guid><link>/posts/17</link>
<pubDate>Wed, 25 Nov 2026 11:00:00 GMT</pubDate><description>Words</description></item>
<item><title></title><link>https://home.example/empty</link></item></channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry xml:lang="fr"><id>tag:home.example,2026:1</id><title type="html">Publiez</title>
<link rel="edit" href="https://home.example/edit"/><link href="https://home.example/1"/>
<updated>2026-11-26T10:00:00Z</updated><author><name>Amina</name><uri>x</uri></author>
<content type="html">&lt;p&gt;Publiez tout&lt;/p&gt;</content><category term="#myNAPask"/></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item rdf:about="https://home.example/1"><title>Publish</title>
<link>https://home.example/1</link><dc:date>2026-11-26T10:00:00+01:00</dc:date></item></rdf:RDF>"""

LAUGHS = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def posts_of(settings, body, kind="application/xml"):
    with site(settings, {"/feed": answer(body, kind=kind)}) as server:
        return list(read(Read("feed", server.url("/feed")))), server


def test_rss_is_read_oldest_first_with_its_tags(settings):
    (older, newer), server = posts_of(settings, RSS)

    assert newer.text == "Publish it\n\n#myNAPask #Ghana"
    assert (newer.uri, newer.author, newer.posted_at.hour) == ("https://home.example/@amina/2", "Amina", 11)
    assert older.text == "Older\n\nWords"
    assert (older.uri, older.link) == (server.url("/posts/17"), server.url("/posts/17"))


def test_atom_and_rss_1_are_read(settings):
    [atom], _server = posts_of(settings, ATOM)
    assert (atom.uri, atom.link) == ("tag:home.example,2026:1", "https://home.example/1")
    assert (atom.text, atom.language, atom.author) == ("Publiez tout\n\n#myNAPask", "fr", "Amina")

    [rdf], _server = posts_of(settings, RDF)
    assert (rdf.text, rdf.uri, rdf.posted_at.isoformat()) == (
        "Publish",
        "https://home.example/1",
        "2026-11-26T10:00:00+01:00",
    )


def test_a_feed_that_has_not_changed_is_not_sent_again(settings):
    def feed(conversation):
        known = conversation.headers.get("if-none-match") == '"1"'
        (answer(status=304) if known else answer(RSS, etag='"1"'))(conversation)

    with site(settings, {"/": feed}) as server:
        here = Read("feed", server.url())
        assert [len(list(read(here))), len(list(read(here)))] == [2, 0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<!doctype html><html><body>Welcome", "page to be read"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "page to be read"),
        ("", "not a feed"),
        ("{}", "not a feed"),
        ("<rss><channel><item>", "not a feed"),
        ("<svg/>", "not a feed"),
        (LAUGHS + "]><rss>&i;</rss>", "not a feed"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "not a feed"),
        ('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><rss/>', "not a feed"),
        ('<?xml version="1.0" encoding="nonsense"?><rss/>', "not a feed"),
        (b"\xff\xfe\x00", "not a feed"),
    ],
    ids=range(11),
)
def test_what_is_no_feed_and_what_attacks_gets_a_sentence(settings, body, said):
    with pytest.raises(SourceFailing, match=said):
        posts_of(settings, body)


@pytest.mark.parametrize(
    "body",
    [
        "<rss>" + "<a>" * 250_000 + "</a>" * 250_000 + "</rss>",
        "<rss>" + "<item/>" * 200_000 + "</rss>",
        "<rss><item><description>" + "&lt;div&gt;" * 100_000 + "</description></item></rss>",
        "<rss " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>",
    ],
    ids=range(4),
)
def test_feeds_made_to_be_hard_to_read_cost_little(settings, body):
    began = time.process_time()
    posts_of(settings, body)
    assert time.process_time() - began < 3


def test_a_feed_that_leads_to_a_private_address_is_not_read(settings):
    private = redirect("http://10.0.0.1/")
    with site(settings, {"/": private}) as server, pytest.raises(SourceFailing, match="not on the public web"):
        list(read(Read("feed", server.url())))
    with pytest.raises(SourceFailing, match="begins with https"):
        list(read(Read("feed", "file:///etc/passwd")))


def test_links_of_items_that_are_none_are_left_out(settings):
    body = "<rss><item><title>Words</title><guid>x:1</guid><link>javascript:alert(1)</link></item></rss>"
    [post], _server = posts_of(settings, body)
    assert (post.link, post.uri) == ("", "x:1")


def test_an_item_without_an_address_is_known_by_its_number_within_the_feed(settings):
    [post], server = posts_of(settings, "<rss><item><title>Words</title><guid>17</guid></item></rss>")
    assert post.uri == f"{server.url('/feed')}#17"

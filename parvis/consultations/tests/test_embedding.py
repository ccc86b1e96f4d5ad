"""A consultation in frames on other sites: only on those that may, without cookie, session or script."""

import datetime
import gzip
import html
import re

import pytest
from django.test import Client

from parvis.consultations import actions
from parvis.consultations.actions.embedding import MOST_SITES, origin_of
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.core.tests.outages import gone
from parvis.people.tests.factories import make_convener
from parvis.record import catch_up
from parvis.record.models import Entry

SITE, PAGE = "https://www.example.org", "https://www.example.org/news/today"
WORDS = "Publish every contract above ten thousand dollars."


@pytest.fixture
def shown(consultation, bruno):
    """A consultation that one other site may show."""
    actions.allow_embedding(consultation, by=bruno, site=SITE)
    return consultation


@pytest.fixture
def visitor(db):
    """Somebody whose browser sends no cookie into frames."""
    return Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Dest": "iframe"})


def form_at(consultation):
    return f"/en/embed/{consultation.slug}/speak/"


def fields(response):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))


def written(visitor, consultation, referer=PAGE, **said):
    """Open the form on a page, take a minute, and return what is then sent."""
    with clock.at(clock.now() - datetime.timedelta(minutes=1)):
        opened = visitor.get(form_at(consultation), headers={"Referer": referer})
    return fields(opened) | {"words": WORDS, "step": "send"} | said


def policy(response):
    return re.search(r"frame-ancestors ([^;]+)", response["Content-Security-Policy"])[1]


@pytest.mark.django_db(transaction=True)
def test_without_a_database_the_words_come_back_in_the_frame(shown):
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True, headers={"Sec-Fetch-Dest": "iframe"})
    said = written(visitor, shown)
    with gone():
        kept, forged = (
            visitor.post(form_at(shown), said | stamp) for stamp in ({}, {"stamp": "1 2 https://x.example y"})
        )

    assert (kept.status_code, policy(kept)) == (503, SITE)
    assert WORDS in kept.content.decode()
    assert policy(forged) == "'none'"
    assert WORDS not in forged.content.decode()


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.example.org", SITE),
        ("https://www.example.org/news?page=2#top", SITE),
        ("WWW.Example.ORG", SITE),
        ("https://www.example.org:443/", SITE),
        ("https://example.org:8443", "https://example.org:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://localhost:8001/page", "http://localhost:8001"),
        ("http://127.0.0.1", "http://127.0.0.1"),
    ],
)
def test_a_site_is_named_by_its_origin_as_browsers_write_it(typed, origin):
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("https://*.example.org", "star"),
        ("*", "star"),
        ("http://www.example.org", "https://"),
        ("http://localhost.evil.example", "https://"),
        ("javascript:alert(1)", "address"),
        ("data://x.example", "address"),
        ("https://example.org; script-src *", "star"),
        ("https://example.org;x.example", "address"),
        ("https://example.org x.example", "address"),
        ("https://a@example.org", "address"),
        ("https://'self'", "address"),
        ("https://example", "address"),
        ("https://[::1]", "address"),
        ("https://[x", "address"),
        ("https://example.org:port", "address"),
        ("https://-x.example", "address"),
        (f"https://{'a' * 64}.example", "address"),
        ("", "address"),
    ],
)
def test_what_no_frame_may_stand_on_is_refused_with_the_reason(typed, says):
    with pytest.raises(Refused, match=says):
        origin_of(typed)


def test_a_site_named_twice_is_allowed_once_and_the_record_says_which(consultation, bruno):
    first, again = (actions.allow_embedding(consultation, by=bruno, site=site) for site in (SITE, PAGE))

    assert first == again
    (entry,) = Entry.objects.filter(verb="consultation.embedding_allowed")
    assert (entry.facts, entry.role) == ({"site": SITE}, "convener")


def test_only_conveners_say_which_sites_may(shown, moderator):
    (site,) = shown.embedding_sites.all()
    for refused in (
        lambda: actions.allow_embedding(shown, by=moderator, site="https://evil.example"),
        lambda: actions.stop_embedding(site, by=moderator),
    ):
        with pytest.raises(Refused, match="convener"):
            refused()
    assert list(shown.embedding_sites.all()) == [site]


def test_a_consultation_is_shown_on_so_many_sites_and_no_more(consultation, bruno):
    for number in range(MOST_SITES):
        actions.allow_embedding(consultation, by=bruno, site=f"https://{number}.example")
    actions.allow_embedding(consultation, by=bruno, site="https://1.example")

    with pytest.raises(Refused, match=str(MOST_SITES)):
        actions.allow_embedding(consultation, by=bruno, site="https://one-more.example")


@pytest.mark.parametrize("page", ["", "speak/"])
def test_a_frame_stands_on_the_allowed_sites_alone_and_sets_no_cookie(shown, bruno, visitor, page):
    actions.allow_embedding(shown, by=bruno, site="https://other.example")

    frame = visitor.get(f"/en/embed/{shown.slug}/{page}")

    assert (frame.status_code, policy(frame)) == (200, f"https://other.example {SITE}")
    assert "script-src 'none'" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert not frame.cookies
    assert "<script" not in frame.content.decode()


@pytest.mark.parametrize("page", ["", "speak/"])
def test_where_no_site_is_allowed_it_stands_nowhere_and_leads_to_the_whole_page(consultation, visitor, page):
    frame = visitor.get(f"/fr/embed/{consultation.slug}/{page}")

    assert (frame.status_code, frame.url) == (302, f"/fr/consultations/{consultation.slug}/{page}")
    assert (policy(frame), frame["X-Frame-Options"]) == ("'none'", "DENY")


@pytest.mark.parametrize("page", ["", "speak/"])
def test_in_a_window_of_its_own_it_leads_to_the_whole_page(shown, visitor, page):
    alone = visitor.get(f"/en/embed/{shown.slug}/{page}", headers={"Sec-Fetch-Dest": "document"})

    assert alone.url == f"/en/consultations/{shown.slug}/{page}"
    assert "Sec-Fetch-Dest" in alone["Vary"]


@pytest.mark.parametrize("page", ["", "speak/"])
def test_a_draft_is_shown_nowhere(visitor, page):
    draft = make_consultation(status="draft")
    actions.allow_embedding(draft, by=make_convener(draft.place), site=SITE)

    assert visitor.get(f"/en/embed/{draft.slug}/{page}").status_code == 404


def test_what_is_said_in_a_frame_is_received_with_the_site_it_came_through(shown, visitor):
    data = written(visitor, shown)
    preview = visitor.post(form_at(shown), data | {"step": "preview"})
    assert not Contribution.objects.exists()
    sent = visitor.post(form_at(shown), fields(preview) | {"step": "send", "language": "en"})

    said = Contribution.objects.get()
    assert (said.channel, said.status, said.words) == ("embed", "published", WORDS)
    assert said.provenance.source_url == SITE
    assert Entry.objects.get(verb="contribution.received").facts["site"] == SITE
    page = sent.content.decode()
    assert str(said) in page
    assert f'href="http://localhost:8000{said.get_absolute_url()}" target="_blank" rel="noopener"' in page
    assert not {*preview.cookies, *sent.cookies}
    assert policy(preview) == policy(sent) == SITE


def test_the_trail_says_through_which_site_it_came(shown, visitor):
    visitor.post(form_at(shown), written(visitor, shown))

    trail = Client().get(Contribution.objects.get().get_absolute_url()).content.decode()
    assert "It came through the form on www.example.org." in trail
    assert "Where it was posted" not in trail


def test_of_several_sites_the_browser_says_which(shown, bruno, visitor):
    actions.allow_embedding(shown, by=bruno, site="https://other.example")
    visitor.post(form_at(shown), written(visitor, shown, "https://other.example/"))
    visitor.post(form_at(shown), written(visitor, shown, "https://evil.example/", words="And every lease of land."))

    named, silent = Contribution.objects.order_by("pk")
    assert named.provenance.site == "other.example"
    assert (silent.channel, hasattr(silent, "provenance")) == ("embed", False)


def test_the_only_site_is_known_though_the_browser_keeps_silent(shown, visitor):
    visitor.post(form_at(shown), written(visitor, shown, referer=""))

    assert Contribution.objects.get().provenance.site == "www.example.org"


def test_a_site_that_is_stopped_receives_nothing_more_and_the_words_come_back(shown, bruno, visitor):
    data = written(visitor, shown)
    actions.stop_embedding(shown.embedding_sites.get(), by=bruno)

    refused = visitor.post(form_at(shown), data)

    assert refused.status_code == 409
    assert WORDS in refused.content.decode()
    assert "does not show this consultation any more" in refused.content.decode()
    assert policy(refused) == SITE
    assert not Contribution.objects.exists()
    assert visitor.get(form_at(shown)).status_code == 302
    with pytest.raises(Refused, match="any more"):
        contribute(shown, channel="embed", provenance={"source_url": SITE})


@pytest.mark.parametrize("stamp", ["", "forged", "1 2 3:forged"])
def test_without_a_stamp_of_ours_nothing_is_received(shown, visitor, stamp):
    refused = visitor.post(form_at(shown), written(visitor, shown, stamp=stamp))

    assert refused.status_code == 403
    assert not Contribution.objects.exists()


def test_the_stamp_of_another_consultation_is_none(shown, bruno, visitor):
    other = make_consultation(shown.cycle)
    actions.allow_embedding(other, by=bruno, site=SITE)
    stamp = written(visitor, other)["stamp"]

    assert visitor.post(form_at(shown), written(visitor, shown, stamp=stamp)).status_code == 403


def test_whoever_is_signed_in_here_is_nobody_in_a_frame(shown, amina, visitor):
    visitor.force_login(amina)
    data = written(visitor, shown)
    visitor.post(form_at(shown), data)

    assert amina.email not in str(data)
    assert Contribution.objects.get().author is None


def test_a_program_that_fills_the_form_in_is_read_first(shown, visitor):
    visitor.post(form_at(shown), written(visitor, shown, website="https://spam.example"))

    assert Contribution.objects.get().status == "held"


def test_the_same_form_sent_twice_counts_once(shown, visitor):
    data = written(visitor, shown)
    receipts = [visitor.post(form_at(shown), data).content for _each in "ab"]

    assert Contribution.objects.count() == 1
    assert receipts[0] == receipts[1]


def test_words_that_say_nothing_are_given_back_with_the_reason(shown, visitor):
    refused = visitor.post(form_at(shown), written(visitor, shown, words="…"))

    assert refused.status_code == 422
    assert "there is nothing to read here yet" in refused.content.decode()


def test_a_closed_consultation_says_so_in_the_frame(bruno, shown, visitor):
    data = written(visitor, shown)
    actions.close_consultation(shown, by=bruno)

    assert "This consultation is closed." in visitor.get(form_at(shown)).content.decode()
    refused = visitor.post(form_at(shown), data)
    assert (refused.status_code, WORDS in refused.content.decode()) == (409, True)


def test_where_one_must_be_signed_in_the_frame_says_so(visitor):
    asked = make_consultation(welcomes="signed_in")
    actions.allow_embedding(asked, by=make_convener(asked.place), site=SITE)

    assert "for people who have signed in" in visitor.get(form_at(asked)).content.decode()


def test_the_list_shows_what_was_said_last_and_nothing_hidden(shown, visitor, moderator):
    hidden = contribute(shown, "Something one may not read.")
    actions.hide(hidden, by=moderator, reason="insult", because="It insults the mayor.")
    for number in range(5):
        contribute(shown, f"Idea number {number} of many.")
    contribute(shown, "افتحوا السجلات للجميع", language="ar")
    catch_up()

    page = visitor.get(f"/fr/embed/{shown.slug}/").content.decode()

    assert re.findall(r"Idea number (\d)", page) == ["4", "3"]
    assert 'lang="ar" dir="rtl">افتحوا' in page
    assert "one may not read" not in page
    assert '<html lang="fr" dir="ltr">' in page
    assert len(gzip.compress(page.encode())) < 3000


def test_the_list_costs_the_same_whatever_was_said(shown, visitor, django_assert_num_queries):
    for number in range(3):
        contribute(shown, f"Idea number {number} of many.")
        catch_up()
        with django_assert_num_queries(7):
            visitor.get(f"/en/embed/{shown.slug}/?{number}")


def test_a_stopped_site_is_out_of_what_caches_hold(shown, bruno, visitor):
    address = f"/en/embed/{shown.slug}/"
    actions.allow_embedding(shown, by=bruno, site="https://other.example")
    tag = visitor.get(address)["ETag"]
    actions.stop_embedding(shown.embedding_sites.get(origin=SITE), by=bruno)

    again = visitor.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, policy(again)) == (200, "https://other.example")


def test_a_convener_allows_a_site_copies_the_line_and_stops_it(consultation, bruno):
    consultation.title = {"en": 'The "big" <plan>', "fr": "Le plan"}
    consultation.save()
    client, address = Client(), f"/en/desk/consultations/{consultation.slug}/elsewhere/"
    client.force_login(bruno)
    refused = client.post(address, {"site": "http://x.example"})
    assert (refused.status_code, "error" in refused.context["form"]["site"].errors.as_ul()) == (422, True)
    assert client.post(address, {"site": PAGE}).status_code == 302

    page = client.get(f"{address}?language=en").content.decode()
    line = html.unescape(re.search(r'<textarea id="line-form"[^>]*>(.*?)</textarea>', page, re.S)[1])
    assert line == (
        f'<iframe src="http://localhost:8000/en/embed/{consultation.slug}/speak/"'
        ' title="Say what you think – The &quot;big&quot; &lt;plan&gt;" width="100%" height="900" loading="lazy"'
        ' referrerpolicy="origin"></iframe>'
    )
    assert f"/fr/embed/{consultation.slug}/" in client.get(f"{address}?language=fr").content.decode()

    stop = re.search(r'action="([^"]+/stop/)"', page)[1]
    assert client.post(stop).status_code == 302
    assert "No other site shows it." in client.get(address).content.decode()


def test_only_a_convener_of_the_place_opens_that_page(consultation, moderator, bruno):
    client, address = Client(), f"/en/desk/consultations/{consultation.slug}/elsewhere/"
    site = actions.allow_embedding(consultation, by=bruno, site=SITE)
    client.force_login(moderator)

    assert client.get(address).status_code == client.post(f"{address}{site.pk}/stop/").status_code == 403

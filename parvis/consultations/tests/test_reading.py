"""Reading what is asked and what was said."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.consultations.actions import hide, mark_answered, support
from parvis.consultations.models import Contribution
from parvis.consultations.queries import reading
from parvis.consultations.queries.choosing import read_choice
from parvis.consultations.queries.reading import page_of
from parvis.consultations.tests.factories import contribute, make_consultation, make_themes
from parvis.core import clock
from parvis.core.receipts import format_code
from parvis.people.tests.factories import make_person
from parvis.record import catch_up, record

HOSTILE = [
    "<xss-probe>",
    '"><img src=x onerror=window.__xss=1>',
    "</p></div><script>window.__xss=1</script>",
    "{{7*7}} {% load x %}",
    "javascript:window.__xss=1",
]


@pytest.fixture
def visitor():
    return Client()


def address(consultation, query="", language="en"):
    return f"/{language}/consultations/{consultation.slug}/{query}"


def shown(visitor, consultation, query=""):
    """Return the receipts on a page, in order."""
    return [voice.code for voice in visitor.get(address(consultation, query)).context["voices"]]


def codes(*contributions):
    return [format_code(contribution.code) for contribution in contributions]


def answer(contribution, value="accepted"):
    mark_answered([contribution], value, clock.now())
    record("contribution.answered", contribution, role="responder")


def test_the_newest_comes_first(visitor, consultation):
    first, second = contribute(consultation), contribute(consultation)

    assert shown(visitor, consultation) == codes(second, first)


def test_only_what_is_published_is_shown(visitor, consultation, moderator):
    contribute(consultation, hold=True)
    hide(contribute(consultation), by=moderator, reason="insult", because="It insults the mayor.")

    assert shown(visitor, consultation) == []


def test_the_most_supported_come_first(visitor, consultation, amina):
    contributions = [contribute(consultation) for _number in range(3)]
    support(contributions[1], by=amina)

    assert shown(visitor, consultation, "?order=supported") == codes(*[contributions[n] for n in (1, 2, 0)])


def test_filters_can_be_combined(visitor, consultation):
    theme, other = make_themes(consultation)
    wanted = contribute(consultation, themes=[theme], language="fr")
    contribute(consultation, themes=[theme], language="en")
    contribute(consultation, themes=[other], language="fr")

    assert shown(visitor, consultation, f"?theme={theme.slug}&language=fr") == codes(wanted)


def test_the_state_of_the_answer_can_be_chosen(visitor, consultation):
    accepted, refused, waiting = (contribute(consultation) for _number in range(3))
    answer(accepted)
    answer(refused, "not_accepted")

    assert shown(visitor, consultation, "?answer=answered") == codes(refused, accepted)
    assert shown(visitor, consultation, "?answer=accepted") == codes(accepted)
    assert shown(visitor, consultation, "?answer=unanswered") == codes(waiting)
    assert shown(visitor, consultation, "?answer=late") == []


def test_late_answers_are_public_the_day_after_they_were_due(visitor, consultation):
    contribution = contribute(consultation)
    catch_up()
    due = datetime.datetime.combine(contribution.answer_due_on, datetime.time(12), consultation.zone)

    with clock.at(due):
        assert shown(visitor, consultation, "?answer=late") == []
    with clock.at(due + datetime.timedelta(days=1)):
        assert shown(visitor, consultation, "?answer=late") == codes(contribution)
        html = visitor.get(address(consultation)).content.decode()
    assert "1 answer is late" in html
    assert "answer late since" in html


@pytest.mark.parametrize("query", ["contrats", "CONTRATS", "publies", "éc", "ecole"])
def test_search_knows_accents_and_beginnings(visitor, consultation, query):
    found = contribute(consultation, "Que les contrats de l'école soient publiés.", language="fr")
    contribute(consultation, "Open the meetings of the council.")
    catch_up()

    assert shown(visitor, consultation, f"?q={query}") == codes(found)


def test_search_and_filters_together(visitor, consultation):
    theme, _other = make_themes(consultation)
    found = contribute(consultation, "Publish the contracts.", themes=[theme])
    contribute(consultation, "Publish the contracts, all of them.")
    catch_up()

    assert shown(visitor, consultation, f"?q=contracts&theme={theme.slug}") == codes(found)
    assert shown(visitor, consultation, "?q=contracts&language=fr") == []


@pytest.mark.parametrize("order", ["newest", "oldest", "supported", "lot"])
@pytest.mark.parametrize("chosen", ["", "&language=en", "&answer=unanswered"])
def test_the_pages_together_show_everything_once(visitor, consultation, monkeypatch, order, chosen):
    monkeypatch.setattr(reading, "SIZE", 3)
    expected = set(codes(*[contribute(consultation) for _number in range(10)]))

    seen, after = [], ""
    while True:
        page = page_of(consultation, read_choice({"order": order, "after": after, "language": "en"}))
        seen += [format_code(row.code) for row in page.rows]
        after = page.after
        if not after:
            break

    assert len(seen) == len(set(seen))
    assert set(seen) == expected


@pytest.mark.parametrize("order", ["newest", "oldest", "supported", "lot"])
def test_what_is_found_by_words_is_in_the_order_that_was_chosen(consultation, monkeypatch, order):
    for number in range(7):
        said = contribute(consultation, f"Parks and benches {number}")
        Contribution.objects.filter(pk=said.pk).update(supports=(number * 5) % 7)
    catch_up()

    everything = page_of(consultation, read_choice({"order": order})).rows
    monkeypatch.setattr(reading, "SIZE", 3)
    found, after = [], ""
    while after is not None:
        page = page_of(consultation, read_choice({"q": "park", "order": order, "after": after}))
        found += page.rows
        after = page.after or None

    assert [row.code for row in found] == [row.code for row in everything]


def test_among_many_the_newest_are_put_in_order_and_this_is_told(visitor, consultation, monkeypatch):
    monkeypatch.setattr(reading, "MOST_SORTED", 2)
    said = [contribute(consultation, f"Parks {number}") for number in range(3)]
    catch_up()

    assert shown(visitor, consultation, "?q=park&order=oldest") == codes(said[1], said[2])
    assert (
        "Only the newest 2 that hold these words"
        in visitor.get(address(consultation, "?q=park&order=oldest")).content.decode()
    )
    assert "Only the newest" not in visitor.get(address(consultation, "?q=park")).content.decode()


@pytest.mark.parametrize("order", ["newest", "oldest", "supported", "lot"])
def test_the_pages_of_a_theme_together_show_everything_once(consultation, monkeypatch, order):
    monkeypatch.setattr(reading, "SIZE", 3)
    themes = make_themes(consultation)
    expected = {contribute(consultation, themes=themes).code for _number in range(7)}
    contribute(consultation)

    seen, after = [], ""
    while True:
        page = page_of(consultation, read_choice({"theme": themes[0].slug, "order": order, "after": after}, themes))
        seen += [row.code for row in page.rows]
        after = page.after
        if not after:
            break

    assert sorted(seen) == sorted(expected)


def test_the_pages_of_the_late_ones_together_show_everything_once(consultation, monkeypatch):
    monkeypatch.setattr(reading, "SIZE", 3)
    expected = []
    for days in range(7):
        with clock.at(clock.now() + datetime.timedelta(days=days / 3)):
            expected.append(contribute(consultation).code)

    seen, after = [], ""
    with clock.at(clock.now() + datetime.timedelta(days=90)):
        while True:
            page = page_of(consultation, read_choice({"answer": "late", "after": after}))
            seen += [row.code for row in page.rows]
            after = page.after
            if not after:
                break

    assert seen == expected


def test_the_pages_of_a_search_together_show_everything_once(consultation, monkeypatch):
    monkeypatch.setattr(reading, "SIZE", 3)
    expected = {contribute(consultation).code for _number in range(7)}
    catch_up()

    seen, after = [], ""
    while True:
        page = page_of(consultation, read_choice({"q": "contract", "after": after}))
        seen += [row.code for row in page.rows]
        after = page.after
        if not after:
            break

    assert sorted(seen) == sorted(expected)


def test_the_lot_is_the_same_all_day_and_begins_elsewhere_tomorrow(consultation):
    for _number in range(30):
        contribute(consultation)
    choice = read_choice({"order": "lot"})
    today = [row.code for row in page_of(consultation, choice).rows]

    assert [row.code for row in page_of(consultation, choice).rows] == today
    starts = set()
    for days in range(5):
        with clock.at(clock.now() + datetime.timedelta(days=days)):
            starts.add(page_of(consultation, choice).rows[0].code)
    assert len(starts) > 1


@pytest.mark.parametrize(
    "query",
    [
        "?after=x", "?after=9" + "9" * 400, "?after=-1", "?order=lot&after=1_2", "?order=lot&after=a_b_c",
        "?order=lot&after=9999999999999_1_1", "?answer=nonsense", "?order=id;DROP", "?theme=nonsense", "?theme=1",
        "?q=%00%ED%A0%80", "?q='\"()*:^", "?q=" + "a" * 5000, "?q=contract&after=NOTACODE", "?language='--",
        "?page=7&x__y=1", "?after=1_1_1&order=supported",
    ],
)  # fmt: skip
def test_nonsense_in_an_address_never_fails(visitor, consultation, query):
    contribute(consultation)
    catch_up()

    assert visitor.get(address(consultation, query)).status_code == 200


def test_unknown_filters_change_nothing(visitor, consultation):
    one = contribute(consultation)

    for query in ("?status=held", "?author__email=x", "?answer=nonsense", "?theme=nonsense"):
        assert shown(visitor, consultation, query) == codes(one)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_a_person_wrote_becomes_markup(visitor, consultation, words):
    contribute(consultation, f"{words} a", public_name=words, organisation=words)
    catch_up()
    quoted = visitor.get(address(consultation), {"q": words, "after": words, "order": words, "language": words})

    for html in (visitor.get(address(consultation)).content.decode(), quoted.content.decode()):
        assert "<xss-probe>" not in html
        assert "<img src=x" not in html
        assert "window.__xss=1</script>" not in html
        assert ">49 " not in html


def test_arabic_words_say_their_language_and_direction(visitor, consultation):
    contribute(consultation, "نريد أن نعرف من يملك الشركات", language="ar")

    assert '<div class="said" lang="ar" dir="rtl">' in visitor.get(address(consultation)).content.decode()


def test_long_words_are_cut_and_lead_to_the_whole(visitor, consultation):
    contribution = contribute(consultation, "Publish every contract. " * 100)

    html = visitor.get(address(consultation)).content.decode()
    assert html.count("Publish every contract.") < 20
    assert f'<a href="{contribution.get_absolute_url()}">Read all of it</a>' in html


def test_one_contribution_and_three_take_the_same_number_of_queries(visitor, consultation):
    theme, other = make_themes(consultation)
    contribute(consultation, themes=[theme])
    visitor.get(address(consultation))
    with CaptureQueriesContext(
        connection,
    ) as one:
        visitor.get(address(consultation))
    for _number in range(2):
        contribute(consultation, themes=[theme, other])
    with CaptureQueriesContext(connection) as three:
        visitor.get(address(consultation))

    assert len(three) == len(one) <= 12


def test_one_consultation_and_three_take_the_same_number_of_queries(visitor, consultation):
    visitor.get("/en/consultations/")
    with CaptureQueriesContext(connection) as one:
        visitor.get("/en/consultations/")
    make_consultation()
    make_consultation()
    with CaptureQueriesContext(connection) as three:
        html = visitor.get("/en/consultations/").content.decode()

    assert html.count("Open until") == 3
    assert len(three) == len(one)


def test_drafts_are_on_no_list(visitor, db):
    make_consultation(status="draft", title={"en": "Not yet"})

    assert "Not yet" not in visitor.get("/en/consultations/").content.decode()


def test_an_empty_page_says_what_will_be_there(visitor, consultation):
    assert "Nobody has spoken yet" in visitor.get(address(consultation)).content.decode()
    assert "Nothing matches" in visitor.get(address(consultation, "?q=nothing")).content.decode()


def test_what_is_similar_is_shown_while_one_writes(visitor, consultation):
    contribution = contribute(consultation)
    catch_up()

    html = visitor.get(
        address(consultation, "similar/"), {"words": "the contracts should be published"}
    ).content.decode()

    assert contribution.get_absolute_url() in html
    assert "<html" not in html


@pytest.mark.parametrize("words", ["", " ", "🌱", "a" * 6000, "\x00", *HOSTILE])
def test_similar_never_fails(visitor, consultation, words):
    assert visitor.get(address(consultation, "similar/"), {"words": words}).status_code == 200


def test_what_is_hidden_is_not_similar_to_anything(visitor, consultation, moderator):
    contribution = contribute(consultation)
    catch_up()
    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")

    assert (
        contribution.get_absolute_url()
        not in visitor.get(address(consultation, "similar/"), {"words": contribution.words}).content.decode()
    )


def test_a_page_says_when_it_was_not_changed(visitor, consultation):
    first = visitor.get(address(consultation))
    again = visitor.get(address(consultation), headers={"If-None-Match": first["ETag"]})
    contribute(consultation)
    changed = visitor.get(address(consultation), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_a_signed_in_person_gets_a_page_of_their_own(visitor, consultation):
    visitor.force_login(make_person())

    assert visitor.get(address(consultation))["Cache-Control"] == "private, no-store"


def test_supports_are_words(visitor, consultation, amina):
    contribution = contribute(consultation)
    assert "Support it" in visitor.get(address(consultation)).content.decode()

    Contribution.objects.filter(pk=contribution.pk).update(supports=1)
    support(contribution, by=amina)
    assert "2 supports" in visitor.get(address(consultation)).content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how few they are")
@pytest.mark.parametrize("query", [{"q": "contract"}, {"theme": "theme"}])
def test_few_contributions_are_not_looked_for_among_all(consultation, query):
    [theme] = make_themes(consultation, 1)
    contribute(consultation, themes=[theme])
    catch_up()

    with CaptureQueriesContext(connection) as captured:
        page = page_of(consultation, read_choice({name: query.get("q", theme.slug) for name in query}, [theme]))

    assert len(page.rows) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[-1]['sql']}")
        assert "contribution_newest" not in str(cursor.fetchall())

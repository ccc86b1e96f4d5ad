"""The pages of asks: what everybody sees, and the desk."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.asks import actions
from parvis.asks.models import Ask, Route, Source
from parvis.asks.queries.public import counters
from parvis.asks.tests.factories import PERU, make_country, make_post, pass_on, take_in, take_in_one
from parvis.consultations.tests.factories import make_consultation
from parvis.core import clock
from parvis.core.receipts import format_code
from parvis.core.tests.web import answer, site
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import entries_of


def text_of(response):
    return response.content.decode()


def desk(ask):
    return f"/en/desk/asks/{format_code(ask.code)}/"


# ── What everybody sees ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_public_page_shows_what_was_accepted_and_counts_everything(client, ghana, bruno, salma):
    waiting = take_in_one("#OGPcocreate #Ghana Not read yet?", by=salma)
    route = pass_on("#OGPcocreate #Ghana When does the forum meet?", by=salma)
    with clock.at(clock.now() + timedelta(days=3)):
        actions.answer(route, by=bruno, words="On the first Monday of each month.")

    page = text_of(client.get("/en/asks/"))

    assert "When does the forum meet?" in page
    assert waiting.text not in page
    numbers = counters()
    assert (numbers.all.received, numbers.all.routed, numbers.all.answered, numbers.all.delay) == (2, 1, 1, 3)
    assert [(row.place, row.received, row.answered, row.delay) for row in numbers.places] == [(ghana, 2, 1, 3)]


def test_the_public_page_can_be_narrowed_to_a_place_and_a_status(client, ghana, salma):
    make_country(**PERU)
    pass_on("#OGPcocreate #Ghana When in Accra?", by=salma)
    pass_on("#OGPcocreate #Perú ¿Cuándo en Lima?", by=salma)

    page = text_of(client.get("/en/asks/", {"place": "peru"}))
    assert ("Lima" in page, "Accra" in page) == (True, False)
    assert "Lima" not in text_of(client.get("/en/asks/", {"place": "peru", "status": "answered"}))
    for nonsense in ({"place": "nowhere"}, {"status": "received"}, {"after": "x"}):
        assert client.get("/en/asks/", nonsense).status_code == 200


def test_the_page_of_an_ask_tells_its_trail_and_answer(client, ghana, bruno, salma):
    route = pass_on(by=salma)
    actions.answer(route, by=bruno, words="On the first Monday of each month.")

    page = text_of(client.get(route.ask.get_absolute_url()))

    assert "When does the forum meet?" in page
    assert "On the first Monday" in page
    for entry in entries_of(route.ask):
        assert entry.verb == "ask.received" or entry.get_absolute_url() in page or entry.verb == "ask.acknowledged"


@pytest.mark.parametrize("state", ["received", "rejected", "withdrawn"])
def test_what_may_not_be_read_shows_only_how_far_it_has_come(client, ghana, salma, state):
    ask = take_in_one(by=salma)
    words = ask.text
    if state == "rejected":
        actions.reject(ask, by=salma, reason="insult")
    elif state == "withdrawn":
        actions.withdraw(ask)

    for who in (None, make_person("Amina")):
        if who:
            client.force_login(who)
        page = client.get(ask.get_absolute_url())
        assert page.status_code == 200
        assert words not in text_of(page)
        assert ask.link not in text_of(page) or not ask.link


def test_an_authors_name_is_shown_with_permission_alone(client, ghana, salma):
    ask = pass_on(by=salma).ask
    actions.note_permission(ask, by=salma, permission="granted", author="Kofi Mensah")
    assert "Kofi Mensah" in text_of(client.get(ask.get_absolute_url()))
    actions.note_permission(ask, by=salma, permission="refused")
    assert "Kofi" not in text_of(client.get(ask.get_absolute_url()))


def test_the_receipt_of_an_ask_leads_to_it(client, ghana, salma):
    ask = pass_on(by=salma).ask
    response = client.get(f"/en/receipts/{format_code(ask.code)}/")
    assert (response.status_code, response["Location"]) == (302, ask.get_absolute_url())


def test_the_receipt_of_a_proposal_leads_to_its_contribution(client, ghana, salma):
    make_consultation(make_cycle(place=ghana))
    ask = pass_on("#myNAPask #Ghana Publish every contract", by=salma).ask
    response = client.get(f"/en/receipts/{format_code(ask.code)}/")
    assert response.status_code == 200
    assert "Publish every contract" in text_of(response)
    assert f"/receipts/{format_code(ask.code)}/" in text_of(client.get(ask.get_absolute_url()))


def test_guessing_receipts_is_slowed_down(client, db):
    answers = [client.get("/en/asks/0000-0000-00/").status_code for _time in range(12)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_a_place_leads_to_its_asks(client, ghana, salma):
    assert "/asks/?place=ghana" not in text_of(client.get(ghana.get_absolute_url()))
    take_in_one(by=salma)
    assert "/asks/?place=ghana" in text_of(client.get(ghana.get_absolute_url()))


def test_markup_in_a_post_is_only_text(client, ghana, bruno, salma):
    ask = pass_on('#OGPcocreate #Ghana <script>alert(1)</script> <img src=x onerror="x"> when?', by=salma).ask
    client.force_login(salma)
    for address in (ask.get_absolute_url(), "/en/asks/", desk(ask), "/en/desk/asks/?queue=routed"):
        page = text_of(client.get(address))
        assert "<script>alert" not in page
        assert "<img src=x" not in page


# ── The desk ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["/en/desk/asks/", "/en/desk/asks/bring/", "/en/desk/asks/sources/"])
def test_the_desk_is_for_those_who_have_a_part_in_it(client, ghana, salma, address):
    client.force_login(make_person("Amina"))
    assert client.get(address).status_code == 403
    client.force_login(salma)
    assert client.get(address).status_code == 200


def test_the_desk_of_a_convener_holds_what_names_their_place(client, ghana, bruno, salma):
    make_country(**PERU)
    take_in("#OGPcocreate #Ghana In Accra?", "#OGPcocreate #Perú En Lima?", "#OGPcocreate Anywhere?", by=salma)
    client.force_login(bruno)
    page = text_of(client.get("/en/desk/asks/?queue=received"))
    assert [name for name in ("Accra", "Lima", "Anywhere") if name in page] == ["Accra"]


def test_another_places_ask_is_not_there(client, ghana, salma):
    ask = take_in_one(by=salma)
    client.force_login(make_convener(make_country(**PERU)))
    assert client.get(desk(ask)).status_code == 404
    assert client.post(desk(ask), {"step": "accept"}).status_code == 404
    client.post("/en/desk/asks/many/", {"step": "accept", "ask": ask.pk})
    assert Ask.objects.get().status == "received"


def test_many_are_accepted_and_passed_on_at_once_and_refusals_are_said(client, ghana, salma):
    asks = take_in("#OGPcocreate #Ghana One?", "#OGPcocreate #Ghana Two?", "#OGPcocreate Where?", by=salma)
    client.force_login(salma)

    page = client.post(
        "/en/desk/asks/many/", {"step": "accept_and_route", "ask": [ask.pk for ask in asks]}, follow=True
    )

    assert sorted(Ask.objects.values_list("status", flat=True)) == ["received", "routed", "routed"]
    assert "Done with 2 asks." in text_of(page)
    assert "Say first where it goes" in text_of(page)


def test_many_are_set_aside_with_one_reason(client, ghana, salma):
    asks = take_in("#OGPcocreate #Ghana One?", "#OGPcocreate #Ghana Two?", by=salma)
    client.force_login(salma)
    client.post("/en/desk/asks/many/", {"step": "reject", "reason": "", "ask": [ask.pk for ask in asks]})
    assert set(Ask.objects.values_list("status", flat=True)) == {"received"}
    client.post("/en/desk/asks/many/", {"step": "reject", "reason": "off_topic", "ask": [ask.pk for ask in asks]})
    assert set(Ask.objects.values_list("status", flat=True)) == {"rejected"}


@pytest.mark.parametrize("posted", [{}, {"step": "nothing", "ask": "1"}, {"step": "accept", "ask": ["x", "²", "-1"]}])
def test_nonsense_does_nothing(client, ghana, salma, posted):
    take_in_one(by=salma)
    client.force_login(salma)
    assert client.post("/en/desk/asks/many/", posted).status_code == 302
    assert Ask.objects.get().status == "received"


def test_a_whole_ask_is_dealt_with_on_its_page(client, ghana, bruno, salma):
    ask = take_in_one("#OGPcocreate When does it meet?", by=salma)
    client.force_login(salma)
    assert client.post(desk(ask), {"step": "sort", "kind": "question", "places": "Atlantis"}).status_code == 422
    client.post(desk(ask), {"step": "sort", "kind": "question", "places": "gh"})
    client.post(desk(ask), {"step": "accept_and_route"})
    client.post(desk(ask), {"step": "permission", "permission": "granted", "author": "Kofi"})
    client.force_login(bruno)
    route = Route.objects.get()
    client.post(desk(ask), {"step": "acknowledge", "route": route.pk})
    assert client.post(desk(ask), {"step": "answer", "route": route.pk, "words": "No."}).status_code == 422
    client.post(desk(ask), {"step": "answer", "route": route.pk, "words": "On the first Monday of the month."})
    client.post(desk(ask), {"step": "close"})

    assert [entry.verb.removeprefix("ask.") for entry in entries_of(ask)] == [
        "received", "sorted", "accepted", "routed", "permission_noted", "acknowledged", "answered", "closed",
    ]  # fmt: skip
    assert Ask.objects.get().status == "closed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#OGPcocreate #Ghana ¿Cuándo se reúne el foro de gobierno abierto?", "¡Gracias!"),
        ("#myNAPask #Ghana ?!1a", "Thank"),
    ],
)
def test_what_to_reply_stands_in_the_language_of_the_post(client, ghana, salma, text, expected):
    ask = take_in_one(text, by=salma)
    client.force_login(salma)
    page = text_of(client.get(f"/fr/desk/asks/{format_code(ask.code)}/"))
    assert expected in page
    assert format_code(ask.code) in page


def test_what_is_pasted_is_shown_as_read_before_it_is_kept(client, ghana, salma):
    client.force_login(salma)
    words = "#myNAPask #Ghana Publish contracts\nhttps://social.example/1\n\n#OGPcocreate Where?\n\n…"
    page = client.post("/en/desk/asks/bring/", {"words": words})
    assert Ask.objects.count() == 0
    assert "There are no words in this post." in text_of(page)

    client.post("/en/desk/asks/bring/", {"step": "take", "posts": page.context["posts"]})

    assert sorted(Ask.objects.values_list("link", "triage", "network")) == [
        ("", "no_country", "pasted"),
        ("https://social.example/1", "", "pasted"),
    ]


def test_a_pasted_link_alone_is_read_from_its_page(client, ghana, salma, settings):
    client.force_login(salma)
    page = answer('<meta property="og:description" content="#OGPcocreate #Ghana When does it meet?">')
    with site(settings, {"/post": page}) as server:
        shown = client.post("/en/desk/asks/bring/", {"words": server.url("/post")})
    assert "When does it meet?" in text_of(shown)
    client.post("/en/desk/asks/bring/", {"step": "take", "posts": shown.context["posts"]})
    assert Ask.objects.get().countries == ["GH"]


def test_a_file_is_shown_as_read_before_it_is_kept(client, ghana, salma):
    client.force_login(salma)
    content = "Texte;Lien;Auteur\n#OGPcocreate #Ghana Quand se réunit le forum ?;https://social.example/2;@kofi\n"
    upload = SimpleUploadedFile("asks.csv", content.encode("cp1252"))
    page = client.post("/en/desk/asks/bring/", {"file": upload})
    assert "kofi" not in text_of(page)
    client.post("/en/desk/asks/bring/", {"step": "take", "posts": page.context["posts"]})
    assert Ask.objects.get().text == "#OGPcocreate #Ghana Quand se réunit le forum ?"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("asks.exe", b"MZ"),
        ("asks.csv", b""),
        ("asks.csv", b"a,b\n1,2\n"),
        ("asks.xlsx", b"PK no"),
        ("asks.csv", b"x" * 2_000_001),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(client, ghana, salma, name, content):
    client.force_login(salma)
    page = client.post("/en/desk/asks/bring/", {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 422
    assert Ask.objects.count() == 0


@pytest.mark.parametrize(
    "posts", ["", "x", "[1]", "[[]]", '{"a": 1}', json.dumps([["javascript:x", "words", "", "", ""]])]
)
def test_a_page_sent_back_with_anything_else_brings_nothing_in(client, ghana, salma, posts):
    client.force_login(salma)
    assert client.post("/en/desk/asks/bring/", {"step": "take", "posts": posts}).status_code == 302
    assert Ask.objects.count() == 0


def test_a_source_is_added_stopped_and_read_again(client, salma):
    client.force_login(salma)
    client.post(
        "/en/desk/asks/sources/",
        {"step": "add", "network": "feed", "address": "https://x.example/feed", "tags": "#a b"},
    )
    source = Source.objects.get()
    assert source.tags == ["a", "b"]
    client.post("/en/desk/asks/sources/", {"step": "stop", "source": source.pk})
    assert Source.objects.get().status == "stopped"
    client.post("/en/desk/asks/sources/", {"step": "resume", "source": source.pk})
    assert Source.objects.get().status == "working"
    refused = client.post("/en/desk/asks/sources/", {"step": "add", "network": "x"})
    assert (refused.status_code, text_of(refused).count('class="problems"')) == (422, 1)


@pytest.mark.parametrize("address", ["/en/asks/", "/en/desk/asks/?queue=routed"])
def test_a_list_costs_as_much_for_many_as_for_one(client, ghana, salma, address):
    make_country(**PERU)
    client.force_login(salma)

    def queries():
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    pass_on("#OGPcocreate #Ghana #Perú First?", by=salma)
    one = queries()
    for number in range(3):
        ask = actions.take_in([make_post(f"#OGPcocreate #Ghana #Perú Number {number}?")], by=salma).new[0]
        actions.route(actions.accept(ask, by=salma), by=salma)
    assert queries() == one


def test_the_desk_says_what_waits(client, ghana, bruno, salma):
    pass_on(by=salma)
    take_in_one("#OGPcocreate Where?", by=salma)
    client.force_login(salma)
    assert "1 ask waits to be sorted" in text_of(client.get("/en/desk/"))
    client.force_login(bruno)
    assert "1 ask waits for your answer" in text_of(client.get("/en/desk/"))

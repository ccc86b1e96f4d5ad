"""What was asked is read in other languages: always with who translated it, and the original beside it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.asks import actions
from parvis.asks.models import Route
from parvis.asks.tests.factories import PERU, make_country, pass_on, take_in_one
from parvis.consultations.actions import change_glossary
from parvis.consultations.models import Translation
from parvis.consultations.tests.factories import make_consultation
from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.receipts import format_code
from parvis.core.rules import Refused
from parvis.core.tests.web import answer, site
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import catch_up, entries_of, opened
from tests.forms import form_with

FRENCH = "Quand le forum se réunit-il ?"
LIST = "/en/asks/"


@pytest.fixture
def asked(ghana, salma):
    """An ask in English, passed on to Ghana."""
    return pass_on(by=salma).ask


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def page_of(client, ask, language="fr"):
    return text_of(client.get(f"/{language}/asks/{format_code(ask.code)}/"))


def translating(ask, to="fr"):
    return f"/en/desk/asks/{format_code(ask.code)}/translate/?to={to}"


def found(client, words, language="en"):
    catch_up()
    return text_of(client.get(f"/{language}/asks/", {"q": words}))


def test_a_translation_is_read_with_its_label_and_the_original_one_click_away(client, asked, salma):
    actions.translate(asked, by=salma, language="fr", words=FRENCH)

    page = page_of(client, asked)

    assert f'<blockquote class="quote" lang="fr" dir="ltr"><p>{FRENCH}' in page
    assert "traduit par une personne" in page
    assert page.index(FRENCH) < page.index("<summary>Lire l’original") < page.index(asked.text)


def test_whoever_reads_in_the_language_of_the_original_reads_the_original_first(client, asked, salma):
    actions.translate(asked, by=salma, language="fr", words=FRENCH)

    page = page_of(client, asked, "en")

    assert page.index(asked.text) < page.index(FRENCH)


def test_the_lists_show_the_translation_with_its_label_and_the_original(client, asked, salma):
    client.force_login(salma)
    actions.translate(asked, by=salma, language="fr", words=FRENCH)

    for address in ("/fr/asks/", "/fr/desk/asks/?queue=routed"):
        page = text_of(client.get(address))
        assert page.index(FRENCH) < page.index("<summary>traduit par une personne") < page.index(asked.text)


def test_its_trail_leads_to_the_entry_that_proves_it(client, asked, salma):
    actions.translate(asked, by=salma, language="fr", words=FRENCH)

    page = page_of(client, asked, "en")

    assert entries_of(asked).filter(verb="ask.translated").get().get_absolute_url() in page
    assert "Translated" in page
    assert "French" in page


def test_it_is_found_by_the_words_of_either_language(client, asked, salma):
    actions.translate(asked, by=salma, language="fr", words=FRENCH)
    assert asked.text in found(client, "forum")
    assert asked.text in found(client, "réunit")

    actions.withdraw_translation(asked, by=salma, language="fr")

    assert asked.text not in found(client, "réunit")
    assert asked.text in found(client, "meet")


def test_words_are_looked_for_in_a_place_and_a_status(client, asked, salma):
    make_country(**PERU)
    pass_on("#OGPcocreate #Perú ¿Cuándo se reúne el forum?", by=salma)
    catch_up()

    in_peru = text_of(client.get(LIST, {"q": "forum", "place": "peru"}))
    assert ("¿Cuándo" in in_peru, asked.text in in_peru) == (True, False)
    answered = text_of(client.get(LIST, {"q": "forum", "status": "answered"}))
    assert "Nothing matches what you chose" in answered
    assert 'value="forum"' in answered


@pytest.mark.parametrize("state", ["received", "rejected", "withdrawn"])
def test_what_may_not_be_read_is_not_found(client, ghana, salma, state):
    ask = take_in_one(by=salma)
    words = ask.text
    if state != "received":
        actions.accept(ask, by=salma)
        assert words in found(client, "forum")
    if state == "rejected":
        actions.reject(ask, by=salma, reason="insult")
    elif state == "withdrawn":
        actions.withdraw(ask)

    assert words not in found(client, "forum")


def test_an_ask_that_is_set_aside_hides_its_translations(client, ghana, salma):
    ask = actions.accept(take_in_one(by=salma), by=salma)
    actions.translate(ask, by=salma, language="fr", words=FRENCH)
    actions.reject(ask, by=salma, reason="insult")

    assert FRENCH not in page_of(client, ask)
    assert FRENCH not in found(client, "réunit", "fr")


def test_an_ask_taken_back_erases_its_translations(asked, salma):
    actions.translate(asked, by=salma, language="fr", words=FRENCH)
    actions.withdraw(asked)

    assert not Translation.objects.exists()
    assert not [entry for entry in entries_of(asked) if opened(entry, "translation")]


def test_the_record_keeps_a_digest_of_each_version_and_opens_the_last(asked, salma):
    for words in (FRENCH, FRENCH, "Quand se réunit le forum ?"):
        actions.translate(asked, by=salma, language="fr", words=words)

    first, second = entries_of(asked).filter(verb="ask.translated")
    assert opened(first, "translation") is None
    assert opened(second, "translation")["value"] == "Quand se réunit le forum ?"
    assert (second.facts["from"], second.facts["made"], second.role) == ("en", "person", "support unit")


def test_who_translates_which_asks(asked, ghana, bruno, salma):
    actions.translate(asked, by=bruno, language="fr", words=FRENCH)

    for person in (None, make_person("Amina"), make_convener(make_country(**PERU))):
        with pytest.raises(Refused):
            actions.translate(asked, by=person, language="es", words="¿Cuándo se reúne?")
        with pytest.raises(Refused):
            actions.withdraw_translation(asked, by=person, language="fr")
    with pytest.raises(Refused, match="already"):
        actions.translate(asked, by=salma, language="en", words="When?")
    with pytest.raises(Refused, match="cannot be read"):
        actions.translate(take_in_one(by=salma), by=salma, language="fr", words=FRENCH)


def test_nobody_writes_over_a_translation_they_have_not_seen(asked, salma):
    seen = marks_of({"words": ""})
    actions.translate(asked, by=salma, language="fr", words=FRENCH, seen=seen)

    with pytest.raises(Overtaken):
        actions.translate(asked, by=salma, language="fr", words="Quand ?", seen=seen)


def test_those_who_sort_are_led_to_the_form_and_nobody_else_is(client, asked, salma):
    address = translating(asked).partition("?")[0]
    assert address not in page_of(client, asked, "en")
    client.force_login(make_person("Amina"))
    assert client.get(address).status_code == 403

    client.force_login(salma)
    assert address in page_of(client, asked, "en")
    page = client.get(translating(asked))
    client.post(translating(asked), form_with(page, "words") | {"words": FRENCH, "step": "keep"})
    assert FRENCH in page_of(client, asked)

    client.post(translating(asked), {"step": "withdraw"})
    assert not Translation.objects.exists()


def test_an_ask_keeps_to_the_glossary_of_what_it_became_part_of(client, ghana, bruno, salma):
    consultation = make_consultation(make_cycle(place=ghana))
    change_glossary(consultation, by=bruno, glossary=[{"en": "contract", "fr": "marché public"}])
    ask = pass_on("#myNAPask #Ghana Publish every contract", by=salma).ask
    assert Route.objects.get(ask=ask).contribution
    client.force_login(salma)
    page = client.get(translating(ask))
    assert "marché public" in text_of(page)

    told = client.post(translating(ask), form_with(page, "words") | {"words": "Publiez chaque accord", "step": "keep"})

    assert told.status_code == 422
    assert "contract = marché public" in told.content.decode()


def test_a_machine_begins_where_there_is_one(client, settings, asked, salma):
    client.force_login(salma)
    assert 'value="machine"' not in text_of(client.get(translating(asked)))
    said = answer(json.dumps({"translatedText": FRENCH}), kind="application/json")
    with site(settings, {"/translate": said}) as server:
        settings.TRANSLATOR = (server.url("/translate"), "")
        drafted = client.post(translating(asked), {"step": "machine"})

    client.post(translating(asked), form_with(drafted, "words") | {"step": "keep"})

    assert Translation.objects.get().made == Translation.Made.MACHINE
    assert "traduit par une machine" in page_of(client, asked)


@pytest.mark.parametrize("address", ["/fr/asks/", "/fr/asks/?q=forum", "/fr/desk/asks/?queue=routed"])
def test_a_page_of_three_translations_costs_what_one_costs(client, ghana, salma, address):
    client.force_login(salma)
    counts = []
    for turn in range(3):
        ask = pass_on(f"#OGPcocreate #Ghana When does forum number {turn} meet?", by=salma).ask
        actions.translate(ask, by=salma, language="fr", words=f"Quand se réunit le forum {turn} ?")
        catch_up()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[2]

"""What was said is read in other languages: always with who translated it, and the original beside it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.consultations.actions import (
    change_glossary,
    correct_note,
    erase_contribution,
    hide,
    take_note,
    translate,
    withdraw_translation,
)
from parvis.consultations.glossaries import missed
from parvis.consultations.models import Translation
from parvis.consultations.tests.factories import contribute
from parvis.consultations.translators import ask_machine
from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.rules import Refused
from parvis.core.search import search_keys
from parvis.core.tests.web import answer, site
from parvis.people.tests.factories import give_role, make_person
from parvis.record import catch_up, entries_of, opened
from tests.forms import form_with

FRENCH = "Publiez chaque contrat de plus de dix mille dollars."
GLOSSARY = [{"en": "contract", "fr": "marché public"}]


@pytest.fixture
def said(consultation, amina):
    """What Amina said in English, published."""
    return contribute(consultation, by=amina)


def page_of(client, contribution, language="fr"):
    return client.get(f"/{language}/receipts/{contribution}/").content.decode()


def test_a_translation_is_read_with_its_label_and_the_original_one_click_away(client, said, moderator):
    translate(said, by=moderator, language="fr", words=FRENCH)

    page = page_of(client, said)

    assert f'<blockquote class="quote" lang="fr" dir="ltr"><p>{FRENCH}' in page
    assert "traduit par une personne" in page
    assert f'<blockquote class="quote" lang="en" dir="ltr"><p>{said.words}' in page
    assert page.index(FRENCH) < page.index(said.words)


def test_whoever_reads_in_the_language_of_the_original_reads_the_original_first(client, said, moderator):
    translate(said, by=moderator, language="ar", words="انشروا كل عقد.")

    page = page_of(client, said, "en")

    assert page.index(said.words) < page.index("انشروا كل عقد.")
    assert '<blockquote class="quote" lang="ar" dir="rtl">' in page


def test_the_list_shows_the_translation_with_its_label_and_the_original(client, said, moderator):
    address = f"/fr/consultations/{said.consultation.slug}/"
    assert "<summary>traduit" not in client.get(address).content.decode()

    translate(said, by=moderator, language="fr", words=FRENCH)
    page = client.get(address).content.decode()

    assert f'<div class="said" lang="fr" dir="ltr"><p>{FRENCH}' in page
    assert "<summary>traduit par une personne" in page
    assert f'<div class="said" lang="en" dir="ltr"><p>{said.words}' in page


def test_it_is_found_by_the_words_of_its_translation(said, moderator):
    translate(said, by=moderator, language="fr", words=FRENCH)
    catch_up()
    assert search_keys("contribution", said.consultation.slug, "publiez") == [said.code]

    withdraw_translation(said, by=moderator, language="fr")
    catch_up()
    assert search_keys("contribution", said.consultation.slug, "publiez") == []
    assert search_keys("contribution", said.consultation.slug, "publish") == [said.code]


def test_the_author_corrects_it_and_has_the_last_word(said, moderator, amina):
    translate(said, by=moderator, language="fr", words=FRENCH)
    corrected = translate(said, by=amina, language="fr", words="Publiez tous les contrats.")

    assert corrected.made == Translation.Made.AUTHOR
    with pytest.raises(Refused, match="Its author wrote this translation"):
        translate(said, by=moderator, language="fr", words=FRENCH)


def test_the_record_keeps_a_digest_of_each_version_and_opens_the_last(said, moderator, amina):
    translate(said, by=moderator, language="ar", words="انشروا كل عقد.")
    translate(said, by=moderator, language="fr", words=FRENCH)
    translate(said, by=amina, language="fr", words="Publiez tous les contrats.")

    arabic, first, second = entries_of(said).filter(verb="contribution.translated")
    assert all("translation" in entry.says["commitments"] for entry in (arabic, first, second))
    assert opened(first, "translation") is None
    assert opened(second, "translation")["value"] == "Publiez tous les contrats."
    assert opened(arabic, "translation")["value"] == "انشروا كل عقد."


def test_the_same_translation_twice_is_recorded_once(said, moderator):
    for _twice in range(2):
        translate(said, by=moderator, language="fr", words=FRENCH)

    assert entries_of(said).filter(verb="contribution.translated").count() == 1


def test_nobody_writes_over_a_translation_they_have_not_seen(said, moderator):
    seen = marks_of({"words": ""})
    translate(said, by=moderator, language="fr", words=FRENCH, seen=seen)

    with pytest.raises(Overtaken):
        translate(said, by=moderator, language="fr", words="Publiez.", seen=seen)


def test_who_may_translate_what(said, consultation, amina, moderator):
    responder = make_person()
    give_role(responder, "responder", consultation.place)
    translate(said, by=responder, language="fr", words=FRENCH)

    with pytest.raises(Refused, match="Only its author"):
        translate(said, by=make_person(), language="es", words="Publiquen.")
    with pytest.raises(Refused, match="Only its author or a moderator"):
        withdraw_translation(said, by=responder, language="fr")
    with pytest.raises(Refused, match="already"):
        translate(said, by=amina, language="en", words="Publish.")
    with pytest.raises(Refused, match="cannot be read"):
        translate(contribute(consultation, hold=True), by=moderator, language="fr", words=FRENCH)


def test_what_is_hidden_hides_its_translations_and_what_is_erased_erases_them(client, said, moderator, amina):
    translate(said, by=moderator, language="fr", words=FRENCH)
    hide(said, by=moderator, reason="insult", because="It insults somebody.")
    assert FRENCH not in page_of(client, said)
    assert FRENCH not in client.get(f"/fr/receipts/{said}/{said}.json").content.decode()

    erase_contribution(said, by=amina)

    assert not Translation.objects.exists()
    assert not [entry for entry in entries_of(said) if opened(entry, "translation")]


def test_a_note_corrected_since_makes_its_translation_outdated(client, workshop, bruno):
    note = take_note(workshop, by=bruno, words="Mend the bridge.")
    translate(note.contribution, by=bruno, language="fr", words="Réparez le pont.")

    correct_note(note, by=bruno, words="Mend the two bridges.")

    assert "de mots qui ont changé depuis" in page_of(client, note.contribution)
    listed = client.get(f"/fr/consultations/{workshop.consultation.slug}/").content.decode()
    assert "Mend the two bridges." in listed
    assert "Réparez le pont." not in listed


@pytest.mark.parametrize(
    ("words", "translated", "lost"),
    [
        ("Publish contracts.", "Publiez les marchés publics.", []),
        ("Publish every Contract.", "Publiez chaque marché public.", []),
        ("Publish every contract.", "Publiez chaque accord.", ["marché public"]),
        ("Subcontract nothing.", "Ne sous-traitez rien.", []),
    ],
)
def test_a_glossary_notices_its_words_missing(words, translated, lost):
    assert [each.expected for each in missed(words, "en", translated, "fr", GLOSSARY)] == lost


def test_arabic_joins_words_and_the_glossary_knows():
    glossary = [{"en": "contract", "ar": "عقد"}]
    assert missed("Publish the contract.", "en", "انشروا العقد.", "ar", glossary) == []
    assert missed("وانشروا العقد.", "ar", "Publish it.", "en", glossary) != []


def test_whoever_translates_is_asked_again_about_words_of_the_glossary(client, said, moderator, bruno):
    change_glossary(said.consultation, by=bruno, glossary=GLOSSARY)
    client.force_login(moderator)
    address = reverse("translate", args=[said]) + "?to=fr"

    page = client.get(address)
    assert "marché public" in page.content.decode()
    told = client.post(address, form_with(page, "words") | {"words": FRENCH, "step": "keep"})
    assert told.status_code == 422
    assert "contract = marché public" in told.content.decode()
    client.post(address, form_with(told, "words") | {"confirmed": "on", "step": "keep"})

    assert Translation.objects.get().words == FRENCH
    assert "marché public" in page_of(client, said)


def test_conveners_keep_the_glossary_in_lines(client, consultation, bruno, moderator):
    address = reverse("glossary", args=[consultation.slug])
    client.force_login(moderator)
    assert client.get(address).status_code == 403
    client.force_login(bruno)
    page = client.get(address)

    assert client.post(address, {"glossary": "engagement"}).status_code == 422
    written = "en: commitment; fr: engagement\n\nEN: plan;ar: خطة"
    client.post(address, form_with(page, "glossary") | {"glossary": written})

    consultation.refresh_from_db()
    assert consultation.glossary == [{"en": "commitment", "fr": "engagement"}, {"en": "plan", "ar": "خطة"}]
    overtaken = client.post(address, form_with(page, "glossary") | {"glossary": "en: plan; fr: plan"})
    assert overtaken.status_code == 409


def machine(settings, said, **how):
    """Run a machine that answers every text with what is `said`."""
    return site(settings, {"/translate": answer(said, kind="application/json", **how)})


def test_there_is_no_machine_unless_somebody_names_one(client, said, moderator):
    client.force_login(moderator)
    page = client.get(reverse("translate", args=[said]) + "?to=fr").content.decode()

    assert 'value="machine"' not in page


def test_a_machine_begins_and_what_nobody_touched_stays_a_machines(client, settings, said, moderator):
    client.force_login(moderator)
    address = reverse("translate", args=[said]) + "?to=fr"
    with machine(settings, json.dumps({"translatedText": FRENCH})) as server:
        settings.TRANSLATOR = (server.url("/translate"), "key")
        drafted = client.post(address, {"step": "machine"})
        asked = json.loads(server.asked[0].said)

    assert asked == {"q": said.words, "source": "en", "target": "fr", "format": "text", "api_key": "key"}
    assert not Translation.objects.exists()
    client.post(address, form_with(drafted, "words") | {"step": "keep"})
    assert Translation.objects.get().made == Translation.Made.MACHINE
    assert "traduit par une machine" in page_of(client, said)


def test_what_a_person_corrected_is_a_persons_and_nobody_passes_a_text_off_as_a_machines(
    client, settings, said, moderator
):
    client.force_login(moderator)
    address = reverse("translate", args=[said]) + "?to=fr"
    with machine(settings, json.dumps({"translatedText": "Publiez le tout."})) as server:
        settings.TRANSLATOR = (server.url("/translate"), "")
        drafted = client.post(address, {"step": "machine"})

    client.post(address, form_with(drafted, "words") | {"words": FRENCH, "step": "keep"})

    assert Translation.objects.get().made == Translation.Made.PERSON


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("{}", {}),
        ("[]", {}),
        ("no JSON", {}),
        ('{"translatedText": "…"}', {}),
        ('{"error": "down"}', {"status": 500}),
        ('{"error": "slow down"}', {"status": 429}),
        (json.dumps({"translatedText": "x" * 500_000}), {}),
    ],
)
def test_a_machine_that_fails_says_so_in_a_sentence(settings, said, how):
    with machine(settings, said, **how) as server:
        settings.TRANSLATOR = (server.url("/translate"), "")
        with pytest.raises(Refused, match=r"The machine did not translate this: \w"):
            ask_machine("Publish.", source="en", target="fr")


def test_a_machine_that_is_down_promises_nothing(settings):
    with machine(settings, "", status=500) as server:
        settings.TRANSLATOR = (server.url("/translate"), "")
        with pytest.raises(Refused, match="It has a fault at the moment"):
            ask_machine("Publish.", source="en", target="fr")


def test_whoever_corrects_a_translation_reads_who_made_it_and_whether_it_is_older(client, workshop, bruno):
    note = take_note(workshop, by=bruno, words="Mend the bridge.")
    translate(note.contribution, by=bruno, language="fr", words="Réparez le pont.", by_machine=True)
    correct_note(note, by=bruno, words="Mend the two bridges.")
    client.force_login(bruno)
    page = client.get(reverse("translate", args=[note.contribution]) + "?to=fr").content.decode()

    assert "translated by a machine from English" in page
    assert "of words that have changed since" in page


def test_a_moderator_takes_away_what_only_its_author_may_change(client, said, moderator, amina):
    translate(said, by=amina, language="fr", words=FRENCH)
    client.force_login(moderator)
    address = reverse("translate", args=[said]) + "?to=fr"
    page = client.get(address).content.decode()

    assert ('value="keep"' in page, 'value="withdraw"' in page) == (False, True)
    client.post(address, {"step": "withdraw"})
    assert not Translation.objects.exists()


def test_a_page_of_three_translations_costs_what_one_costs(client, consultation, moderator):
    counts = []
    for turn in range(3):
        each = contribute(consultation, f"Publish contract {turn}.")
        translate(each, by=moderator, language="fr", words=f"Publiez le contrat {turn}.")
        client.get("/fr/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/fr/consultations/{consultation.slug}/")
        counts.append(len(queries))
    assert counts[0] == counts[2]

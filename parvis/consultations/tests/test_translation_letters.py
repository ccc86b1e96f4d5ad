"""Authors are told when somebody translates what they said, and correct it by the link of the letter."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from parvis.consultations.actions import erase_contribution, hide, subscribe, translate, withdraw_translation
from parvis.consultations.letters import translation_link
from parvis.consultations.models import Translation
from parvis.consultations.tests.factories import contribute
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people.tests.factories import make_person
from parvis.record import catch_up, entries_of
from parvis.record.followers import rebuild
from tests.forms import form_with

FRENCH = "Publiez chaque contrat de plus de dix mille dollars."
BETTER = "Publiez tous les contrats de plus de dix mille dollars."


@pytest.fixture
def said(consultation, amina):
    """What Amina said in English, published; she has confirmed her address and wants to be told."""
    said = contribute(consultation, by=amina)
    subscribe(said, by=amina, email=amina.email)
    said.subscriptions.update(confirmed_at=clock.now())
    return said


def letters():
    catch_up()
    return list(OutgoingMessage.objects.filter(kind="contribution.translated").order_by("pk"))


def page_in(letter):
    """Return the address of the page on which the reader of a letter corrects a translation."""
    return re.search(r"/\w\w/letters/translation/\S+", letter.text)[0]


def test_an_author_reads_what_was_made_of_their_words_and_by_whom(said, moderator, amina):
    translate(said, by=moderator, language="fr", words=FRENCH)
    [letter] = letters()

    assert letter.to == amina.email
    assert f"{said}, in another language: French" in letter.subject
    assert "A person translated it." in letter.text
    assert f"> {FRENCH}" in letter.text
    assert said.get_absolute_url() in letter.text


def test_the_letter_says_that_a_machine_made_it(said, moderator):
    translate(said, by=moderator, language="fr", words=FRENCH, by_machine=True)
    [letter] = letters()

    assert "A machine translated it" in letter.text
    assert "A person translated it" not in letter.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Voici comment cela se lit"), ("es", "Se lee así:"), ("ar", "هكذا يُقرأ:")],
)
def test_the_letter_is_in_the_language_of_the_author(said, moderator, amina, language, words):
    amina.language = language
    amina.save()
    translate(said, by=moderator, language="pt", words="Publiquem cada contrato.")
    [letter] = letters()

    assert words in letter.text
    assert page_in(letter).startswith(f"/{language}/")


def test_nobody_is_told_of_what_they_translated_themselves(said, amina):
    translate(said, by=amina, language="fr", words=FRENCH)
    translate(said, by=amina, language="es", words="Publiquen.", by_machine=True)

    assert letters() == []


def test_only_authors_who_confirmed_their_address_are_told(said, consultation, moderator):
    subscribe(said, email="zoe@example.org")
    said.subscriptions.update(confirmed_at=clock.now())
    silent = contribute(consultation, by=make_person("Kofi"))
    translate(said, by=moderator, language="fr", words=FRENCH)
    translate(silent, by=moderator, language="fr", words=FRENCH)

    assert [letter.to for letter in letters()] == [said.author.email]


def test_an_author_is_told_once_a_day_of_each_language(said, moderator):
    now = (clock.now() + timedelta(days=1)).replace(hour=9)
    with clock.at(now):
        translate(said, by=moderator, language="fr", words=FRENCH)
        translate(said, by=moderator, language="es", words="Publiquen cada contrato.")
    with clock.at(now + timedelta(hours=2)):
        translate(said, by=moderator, language="fr", words=BETTER)
    assert len(letters()) == 2

    with clock.at(now + timedelta(days=1)):
        translate(said, by=moderator, language="fr", words=FRENCH)
    assert len(letters()) == 3


def test_reading_the_record_again_writes_to_nobody_again(said, moderator):
    translate(said, by=moderator, language="fr", words=FRENCH)
    assert len(letters()) == 1

    rebuild("consultations.translation_letters")

    assert len(letters()) == 1


@pytest.mark.parametrize("meanwhile", ["withdrawn", "corrected", "hidden", "erased"])
def test_nobody_is_told_of_what_no_longer_stands(said, moderator, amina, meanwhile):
    translate(said, by=moderator, language="fr", words=FRENCH)
    if meanwhile == "withdrawn":
        withdraw_translation(said, by=amina, language="fr")
    elif meanwhile == "corrected":
        translate(said, by=amina, language="fr", words=BETTER)
    elif meanwhile == "hidden":
        hide(said, by=moderator, reason="insult", because="It insults somebody.")
    else:
        erase_contribution(said, by=amina)

    assert letters() == []


def test_authors_correct_it_without_signing_in_and_have_the_last_word(client, said, moderator):
    translate(said, by=moderator, language="fr", words=FRENCH)
    [letter] = letters()
    page = client.get(page_in(letter))
    assert FRENCH in page.content.decode()

    done = client.post(page_in(letter), form_with(page, "words") | {"words": BETTER, "step": "keep"})

    assert done["Location"] == said.get_absolute_url()
    assert Translation.objects.get().made == Translation.Made.AUTHOR
    assert entries_of(said).filter(verb="contribution.translated").last().role == "author"


def test_authors_take_it_away_without_signing_in(client, said, moderator):
    translate(said, by=moderator, language="fr", words=FRENCH)
    [letter] = letters()

    client.post(page_in(letter), {"step": "withdraw"})

    assert not Translation.objects.exists()


def test_the_link_asks_no_machine_and_offers_no_other_language(client, settings, said, amina):
    settings.TRANSLATOR = ("http://machine.example/translate", "")
    with override("en"):
        address = translation_link(said, amina, "fr").removeprefix(settings.BASE_URL.geturl())

    shown = client.get(address).content.decode()
    client.post(address, {"step": "machine"})

    assert 'value="machine"' not in shown
    assert "?to=" not in shown
    assert not Translation.objects.exists()


@pytest.mark.parametrize(("now", "status"), [("hidden", 403), ("erased", 404), ("gone", 404), ("altered", 404)])
def test_the_link_is_dead_once_the_words_or_their_author_are_gone(client, said, moderator, amina, now, status):
    translate(said, by=moderator, language="fr", words=FRENCH)
    [letter] = letters()
    address = page_in(letter)
    if now == "hidden":
        hide(said, by=moderator, reason="insult", because="It insults somebody.")
    elif now == "erased":
        erase_contribution(said, by=amina)
    elif now == "gone":
        amina.is_active = False
        amina.save()
    else:
        address = address[:-2] + "/"

    assert client.get(address).status_code == status
    assert client.post(address, {"step": "withdraw"}).status_code == status

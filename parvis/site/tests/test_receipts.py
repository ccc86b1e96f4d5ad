"""A receipt is typed, mistyped and guessed."""

import time

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from parvis.consultations import just_said
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.consultations.tests.test_speaking import WORDS, send
from parvis.core.receipts import ALPHABET, format_code, new_code


@pytest.fixture
def code(db):
    """The receipt of something that was said."""
    return contribute(make_consultation()).code


def look_up(client, typed):
    return client.get(reverse("receipts"), {"code": typed})


def test_a_code_leads_to_its_trail_however_it_is_typed(client, code):
    for typed in (code, format_code(code), format_code(code).lower().replace("-", " ")):
        assert look_up(client, typed).url == reverse("trail", args=[format_code(code)])


def test_a_slip_is_noticed_and_the_likely_code_is_offered(client, code):
    swapped = next(code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(9) if code[i] != code[i + 1])
    page = look_up(client, swapped)

    assert page.status_code == 400
    assert format_code(code) in page.content.decode()
    assert swapped in page.content.decode()


def test_a_slip_that_resembles_no_code_is_told_as_one(client, db):
    page = look_up(client, "ZX46-MZBW-R8").content.decode()

    assert "There is a slip in this code" in page
    assert "Did you mean" not in page


@pytest.mark.parametrize("typed", ["", "hello", "<script>alert(1)</script>", "\x00", "7" * 500])
def test_what_cannot_be_a_code_gets_a_sentence(client, db, typed):
    page = look_up(client, typed)

    assert page.status_code == 400
    assert "<script>alert" not in page.content.decode()


def test_a_mistyped_address_asks_for_the_code_again(client, code):
    other = ALPHABET[(ALPHABET.index(code[0]) + 1) % 32]
    assert client.get(reverse("trail", args=[format_code(other + code[1:])])).url.startswith(reverse("receipts"))
    assert client.get(reverse("trail", args=[code.lower()])).url == reverse("trail", args=[format_code(code)])


def test_guessing_is_slowed_down_but_receipts_that_exist_still_open(client, code):
    answers = [client.get(reverse("trail", args=[format_code(new_code())])).status_code for _ in range(12)]

    assert answers == [404] * 10 + [429] * 2
    assert client.get(reverse("trail", args=[format_code(code)])).status_code == 200


@pytest.fixture
def just_sent(client, db):
    """What the client has just sent, to be read by a moderator first: the address it was led to."""
    return send(client, make_consultation(moderation="before")).url


def test_whoever_has_just_sent_words_reads_them_again_and_nobody_else_does(client, just_sent):
    thanks, other = client.get(just_sent), Client().get(just_sent)

    assert WORDS in thanks.text
    assert thanks["Cache-Control"] == "private, no-store"
    assert WORDS not in other.text
    assert "These words will stand here" in other.text


def test_another_language_shows_them_too_and_another_receipt_does_not(client, just_sent):
    assert WORDS in client.get(just_sent.replace("/en/", "/ar/")).text

    other = contribute(make_consultation(moderation="before"), "Said by somebody else.", hold=True)
    assert "Said by somebody else." not in client.get(other.get_absolute_url()).text


def test_they_are_shown_for_some_minutes_and_never_once_they_are_hidden(client, just_sent, monkeypatch):
    Contribution.objects.update(status="hidden", hidden_for="personal_data", hidden_because="It names a neighbour.")
    assert WORDS not in client.get(just_sent).text

    Contribution.objects.update(status="held")
    later = time.time() + just_said.SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert WORDS not in client.get(just_sent).text


def test_a_forged_cookie_opens_nothing(client, just_sent):
    other = contribute(make_consultation(moderation="before"), "Said by somebody else.", hold=True)
    client.cookies["just-said"] = other.code

    page = client.get(other.get_absolute_url())
    assert page.status_code == 200
    assert "Said by somebody else." not in page.text

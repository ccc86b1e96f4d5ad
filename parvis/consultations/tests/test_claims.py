"""Slips: handed out at a workshop, good for one claim."""

import re

import pytest
from django.urls import reverse

from parvis.consultations import actions, limits
from parvis.consultations.actions import claim, hand_out_slips, take_note
from parvis.consultations.models import Slip, Subscription
from parvis.core.models import OutgoingMessage
from parvis.core.receipts import format_code, new_code
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.people.tests.factories import make_person
from parvis.record import entries_of
from parvis.record.models import Entry

CLAIM = "/en/claim/"


@pytest.fixture
def held(workshop, bruno):
    """A slip with its code, on which a note was typed."""
    (slip, code), *_others = hand_out_slips(workshop, by=bruno, count=3)
    take_note(workshop, by=bruno, words="More benches.", slip=slip.number)
    slip.refresh_from_db()
    return slip, code


def test_slips_are_numbered_on(workshop, bruno):
    first, then = (hand_out_slips(workshop, by=bruno, count=count) for count in (2, 1))

    assert [slip.number for slip, _code in [*first, *then]] == [1, 2, 3]


def test_the_codes_of_slips_are_kept_nowhere(workshop, bruno):
    made = hand_out_slips(workshop, by=bruno, count=20)
    kept = str(list(Slip.objects.values())) + "".join(Entry.objects.values_list("leaf", flat=True))

    assert len({code for _slip, code in made}) == 20
    assert not [code for _slip, code in made if code in kept]


def test_a_note_is_typed_with_one_slip_and_a_slip_with_one_note(workshop, bruno, held):
    slip, _code = held
    with pytest.raises(Refused, match="already stands on another note"):
        take_note(workshop, by=bruno, words="Trees.", slip=slip.number)
    with pytest.raises(Refused, match="There is no slip #77"):
        take_note(workshop, by=bruno, words="Trees.", slip=77)
    assert workshop.notes.count() == 1


def test_a_note_taken_back_frees_its_slip(workshop, bruno, held):
    slip, _code = held
    actions.take_back_note(slip.note, by=bruno)

    assert take_note(workshop, by=bruno, words="Trees.", slip=slip.number).slip == slip


def test_a_correction_may_change_the_slip(workshop, bruno, held):
    slip, _code = held
    note = actions.correct_note(slip.note, by=bruno, words="More benches.", slip=2)
    slip.refresh_from_db()

    assert (slip.note, note.slip.number) == (None, 2)


def test_whoever_holds_the_slip_becomes_the_author_and_is_told(held, amina):
    slip, _code = held
    said = claim(slip, by=amina)
    said.refresh_from_db()

    assert said.author == amina
    assert Subscription.objects.get(contribution=said, person=amina, as_author=True).confirmed_at
    entry = entries_of(said).last()
    assert (entry.verb, entry.role) == ("contribution.claimed", "author")
    assert "Amina" not in entry.leaf


def test_a_slip_is_good_for_one_claim(held, amina):
    slip, _code = held
    claim(slip, by=amina)

    with pytest.raises(Refused, match="has been used"):
        claim(slip, by=make_person("Chipo"))


def test_a_slip_without_a_note_can_be_used_later(workshop, bruno, amina):
    ((slip, _code),) = hand_out_slips(workshop, by=bruno, count=1)

    with pytest.raises(Refused, match="Nobody has typed"):
        claim(slip, by=amina)
    take_note(workshop, by=bruno, words="More benches.", slip=slip.number)
    assert claim(slip, by=amina).author == amina


def test_a_claimed_note_is_changed_by_no_scribe(workshop, bruno, held, amina):
    slip, _code = held
    claim(slip, by=amina)

    with pytest.raises(Refused, match="already acted"):
        actions.take_back_note(slip.note, by=bruno)


def test_a_person_who_has_signed_in_claims_with_the_code_alone(client, held, amina):
    slip, code = held
    client.force_login(amina)
    page = client.post(CLAIM, {"code": format_code(code).lower()}, follow=True).content.decode()

    assert "This note is yours." in page
    assert "Claimed by its author" in page
    assert slip.note.contribution.subscriptions.get().person == amina


def test_anybody_else_claims_by_a_letter_and_a_button(client, held, django_capture_on_commit_callbacks):
    slip, code = held
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(CLAIM, {"code": code, "email": "chipo@example.org"}).content.decode()
    assert "Open the link in it within three days" in page
    letter = OutgoingMessage.objects.get(to="chipo@example.org")
    address = re.search(r"/en/letters/claim/\S+", letter.text)[0]

    assert "This note is mine" in client.get(address).content.decode()
    slip.note.contribution.refresh_from_db()
    assert slip.note.contribution.author is None
    client.post(address)
    slip.note.contribution.refresh_from_db()
    assert slip.note.contribution.author == Person.objects.get(email="chipo@example.org")


def test_a_slip_of_the_pen_is_told_and_not_counted_as_a_guess(client, held, amina):
    _slip, code = held
    client.force_login(amina)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    page = client.post(CLAIM, {"code": wrong})

    assert page.status_code == 422
    assert "slip" in page.content.decode()


def test_guessing_codes_ends_soon_even_for_the_right_one(client, held, amina, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_SLIPS", 3)
    client.force_login(amina)
    guesses = [client.post(CLAIM, {"code": new_code()}).status_code for _time in range(4)]

    assert guesses == [422, 422, 422, 429]
    assert client.post(CLAIM, {"code": held[1]}).status_code == 429
    assert reverse("claim") == CLAIM

"""Votes kept under a confirmed e-mail address: one person on several devices, counted once."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from parvis.core import clock
from parvis.core.receipts import format_code
from parvis.people.actions import erase_person
from parvis.people.erasures import Choices
from parvis.people.models import Person
from parvis.people.tests.browsing import last_code
from parvis.votes.actions import close_voting
from parvis.votes.models import Vote, Voter, Voting
from parvis.votes.sealing import Receipt, is_sealed
from parvis.votes.tests.test_pages import address, cast, text

pytestmark = pytest.mark.usefixtures("voting")
PHONE, DESK = "phone", "desk"
AMINA = "amina@example.org"


@pytest.fixture
def devices():
    """A telephone and a computer."""
    return {PHONE: Client(), DESK: Client()}


def confirm(device, consultation, email=AMINA):
    """Confirm an address from the page of one's votes, as a person would; return the page one comes back to."""
    page = reverse("keep_votes", args=[consultation.slug])
    assert page in text(device.get(page))
    asked = device.post(reverse("account_login"), {"email": email, "next": page})
    return text(device.post(asked.url, {"code": last_code(email), "next": page}, follow=True))


def link(device, consultation):
    return device.post(address("own_votes", consultation), {"step": "link"}, follow=True)


def votes():
    """Return what counts: who voted what on which statement."""
    found = Vote.objects.order_by("voter", "statement__number")
    return list(found.values_list("voter__person__email", "statement__number", "value"))


def test_whoever_votes_is_offered_to_keep_the_votes(client, consultation):
    page = reverse("keep_votes", args=[consultation.slug])
    assert page not in text(client.get(address("vote", consultation)))
    cast(client, consultation)
    for route in ("vote", "own_votes"):
        assert page in text(client.get(address(route, consultation)))


def test_votes_follow_to_another_device(devices, consultation):
    cast(devices[PHONE], consultation, 1, "agree")
    assert "Are the votes of this device yours?" in confirm(devices[PHONE], consultation)
    link(devices[PHONE], consultation)

    assert "Your votes are kept under amina@example.org" in confirm(devices[DESK], consultation)
    assert consultation.statements.get(number=1).words in text(devices[DESK].get(address("own_votes", consultation)))
    cast(devices[DESK], consultation, 2, "disagree")

    assert votes() == [(AMINA, 1, 1), (AMINA, 2, -1)]
    assert Voter.objects.count() == 1


def test_where_both_devices_voted_the_later_vote_counts_once(devices, consultation):
    now = clock.now()
    for minutes, device, number, value in [
        (1, PHONE, 1, "agree"), (2, DESK, 1, "disagree"), (3, DESK, 2, "agree"), (4, PHONE, 2, "pass"), (5, DESK, 3, "agree"),
    ]:  # fmt: skip
        with clock.at(now + timedelta(minutes=minutes)):
            cast(devices[device], consultation, number, value)
    confirm(devices[PHONE], consultation)
    link(devices[PHONE], consultation)

    page = confirm(devices[DESK], consultation)
    assert [page.count(f"<dd>{number}</dd>") for number in (3, 2)] == [1, 2]
    link(devices[DESK], consultation)

    assert votes() == [(AMINA, 1, -1), (AMINA, 2, 0), (AMINA, 3, 1)]
    assert Voter.objects.exclude(votes=None).distinct().count() == 1


def test_said_twice_it_is_done_once(devices, consultation):
    cast(devices[PHONE], consultation)
    confirm(devices[PHONE], consultation)
    for _time in range(2):
        assert link(devices[PHONE], consultation).status_code == 200
    assert votes() == [(AMINA, 1, 1)]
    assert "Your votes are kept" in text(devices[PHONE].get(reverse("keep_votes", args=[consultation.slug])))


def test_votes_of_somebody_else_stay_theirs(devices, consultation):
    cast(devices[PHONE], consultation, 1, "agree")
    confirm(devices[PHONE], consultation)
    devices[PHONE].post(address("own_votes", consultation), {"step": "forget"})
    cast(devices[PHONE], consultation, 1, "disagree")
    assert sorted(votes(), key=str) == sorted([(None, 1, 1), (AMINA, 1, -1)], key=str)


def test_after_signing_out_the_device_goes_on_as_the_same_voter(devices, consultation):
    phone = devices[PHONE]
    cast(phone, consultation, 1, "agree")
    confirm(phone, consultation)
    link(phone, consultation)
    phone.post(reverse("account_logout"))
    cast(phone, consultation, 1, "disagree")
    assert votes() == [(AMINA, 1, -1)]


def test_after_signing_out_a_shared_device_can_forget_and_the_votes_are_found_again(devices, consultation):
    phone = devices[PHONE]
    cast(phone, consultation, 1, "agree")
    confirm(phone, consultation)
    link(phone, consultation)
    assert "Let somebody else vote here" not in text(phone.get(address("own_votes", consultation)))
    phone.post(reverse("account_logout"))
    assert "Let somebody else vote here" in text(phone.get(address("own_votes", consultation)))

    phone.post(address("own_votes", consultation), {"step": "forget"})
    assert "Nobody has voted on this device yet" in text(phone.get(address("own_votes", consultation)))
    cast(phone, consultation, 1, "pass")
    assert set(votes()) == {(AMINA, 1, 1), (None, 1, 0)}


def test_two_people_on_one_device_each_have_their_own(devices, consultation):
    phone = devices[PHONE]
    cast(phone, consultation, 1, "agree")
    confirm(phone, consultation)
    link(phone, consultation)
    phone.post(reverse("account_logout"))

    assert "Are the votes of this device yours?" not in confirm(phone, consultation, "bea@example.org")
    assert "belong to somebody else" not in text(phone.get(address("vote", consultation)))
    link(phone, consultation)
    cast(phone, consultation, 1, "disagree")
    assert set(votes()) == {(AMINA, 1, 1), ("bea@example.org", 1, -1)}


def test_a_code_noted_before_still_finds_the_votes_and_they_are_in_the_seal(devices, consultation, voting, bruno):
    cast(devices[PHONE], consultation, 1, "agree")
    confirm(devices[PHONE], consultation)
    link(devices[PHONE], consultation)
    cast(devices[DESK], consultation, 2, "disagree")
    noted = Voter.objects.get(person=None).code
    confirm(devices[DESK], consultation)
    link(devices[DESK], consultation)
    close_voting(voting, by=bruno)

    page = text(Client().post(address("own_votes", consultation), {"step": "find", "code": format_code(noted)}))
    assert "are in the seal" in page
    for device in devices.values():
        receipt = Receipt(**json.loads(device.get(address("vote_receipt", consultation)).content))
        assert receipt.votes == [[1, 1], [2, -1]]
        assert is_sealed(receipt, Voting.objects.get().root)
    assert Voting.objects.get().leaves == 1


def test_a_receipt_taken_before_an_account_proves_after_it(devices, consultation, voting, bruno):
    cast(devices[PHONE], consultation, 1, "agree")
    close_voting(voting, by=bruno)
    receipt = Receipt(**json.loads(devices[PHONE].get(address("vote_receipt", consultation)).content))
    devices[PHONE].force_login(Person.objects.create_person(AMINA))
    link(devices[PHONE], consultation)
    assert is_sealed(receipt, Voting.objects.get().root)
    assert devices[PHONE].get(address("vote_receipt", consultation)).status_code == 200


def test_once_voting_is_closed_nothing_is_joined(devices, consultation, voting, bruno):
    cast(devices[PHONE], consultation, 1, "agree")
    close_voting(voting, by=bruno)
    page = text(devices[PHONE].get(reverse("keep_votes", args=[consultation.slug])))
    assert "Voting is closed." in page
    assert "Send me a code" not in page
    devices[PHONE].force_login(Person.objects.create_person(AMINA))
    assert "Voting is closed." in text(link(devices[PHONE], consultation))
    assert votes() == [(None, 1, 1)]


def test_whoever_erases_their_address_leaves_votes_that_are_nobodys(devices, consultation):
    cast(devices[PHONE], consultation, 1, "agree")
    confirm(devices[PHONE], consultation)
    link(devices[PHONE], consultation)
    amina = Person.objects.get(email=AMINA)
    erase_person(amina, by=amina, choices=Choices())
    assert votes() == [(None, 1, 1)]


def test_no_page_of_the_desk_shows_whose_votes_there_are(devices, consultation, bruno):
    cast(devices[PHONE], consultation, 1, "agree")
    confirm(devices[PHONE], consultation)
    link(devices[PHONE], consultation)
    devices[DESK].force_login(bruno)
    for page in (
        reverse("desk_voting", args=[consultation.slug]),
        reverse("desk_statement", args=[consultation.slug, 1]),
    ):
        assert AMINA not in text(devices[DESK].get(page))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_page_is_there_in_every_language(client, consultation, language):
    page = client.get(address("keep_votes", consultation, language))
    assert (page.status_code, f'lang="{language}"' in text(page)) == (200, True)

"""The pages on which people vote, without JavaScript."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from parvis.consultations.models import Consultation, Translation
from parvis.consultations.tests.factories import make_consultation
from parvis.votes import limits
from parvis.votes.actions import close_voting
from parvis.votes.models import Vote, Voter, Voting
from parvis.votes.sealing import Receipt, is_sealed
from parvis.votes.tests.factories import make_statement, make_voter, make_voting

pytestmark = pytest.mark.usefixtures("voting")


def address(route, consultation, language="en"):
    with translation.override(language):
        return reverse(route, args=[consultation.slug])


def cast(client, consultation, statement=1, value="agree", route="vote"):
    return client.post(address(route, consultation), {"statement": statement, "value": value})


def text(response):
    return response.content.decode()


def test_somebody_votes_and_sees_the_next_statement(client, consultation):
    assert "Do you agree?" in text(client.get(address("vote", consultation)))

    for number in (1, 2, 3):
        answer = cast(client, consultation, number, "disagree")
        assert (answer.status_code, answer["Location"]) == (302, address("vote", consultation))

    page = text(client.get(address("vote", consultation)))
    assert "You have voted on all there is" in page
    assert "You have voted on 3 of 3." in page
    assert Voter.objects.count() == 1
    assert list(Vote.objects.values_list("value", flat=True)) == [-1, -1, -1]


def test_looking_makes_nobody_a_voter(client, consultation):
    client.get(address("vote", consultation))
    client.get(address("own_votes", consultation))
    assert not Voter.objects.exists()


def test_the_same_statement_stays_when_the_page_is_loaded_again(client, consultation):
    for number in range(4, 15):
        make_statement(consultation, f"Statement number {number} of many.")
    cast(client, consultation)
    shown = [client.get(address("vote", consultation)).context["shown"].number for _time in range(4)]
    assert len(set(shown)) == 1


@pytest.mark.parametrize(
    "typed",
    [{}, {"statement": "1"}, {"statement": "1", "value": "maybe"}, {"statement": "99", "value": "agree"},
     {"statement": "x" * 50, "value": "agree"}, {"statement": "²", "value": "agree"}, {"statement": "9" * 40, "value": "pass"}],
)  # fmt: skip
def test_a_vote_that_is_none_is_refused_with_a_sentence(client, consultation, typed):
    answer = client.post(address("vote", consultation), typed, follow=True)
    assert "Choose: agree, disagree, or pass." in text(answer)
    assert not Vote.objects.exists()


def test_a_statement_hidden_meanwhile_is_refused_and_the_next_one_shown(client, consultation):
    consultation.statements.filter(number=2).update(status="hidden", reason="abuse")
    answer = client.post(address("vote", consultation), {"statement": 2, "value": "agree"}, follow=True)
    assert "not voted on any more" in text(answer)
    assert answer.context["shown"].number != 2


def test_a_proposed_statement_cannot_be_voted_on(client, consultation):
    made = make_statement(consultation, "Not read yet.", status="proposed")
    cast(client, consultation, made.number)
    assert not Vote.objects.exists()


def test_a_closed_voting_says_so_and_takes_nothing(client, consultation, voting, bruno):
    close_voting(voting, by=bruno)
    assert "Voting is closed." in text(client.get(address("vote", consultation)))
    assert "Voting is closed." in text(
        client.post(address("vote", consultation), {"statement": 1, "value": "agree"}, follow=True)
    )
    assert not Vote.objects.exists()


def test_a_consultation_without_voting_has_no_such_page(client):
    other = make_consultation()
    for route in ("vote", "own_votes", "vote_results", "propose_statement", "vote_seal", "vote_receipt"):
        assert client.get(address(route, other)).status_code == 404


def test_a_draft_is_shown_to_nobody_else(client, consultation):
    Consultation.objects.filter(pk=consultation.pk).update(status="draft")
    assert client.get(address("vote", consultation)).status_code == 404


# ── The cookie ─────────────────────────────────────────────────────────────────────────────────────────────────────


def name_of(consultation):
    return f"voter-{consultation.pk}"


def test_the_cookie_is_signed_and_out_of_reach_of_scripts(client, consultation):
    cookie = cast(client, consultation).cookies[name_of(consultation)]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Voter.objects.get().participant not in cookie.value.split(":")[0]


@pytest.mark.parametrize("forged", ["", "nonsense", "W10:1abc:def", "x" * 5000])
def test_a_forged_cookie_is_nobody(client, consultation, forged):
    theirs = make_voter(consultation, -1)
    client.cookies[name_of(consultation)] = forged
    cast(client, consultation)
    assert list(theirs.votes.values_list("value", flat=True)) == [-1]
    assert Voter.objects.count() == 2


def test_a_cookie_with_another_number_in_it_is_nobody(client, consultation):
    theirs = make_voter(consultation, -1)
    value = cast(client, consultation).cookies[name_of(consultation)].value
    client.cookies[name_of(consultation)] = theirs.participant + value[16:]
    cast(client, consultation, 1, "pass")
    assert list(theirs.votes.values_list("value", flat=True)) == [-1]


def test_the_cookie_of_another_consultation_is_nobody_here(client, consultation):
    other = make_consultation()
    make_voting(other, statements=["Another one."])
    value = cast(client, other).cookies[name_of(other)].value
    client.cookies[name_of(consultation)] = value
    cast(client, consultation)
    assert Voter.objects.filter(consultation=consultation).count() == 1
    assert Voter.objects.count() == 2


# ── One's own votes ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_vote_is_changed_on_the_page_of_ones_own(client, consultation):
    cast(client, consultation, 2, "agree")
    cast(client, consultation, 2, "pass", route="own_votes")
    assert Vote.objects.get().value == 0
    assert "Pass" in text(client.get(address("own_votes", consultation)))


def test_whoever_has_not_voted_can_find_their_votes_by_their_code(client, consultation):
    voter = make_voter(consultation, 1)
    answer = client.post(address("own_votes", consultation), {"step": "find", "code": voter.code.lower()})
    assert "You agreed" in text(answer)
    assert not any(name.startswith("voter-") for name in answer.cookies)


def test_a_wrong_code_shows_nothing_and_guessing_has_an_end(client, consultation, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_CODES", 2)
    posts = [
        client.post(address("own_votes", consultation), {"step": "find", "code": "0000000000"}) for _time in range(3)
    ]
    assert [post.status_code for post in posts] == [422, 422, 429]


def test_somebody_signed_in_votes_as_themselves_on_every_device(consultation, amina):
    for value in ("agree", "disagree"):
        device = Client()
        device.force_login(amina)
        cast(device, consultation, 1, value)
    assert list(Vote.objects.values_list("value", "voter__person")) == [(-1, amina.pk)]


def test_votes_from_before_signing_in_are_ones_own_once_one_says_so(client, consultation, amina):
    cast(client, consultation, 1, "agree")
    client.force_login(amina)
    assert "Say whether that was you" in text(client.get(address("vote", consultation)))
    client.post(address("own_votes", consultation), {"step": "link"})
    assert Voter.objects.get().person == amina
    assert "Say whether" not in text(client.get(address("vote", consultation)))


def test_votes_of_somebody_else_on_the_same_device_are_left_alone(client, consultation, amina):
    cast(client, consultation, 1, "agree")
    client.force_login(amina)
    client.post(address("own_votes", consultation), {"step": "forget"})
    cast(client, consultation, 1, "disagree")
    assert sorted(Vote.objects.values_list("value", "voter__person")) == [(-1, amina.pk), (1, None)]


def test_whoever_signs_in_where_another_person_voted_votes_as_themselves(consultation, amina, bruno):
    device = Client()
    device.force_login(amina)
    cast(device, consultation, 1, "agree")
    device.force_login(bruno)
    cast(device, consultation, 1, "disagree")
    assert sorted(Vote.objects.values_list("value", "voter__person")) == [(-1, bruno.pk), (1, amina.pk)]


def test_one_says_whether_ones_votes_stand_in_the_file(client, consultation):
    cast(client, consultation)
    client.post(address("own_votes", consultation), {"step": "file", "in_file": "on"})
    assert Voter.objects.get().in_file
    client.post(address("own_votes", consultation), {"step": "file"})
    assert not Voter.objects.get().in_file


def test_after_the_closing_a_voter_takes_a_receipt_that_proves_their_votes(client, consultation, voting, bruno):
    cast(client, consultation, 1, "agree")
    make_voter(consultation, -1, -1)
    assert client.get(address("vote_receipt", consultation)).status_code == 404
    close_voting(voting, by=bruno)

    page = text(client.get(address("own_votes", consultation)))
    receipt = Receipt(**json.loads(client.get(address("vote_receipt", consultation)).content))

    assert "are in the seal" in page
    assert receipt.votes == [[1, 1]]
    assert is_sealed(receipt, Voting.objects.get().root)
    leaves = text(client.get(address("vote_seal", consultation))).split()
    assert receipt.leaf in leaves
    assert Client().get(address("vote_receipt", consultation)).status_code == 404


def test_votes_changed_behind_the_seal_are_told(client, consultation, voting, bruno):
    cast(client, consultation, 1, "agree")
    close_voting(voting, by=bruno)
    Vote.objects.update(value=-1)
    assert "not those that were sealed" in text(client.get(address("own_votes", consultation)))


# ── Limits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_many_new_voters_of_one_network_are_asked_to_sign_in(consultation, amina, monkeypatch):
    monkeypatch.setattr(limits, "NEW_VOTERS_OF_A_NETWORK", 2)
    answers = [cast(Client(), consultation) for _device in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Sign in to vote now" in text(answers[-1])
    known = Client()
    known.force_login(amina)
    assert cast(known, consultation).status_code == 302


def test_a_program_that_votes_without_end_waits(client, consultation, monkeypatch):
    monkeypatch.setattr(limits, "VOTES_OF_A_VOTER", 2)
    answers = [cast(client, consultation, 1, value) for value in ("agree", "pass", "agree", "pass")]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]


# ── Languages ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_translated_statement_is_shown_in_the_language_of_the_page_with_its_original(client, consultation):
    consultation.statements.exclude(number=1).update(status="hidden", reason="same")
    key = {"subject_type": "statement", "subject_key": f"{consultation.slug}/1"}
    Translation.objects.create(**key, language="ar", words="انشروا كل عقد خلال ثلاثين يوماً.", made="person")

    page = text(client.get(address("vote", consultation, "ar")))

    assert "انشروا كل عقد" in page
    assert 'lang="ar" dir="rtl"' in page
    assert "Every contract should be published" in page
    assert "انشروا" not in text(client.get(address("vote", consultation)))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_page_is_there_in_every_language(client, consultation, language):
    for route in ("vote", "own_votes", "vote_results", "propose_statement"):
        page = client.get(address(route, consultation, language))
        assert (page.status_code, f'lang="{language}"' in text(page)) == (200, True)

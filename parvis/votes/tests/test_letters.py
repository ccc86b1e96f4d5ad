"""Whoever proposed a statement is told, by letter and in their language, what becomes of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from parvis.consultations.actions import leave_subscription
from parvis.consultations.models import Subscription, Translation
from parvis.consultations.tests.factories import contribute, make_moderator
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people.actions import erase_person
from parvis.people.erasures import Choices
from parvis.people.exports import archive
from parvis.people.models import Person
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry
from parvis.votes.actions import (
    hide_statement,
    leave_proposer,
    propose_statement,
    publish_statement,
    refuse_statement,
    restore_statement,
)
from parvis.votes.letters import leave_link
from parvis.votes.models import Proposer, Statement, Voting
from parvis.votes.tasks import UNCONFIRMED_FOR, forget_the_unconfirmed

pytestmark = pytest.mark.usefixtures("voting")
NEW = "Schools should be open in the evening for everybody."
ADDRESS = "amina@example.org"


@pytest.fixture
def moderator(consultation):
    """Whoever reads what people propose."""
    return make_moderator(consultation)


@pytest.fixture
def proposed(consultation, amina):
    """A statement that Amina proposed while signed in."""
    return propose_statement(consultation, words=NEW, by=amina, email=amina.email)


def letters(to=None):
    sent = OutgoingMessage.objects.exclude(kind="votes.confirm").order_by("pk")
    return list(sent.filter(to=to) if to else sent)


def path_in(letter, name):
    return re.search(rf"https?://[^/]+(/\S*/{name}/\S+)", letter.text).group(1)


def propose(client, consultation, **typed):
    return client.post(reverse("propose_statement", args=[consultation.slug]), {"words": NEW} | typed, follow=True)


# ── Asking to be told ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_address_counts_once_its_reader_has_confirmed_it(client, consultation, moderator):
    assert "Open the link in the letter" in propose(client, consultation, email=ADDRESS).content.decode()
    (asking,) = OutgoingMessage.objects.all()
    assert (asking.kind, asking.to, NEW in asking.text) == ("votes.confirm", ADDRESS, True)

    link = path_in(asking, "proposed")
    assert client.get(link)["Referrer-Policy"] == "same-origin"
    assert Proposer.objects.get().confirmed_at is None
    for _time in range(2):
        client.post(link)
    publish_statement(Statement.objects.get(words=NEW), by=moderator)

    assert [letter.kind for letter in letters(ADDRESS)] == ["statement.published"]
    assert Person.objects.get(email=ADDRESS).confirmed_at


def test_whoever_never_confirmed_is_told_nothing_and_forgotten(consultation, moderator):
    statement = propose_statement(consultation, words=NEW, email=ADDRESS)
    publish_statement(statement, by=moderator)
    assert letters() == []

    with clock.at(clock.now() + UNCONFIRMED_FOR * 1.01):
        forget_the_unconfirmed()
    assert not Proposer.objects.exists()


def test_the_same_form_sent_twice_asks_once(client, consultation):
    for _time in range(2):
        propose(client, consultation, email=ADDRESS, key="7f2c1a8e-7d0a-4c55-9a3e-1f3b5b1a0c11")
    assert OutgoingMessage.objects.count() == Proposer.objects.count() == 1


def test_without_an_address_nobody_is_told(client, consultation, moderator):
    propose(client, consultation)
    publish_statement(Statement.objects.get(words=NEW), by=moderator)
    assert (Proposer.objects.count(), OutgoingMessage.objects.count()) == (0, 0)


def test_whoever_has_signed_in_need_not_confirm_and_may_decline(client, consultation, amina):
    client.force_login(amina)
    assert amina.email in client.get(reverse("propose_statement", args=[consultation.slug])).content.decode()
    propose(client, consultation, email=amina.email)
    assert Proposer.objects.get().confirmed_at
    propose(client, consultation, words="Libraries should be open at night.", email="")
    assert Proposer.objects.count() == 1
    assert not OutgoingMessage.objects.exists()


def test_a_page_opened_late_says_what_was_decided_meanwhile(client, consultation, moderator):
    propose(client, consultation, email=ADDRESS)
    refuse_statement(Statement.objects.get(words=NEW), by=moderator, reason="question")
    page = client.get(path_in(OutgoingMessage.objects.get(), "proposed")).content.decode()
    assert "It is not a statement one can agree or disagree with." in page


@pytest.mark.parametrize("name", ["confirm_proposer", "leave_proposer"])
def test_a_link_that_is_none_of_ours_does_nothing(client, name):
    assert client.get(reverse(name, args=["nonsense"])).status_code == 404


def test_a_link_for_one_purpose_does_not_serve_another(client, proposed):
    token = leave_link(Proposer.objects.get()).rstrip("/").rpartition("/")[2]
    assert client.post(reverse("confirm_proposer", args=[token])).status_code == 404


# ── Told ───────────────────────────────────────────────────────────────────────────────────────────────────────────

DECISIONS = {
    "statement.published": [publish_statement],
    "statement.refused": [lambda each, by: refuse_statement(each, by=by, reason="several")],
    "statement.hidden": [publish_statement, lambda each, by: hide_statement(each, by=by, reason="abuse")],
    "statement.restored": [
        publish_statement,
        lambda each, by: hide_statement(each, by=by, reason="abuse"),
        restore_statement,
    ],
}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("kind", DECISIONS)
def test_a_decision_is_told_once_in_the_language_of_whoever_proposed(proposed, amina, moderator, kind, language):
    Person.objects.filter(pk=amina.pk).update(language=language)
    for decide in DECISIONS[kind]:
        for _time in range(2):
            decide(Statement.objects.get(pk=proposed.pk), by=moderator)

    told = letters(amina.email)
    assert len(told) == len(DECISIONS[kind])
    assert (told[-1].kind, told[-1].language) == (kind, language)
    assert NEW in told[-1].text
    assert f"/{language}/" in told[-1].text
    assert told[-1].headers["List-Unsubscribe"].strip("<>") in told[-1].text


def test_the_public_reason_stands_in_the_letter(proposed, amina, moderator):
    refuse_statement(proposed, by=moderator, reason="several")
    (letter,) = letters(amina.email)
    assert letter.subject == "Your statement is not put to the vote"
    assert "It says more than one thing: nobody could agree with half of it." in letter.text


def test_what_is_published_again_after_a_refusal_is_told_again(proposed, moderator):
    refuse_statement(proposed, by=moderator, reason="several")
    publish_statement(proposed, by=moderator)
    assert [letter.kind for letter in letters()] == ["statement.refused", "statement.published"]


def test_once_voting_is_closed_no_letter_asks_to_vote(proposed, moderator):
    Voting.objects.update(closes_at=clock.now())
    publish_statement(proposed, by=moderator)
    assert "/vote/" not in letters()[0].text


def test_nobody_who_only_reads_the_desk_learns_who_proposed(client, proposed, amina, bruno):
    client.force_login(bruno)
    page = client.get(reverse("desk_statement", args=[proposed.consultation.slug, proposed.number])).content.decode()
    assert amina.email not in page
    assert not any(amina.email in entry.leaf for entry in Entry.objects.all())


# ── Joined ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_proposed_what_is_there_already_is_told_which(client, proposed, amina, bruno, consultation):
    client.force_login(bruno)
    page = reverse("desk_statement", args=[consultation.slug, proposed.number])
    for _time in range(2):
        client.post(page, {"step": "refuse", "reason": "same", "same_as": "2"})

    (letter,) = letters(amina.email)
    assert letter.kind == "statement.joined"
    assert consultation.statements.get(number=2).words in letter.text
    assert Entry.objects.latest("seq").facts == {"reason": "same", "with": 2}
    assert consultation.statements.get(number=2).words in client.get(page).content.decode()
    client.force_login(amina)
    assert consultation.statements.get(number=2).words in client.get(reverse("you")).content.decode()


def test_the_other_statement_is_told_as_its_translation_reads(proposed, amina, moderator, consultation):
    Person.objects.filter(pk=amina.pk).update(language="fr")
    other = consultation.statements.get(number=1)
    key = {"subject_type": "statement", "subject_key": other.record_key}
    Translation.objects.create(**key, language="fr", words="Il faut publier chaque contrat.", made="person")
    refuse_statement(proposed, by=moderator, reason="same", same_as=other)
    assert "> Il faut publier chaque contrat." in letters()[0].text


def test_what_people_vote_on_can_be_joined_too(proposed, moderator, consultation):
    publish_statement(proposed, by=moderator)
    hide_statement(proposed, by=moderator, reason="same", same_as=consultation.statements.get(number=3))
    assert [letter.kind for letter in letters()] == ["statement.published", "statement.joined"]
    restore_statement(proposed, by=moderator)
    assert Statement.objects.get(pk=proposed.pk).same_as is None


def test_a_statement_is_joined_only_with_another_that_is_voted_on(proposed, moderator, consultation):
    consultation.statements.filter(number=1).update(status="hidden", reason="abuse")
    for other in (consultation.statements.get(number=1), proposed):
        with pytest.raises(Refused, match="another one that people can vote on"):
            refuse_statement(proposed, by=moderator, reason="same", same_as=other)


def test_with_another_reason_nothing_is_joined(client, proposed, bruno, consultation):
    client.force_login(bruno)
    page = reverse("desk_statement", args=[consultation.slug, proposed.number])
    client.post(page, {"step": "refuse", "reason": "spam", "same_as": "2"})
    assert letters()[0].kind == "statement.refused"
    assert Statement.objects.get(pk=proposed.pk).same_as is None


# ── Leaving ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_by_the_link_of_each_letter_one_stops_being_told_and_the_statement_stays(proposed, amina, moderator):
    publish_statement(proposed, by=moderator)
    link = path_in(letters()[0], "proposed-leave")
    Client().get(link)
    assert Proposer.objects.exists()
    for _time in range(2):
        assert "any more" in Client().post(link).content.decode()
    hide_statement(proposed, by=moderator, reason="abuse")
    assert "statement.hidden" not in [letter.kind for letter in letters()]
    assert Statement.objects.filter(pk=proposed.pk).exists()


def test_ones_own_page_lists_what_one_proposed_and_what_became_of_it(client, proposed, amina, moderator):
    client.force_login(amina)
    refuse_statement(proposed, by=moderator, reason="several")
    page = client.get(reverse("you")).content.decode()
    assert NEW in page
    assert "It says more than one thing" in page
    assert leave_link(Proposer.objects.get()).rpartition("/letters/")[2].partition(":")[0] in page


def test_leaving_erases_an_address_nothing_else_needs(client, consultation):
    propose(client, consultation, email=ADDRESS)
    client.post(path_in(OutgoingMessage.objects.get(), "proposed"))
    proposer = Proposer.objects.get()
    leave_proposer(proposer, by=proposer.person)
    assert not Person.objects.filter(email=ADDRESS).exists()
    assert not OutgoingMessage.objects.filter(to=ADDRESS).exists()


def test_whoever_leaves_a_contribution_is_still_told_of_their_statement(client, consultation, moderator):
    propose(client, consultation, email=ADDRESS)
    client.post(path_in(OutgoingMessage.objects.get(), "proposed"))
    person = Person.objects.get(email=ADDRESS)
    subscription = Subscription.objects.create(contribution=contribute(consultation), person=person)
    leave_subscription(subscription, by=person)
    publish_statement(Statement.objects.get(words=NEW), by=moderator)
    assert [letter.kind for letter in letters(ADDRESS)] == ["statement.published"]


def test_nobody_leaves_for_somebody_else(proposed):
    with pytest.raises(Refused, match="Somebody else proposed"):
        leave_proposer(Proposer.objects.get(), by=make_person("Chipo"))


def test_with_a_person_goes_who_proposed_and_the_statement_stays(proposed, amina, moderator):
    assert b"proposals.json" in archive(amina)
    erase_person(amina, by=amina, choices=Choices())
    publish_statement(Statement.objects.get(pk=proposed.pk), by=moderator)
    assert (Proposer.objects.count(), letters()) == (0, [])

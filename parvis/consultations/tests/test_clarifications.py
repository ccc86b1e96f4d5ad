"""A moderator asks an author something before deciding, and the author replies by a link, without signing in."""

import datetime
import re

import pytest
from django.urls import reverse

from parvis.consultations.actions import ask_author, erase_contribution, hide, publish, reply_to_moderator
from parvis.consultations.models import Clarification, Contribution
from parvis.consultations.queries.moderation import next_to_read, waiting
from parvis.consultations.tests.factories import contribute
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record import entries_of, opened
from tests.forms import form_with

QUESTION = "Which street do you mean?"
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def waits(consultation, amina):
    """Amina's contribution, which waits to be read."""
    return contribute(consultation, by=amina, hold=True)


@pytest.fixture
def asked(waits, moderator):
    """What a moderator asked Amina."""
    return ask_author(waits, by=moderator, question=QUESTION)


@pytest.fixture
def link(asked):
    """Where Amina replies, as her letter says."""
    letter = OutgoingMessage.objects.get(kind="contribution.author_asked")
    return re.search(r"http://[^/]+(/\S+/letters/reply/\S+)", letter.text)[1]


def verbs(contribution):
    return [entry.verb.removeprefix("contribution.") for entry in entries_of(contribution)]


def test_the_author_gets_a_letter_and_nobody_has_to_read_on_meanwhile(asked, waits, amina):
    letter = OutgoingMessage.objects.get(kind="contribution.author_asked")

    assert letter.to == amina.email
    assert QUESTION in letter.text
    assert (next_to_read([waits.consultation_id]), waiting([waits.consultation_id])) == (None, 0)


def test_what_was_asked_and_replied_is_in_no_line_of_the_record(asked, waits, amina):
    reply_to_moderator(asked, by=amina, words=waits.words, reply="The one behind the mosque.")

    said = [str(entry.says) for entry in entries_of(waits)]
    assert verbs(waits) == ["received", "author_asked", "author_replied"]
    assert not [line for line in said if QUESTION in line or "mosque" in line]


def test_an_author_changes_their_words_without_signing_in(client, link, waits, moderator):
    page = client.get(link)
    assert waits.words in page.content.decode()

    answer = client.post(
        link, form_with(page, "words") | {"words": "Publish every contract.", "reply": ""}, follow=True
    )

    assert "You have replied" in answer.content.decode()
    waits.refresh_from_db()
    assert (waits.words, waits.status) == ("Publish every contract.", Contribution.Status.HELD)
    assert next_to_read([waits.consultation_id]) == waits
    received, *_asked, amended = entries_of(waits)
    assert (opened(received, "words"), opened(amended, "words")["value"]) == (None, "Publish every contract.")


def test_the_same_reply_sent_twice_counts_once(asked, waits, amina):
    for _twice in range(2):
        reply_to_moderator(asked, by=amina, words="Publish every contract.", reply="Here.")

    assert verbs(waits).count("author_replied") == verbs(waits).count("amended") == 1


def test_a_reply_says_something(client, link, waits):
    answer = client.post(link, {"words": waits.words, "reply": " "})

    assert answer.status_code == 422
    assert "write a reply" in answer.content.decode()


def test_a_week_without_a_reply_brings_it_back_and_a_late_reply_still_counts(asked, waits, amina):
    with clock.at(clock.now() + WEEK):
        assert next_to_read([waits.consultation_id]) == waits
        assert reply_to_moderator(asked, by=amina, words=waits.words, reply="Sorry.").status == "replied"


def test_nobody_is_asked_twice_and_nobody_who_cannot_be_reached(asked, waits, consultation, moderator):
    with pytest.raises(Refused, match="asked already"):
        ask_author(waits, by=moderator, question="And which town?")
    with pytest.raises(Refused, match="left no address"):
        ask_author(contribute(consultation, "Plant trees.", hold=True), by=moderator, question=QUESTION)
    assert Clarification.objects.count() == 1


@pytest.mark.parametrize("question", ["", "???", "x" * 1001])
def test_a_question_says_something_and_is_short(waits, moderator, question):
    with pytest.raises(Refused):
        ask_author(waits, by=moderator, question=question)


def test_only_moderators_ask_and_only_the_author_replies(asked, waits, amina):
    with pytest.raises(Refused, match="moderator of this place"):
        ask_author(waits, by=amina, question=QUESTION)
    with pytest.raises(Refused, match="who wrote this"):
        reply_to_moderator(asked, by=make_person(), words="Mine now.")


def test_a_reply_after_the_decision_is_refused_with_what_was_typed(client, link, waits, moderator):
    publish(waits, by=moderator)

    assert "has decided meanwhile" in client.get(link).content.decode()
    answer = client.post(link, {"words": waits.words, "reply": "The one behind the mosque."})

    assert answer.status_code == 409
    assert "has decided meanwhile" in answer.content.decode()
    assert "The one behind the mosque." in answer.content.decode()


def test_erasing_takes_what_was_asked_along(asked, client, link, waits, amina):
    erase_contribution(waits, by=amina)

    assert not Clarification.objects.exists()
    assert client.get(link).status_code == 404


def test_a_link_for_something_else_does_nothing(client, link):
    assert client.get(link[:-4] + "AAA/").status_code == 404
    assert client.get(link.replace("/reply/", "/mail/")).status_code == 404


def test_moderators_see_what_was_asked_and_replied_and_others_do_not(client, asked, waits, amina, moderator):
    reply_to_moderator(asked, by=amina, words=waits.words, reply="The one behind the mosque.")
    client.force_login(moderator)

    for address in (reverse("reading_desk"), reverse("moderate", args=[waits])):
        page = client.get(address).content.decode()
        assert QUESTION in page
        assert "The one behind the mosque." in page
    assert "mosque" not in client.get(waits.get_absolute_url()).content.decode()


@pytest.mark.parametrize("route", ["reading_desk", "moderate"])
def test_both_desks_ask(client, waits, moderator, route):
    client.force_login(moderator)
    address = reverse(route, args=[waits] if route == "moderate" else [])
    said = {"receipt": str(waits), "language": "en", "step": "ask"}

    assert client.post(address, said | {"question": ""}).status_code == 422
    client.post(address, said | {"question": QUESTION})

    assert Clarification.objects.get().question == QUESTION
    assert str(waits) in client.get(reverse("moderation"), {"status": "asked"}).content.decode()


def test_what_was_hidden_is_not_asked_about(waits, moderator):
    hide(waits, by=moderator, reason="insult", because="It insults a neighbour.")

    with pytest.raises(Refused, match="does not wait"):
        ask_author(waits, by=moderator, question=QUESTION)

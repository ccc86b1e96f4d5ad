"""Authors have the hiding of their words decided again, by somebody else."""

import contextlib
import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.consultations.actions import (
    appeal,
    confirm_subscription,
    erase_contribution,
    grant_appeal,
    hide,
    refuse_appeal,
    restore,
)
from parvis.consultations.models import Appeal, Contribution
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import DAY, contribute, make_moderator
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people.models import Organisation
from parvis.people.tests.factories import give_role, make_person
from parvis.record import entries_of, opened

WHY = "It names a neighbour and where she lives."
WRONG = "The neighbour is a minister, and the address is her office."


@pytest.fixture
def hidden(consultation, moderator, amina):
    """Amina's contribution, hidden by a moderator."""
    contribution = contribute(consultation, by=amina, email=amina.email)
    for subscription in contribution.subscriptions.all():
        confirm_subscription(subscription)
    return hide(contribution, by=moderator, reason="personal_data", because=WHY)


@pytest.fixture
def second(consultation):
    """Another moderator of the same place."""
    return make_moderator(consultation, "Hana")


def verbs(contribution):
    return [entry.verb.removeprefix("contribution.") for entry in entries_of(contribution)]


def test_an_author_appeals_and_another_moderator_restores(hidden, amina, second):
    asked = appeal(hidden, by=amina, words=WRONG)

    grant_appeal(asked, by=second)

    hidden.refresh_from_db()
    assert (hidden.status, asked.status) == (Contribution.Status.PUBLISHED, Appeal.Status.GRANTED)
    assert verbs(hidden)[-4:] == ["hidden", "appealed", "appeal_granted", "restored"]


def test_a_refusal_is_given_in_a_sentence_and_told_to_the_author(hidden, amina, second):
    refuse_appeal(appeal(hidden, by=amina), by=second, because="It is her home, not her office.")

    hidden.refresh_from_db()
    assert hidden.status == Contribution.Status.HIDDEN
    letter = OutgoingMessage.objects.get(kind="contribution.appeal_refused")
    assert letter.to == amina.email
    assert "It is her home, not her office." in letter.text


@pytest.mark.parametrize("because", ["", "No.", "…………………………"])
def test_nothing_is_refused_without_a_sentence(hidden, amina, second, because):
    with pytest.raises(Refused):
        refuse_appeal(appeal(hidden, by=amina), by=second, because=because)


def test_what_an_author_pleads_is_in_the_record_for_them_alone(hidden, amina):
    appeal(hidden, by=amina, words=WRONG)

    entry = entries_of(hidden).last()
    assert WRONG not in entry.leaf
    assert opened(entry, "plea")["value"] == WRONG


def test_whoever_hid_it_does_not_decide_again(hidden, amina, moderator):
    asked = appeal(hidden, by=amina)

    for decide in (lambda: grant_appeal(asked, by=moderator), lambda: refuse_appeal(asked, by=moderator, because=WHY)):
        with pytest.raises(Refused, match="somebody else decides"):
            decide()


def test_whoever_hid_it_may_still_restore_it_and_so_grants_the_appeal(hidden, amina, moderator):
    asked = appeal(hidden, by=amina)

    restore(hidden, by=moderator)

    asked.refresh_from_db()
    assert asked.status == Appeal.Status.GRANTED
    assert verbs(hidden)[-2:] == ["appeal_granted", "restored"]


def test_nobody_decides_about_their_own_words(consultation, amina, second):
    give_role(amina, "moderator", consultation.place)
    own = hide(contribute(consultation, by=amina), by=second, reason="insult", because=WHY)

    with pytest.raises(Refused, match="their own words"):
        grant_appeal(appeal(own, by=amina), by=amina)


def test_one_appeals_once_against_each_decision(hidden, amina, second, moderator):
    refuse_appeal(appeal(hidden, by=amina), by=second, because=WHY)
    with pytest.raises(Refused, match="already"):
        appeal(hidden, by=amina)

    restore(hidden, by=moderator)
    with clock.at(clock.now() + DAY):
        hide(hidden, by=moderator, reason="insult", because=WHY)
        assert appeal(hidden, by=amina).status == Appeal.Status.OPEN


def test_one_appeals_for_twenty_days(hidden, amina):
    with clock.at(clock.now() + datetime.timedelta(days=20, minutes=1)), pytest.raises(Refused, match="over"):
        appeal(hidden, by=amina)


@pytest.mark.parametrize("name", ["Bruno", "nobody"])
def test_only_the_author_appeals(hidden, name):
    person = None if name == "nobody" else make_person(name)

    with pytest.raises(Refused, match="Only the person who wrote this"):
        appeal(hidden, by=person)


def test_what_is_not_hidden_needs_no_appeal(consultation, amina):
    with pytest.raises(Refused, match="not hidden"):
        appeal(contribute(consultation, by=amina), by=amina)


def test_erased_words_take_their_appeal_with_them(hidden, amina):
    appeal(hidden, by=amina, words=WRONG)

    erase_contribution(hidden, by=amina)

    assert not Appeal.objects.exists()
    assert opened(entries_of(hidden).get(verb="contribution.appealed"), "plea") is None


@pytest.mark.django_db(transaction=True)
def test_the_same_appeal_sent_twice_at_once_is_one(hidden, amina):
    def ask():
        with contextlib.suppress(Refused):
            appeal(Contribution.objects.get(pk=hidden.pk), by=amina)

    at_once(4, ask)

    assert verbs(hidden).count("appealed") == 1


def test_the_link_in_the_letter_leads_to_an_appeal_without_signing_in(client, hidden):
    link = re.search(r"https?://\S+/letters/appeal/\S+", OutgoingMessage.objects.get(kind="contribution.hidden").text)[
        0
    ]

    page = client.get(link)
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert not Appeal.objects.exists()

    answer = client.post(link, {"words": WRONG}, follow=True)
    assert "Its author has appealed." in answer.content.decode()
    assert client.post(link, {"words": WRONG}).status_code == 409


def test_a_link_for_something_else_does_not_appeal(client, hidden):
    letter = OutgoingMessage.objects.get(kind="contribution.hidden").text
    leave = re.search(r"/letters/leave/(\S+)/", letter)[1]

    assert client.get(reverse("appeal_by_letter", args=[leave])).status_code == 404


def test_an_author_who_signed_in_finds_the_way_on_the_trail(client, hidden, amina):
    client.force_login(amina)

    assert reverse("appeal", args=[hidden]) in client.get(hidden.get_absolute_url()).content.decode()


def test_an_appeal_waits_on_the_desk_of_the_second_moderator_only(client, hidden, amina, moderator, second):
    appeal(hidden, by=amina)

    def sees(person):
        client.force_login(person)
        return "Decide about the appeal" in client.get(reverse("desk")).content.decode()

    assert [sees(second), sees(moderator)] == [True, False]


def test_a_second_moderator_decides_on_the_page(client, hidden, amina, second):
    appeal(hidden, by=amina, words=WRONG)
    client.force_login(second)
    page = reverse("moderate", args=[hidden])

    assert WRONG in client.get(page).content.decode()
    assert client.post(page, {"step": "refuse", "because": "No."}).status_code == 422
    client.post(page, {"step": "refuse", "because": "It is her home, not her office."})

    assert "It is her home, not her office." in client.get(hidden.get_absolute_url()).content.decode()


def test_a_sentence_on_what_another_moderator_decided_meanwhile_comes_back(client, hidden, amina, second):
    refuse_appeal(appeal(hidden, by=amina, words=WRONG), by=second, because="It is her home, not her office.")
    client.force_login(make_moderator(hidden.consultation, "Inés"))

    told = client.post(reverse("moderate", args=[hidden]), {"step": "refuse", "because": WHY})

    assert "Yours was not saved" in told.content.decode()
    assert f"\n{WHY}</textarea>" in told.content.decode()


def test_a_decision_that_is_late_says_so_in_public(client, hidden, amina):
    appeal(hidden, by=amina)

    with clock.at(clock.now() + datetime.timedelta(days=16)):
        assert 'class="tag late"' in client.get(hidden.get_absolute_url()).content.decode()


def test_the_public_log_tells_reason_side_and_time_and_not_the_words(client, consultation, amina):
    association = Organisation.objects.create(slug="clear-books", name={"en": "Clear Books"}, kind="civil")
    person = make_person("Hana")
    give_role(person, "moderator", consultation.place, organisation=association)
    contribution = contribute(consultation, "Secret words <b>of</b> mine.", by=amina)
    hide(contribution, by=person, reason="hate", because=WHY)

    page = client.get(reverse("moderation_log")).content.decode()

    assert "It attacks people for who they are." in page
    assert "(civil society organisation)" in page
    assert WHY not in page
    assert "Secret words" not in page
    assert "Hana" not in page


def test_the_public_log_costs_the_same_for_one_and_for_three(client, consultation, moderator):
    def queries_with(decisions):
        for _each in range(decisions):
            hide(contribute(consultation), by=moderator, reason="insult", because=WHY)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("moderation_log"))
        return len(queries)

    assert queries_with(1) == queries_with(2)


def test_whoever_cannot_appeal_any_more_reads_why_and_gets_no_form(client, hidden, amina):
    appeal(hidden, by=amina)
    client.force_login(amina)

    page = client.get(reverse("appeal", args=[hidden]))

    assert page.status_code == 403
    assert "You have appealed against this decision already." in page.content.decode()
    assert "<textarea" not in page.content.decode()

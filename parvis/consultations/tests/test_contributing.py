"""Speaking in a consultation."""

import contextlib
import datetime
import time
import uuid

import pytest

from parvis.consultations.actions import close_consultation, erase_contribution
from parvis.consultations.models import Consultation, Contribution, Subscription
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import DAY, contribute, make_consultation, make_themes
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.cycles.models import CycleTheme
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import give_role, make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.record import entries_of
from parvis.record.models import Entry, Secret


def verbs(contribution):
    return [entry.verb for entry in entries_of(contribution)]


def test_anybody_speaks_and_is_published_at_once(consultation):
    contribution = contribute(consultation, "  Publish\u0000 every\r\ncontract. ")

    assert contribution.words == "Publish every\ncontract."
    assert contribution.status == Contribution.Status.PUBLISHED
    assert contribution.published_at
    assert verbs(contribution) == ["contribution.received", "contribution.published"]


def test_the_record_says_what_is_public_and_commits_to_the_rest(consultation):
    first, second = make_themes(consultation)
    contribution = contribute(consultation, public_name="Amina", organisation="Clear Books", themes=[second, first])

    entry = entries_of(contribution).first()
    assert entry.facts["themes"] == sorted([first.slug, second.slug])
    assert entry.facts["channel"] == "web"
    assert "Amina" not in entry.leaf
    assert "contract" not in entry.leaf
    assert set(Secret.objects.filter(entry=entry).values_list("name", flat=True)) == {
        "words",
        "public_name",
        "organisation",
    }


def test_it_waits_where_contributions_are_read_first(db):
    contribution = contribute(make_consultation(moderation="before"))

    assert contribution.status == Contribution.Status.HELD
    assert contribution.answer_due_on is None
    assert verbs(contribution) == ["contribution.received"]


def test_a_suspicious_one_waits_too(consultation):
    assert contribute(consultation, hold=True).status == Contribution.Status.HELD


def test_an_answer_is_due_counting_from_the_day_at_the_place_that_asks(db):
    place = make_place(time_zone="Pacific/Auckland")
    consultation = make_consultation(make_cycle(place, answer_days=30))
    half_past_noon = datetime.datetime.combine(clock.now().date(), datetime.time(12, 30), datetime.UTC)

    with clock.at(half_past_noon):
        contribution = contribute(consultation)

    tomorrow_in_auckland = half_past_noon.date() + DAY
    assert contribution.answer_due_on == tomorrow_in_auckland + 30 * DAY


@pytest.mark.parametrize("words", ["", "   \n ", "🌱🌱", "…!?", "\u202e\u0000", "\ud800", "a" * 20_001])
def test_words_that_cannot_be_taken_get_a_sentence(consultation, words):
    with pytest.raises(Refused) as refusal:
        contribute(consultation, words)

    assert str(refusal.value).endswith((".", "at most 20000."))
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("words", ["No.", "不", "𝔘", "شكرا 🌱", "é", "7", "a" * 20_000])
def test_short_long_and_foreign_words_are_taken(consultation, words):
    assert contribute(consultation, words).words


def test_the_same_form_sent_twice_counts_once(consultation):
    key = uuid.uuid4()
    first = contribute(consultation, submission_key=key)
    again = contribute(consultation, submission_key=key)

    assert again == first
    assert verbs(first) == ["contribution.received", "contribution.published"]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_ten_times_at_once_counts_once():
    consultation, key = make_consultation(), uuid.uuid4()
    receipts = []

    at_once(10, lambda: receipts.append(contribute(consultation, submission_key=key, email="amina@example.org").code))

    contribution = Contribution.objects.get()
    assert receipts == [contribution.code] * 10
    assert verbs(contribution) == ["contribution.received", "contribution.published"]
    assert Subscription.objects.count() == 1


def test_the_form_sent_again_after_the_end_still_gives_its_receipt(consultation):
    key = uuid.uuid4()
    first = contribute(consultation, submission_key=key)

    with clock.at(consultation.closes_at):
        assert contribute(consultation, submission_key=key) == first


def test_nobody_speaks_before_the_first_instant_nor_from_the_last_one_on(consultation):
    instants = {
        consultation.opens_at - datetime.timedelta(microseconds=1): False,
        consultation.opens_at: True,
        consultation.closes_at - datetime.timedelta(microseconds=1): True,
        consultation.closes_at: False,
    }
    for instant, takes in instants.items():
        with clock.at(instant):
            if takes:
                contribute(consultation)
            else:
                with pytest.raises(Refused):
                    contribute(consultation)


@pytest.mark.parametrize("status", ["draft", "closed", "answered"])
def test_nobody_speaks_where_it_is_not_open(db, status):
    consultation = make_consultation(status=status)

    with pytest.raises(Refused):
        contribute(consultation)


def test_some_consultations_welcome_the_signed_in_only(db, amina):
    consultation = make_consultation(welcomes="signed_in")

    with pytest.raises(Refused, match="signed in"):
        contribute(consultation)
    assert contribute(consultation, by=amina).author == amina


def test_some_consultations_welcome_the_forum_only(db, amina):
    consultation = make_consultation(welcomes="forum")
    with pytest.raises(Refused, match="forum"):
        contribute(consultation, by=amina)

    give_role(amina, "member", consultation.place)
    assert contribute(consultation, by=amina).author == amina


def test_a_theme_dropped_meanwhile_is_refused_in_a_sentence(consultation):
    theme, other = make_themes(consultation)
    CycleTheme.objects.get(theme=theme).move("drop")

    with pytest.raises(Refused, match="taken off the list"):
        contribute(consultation, themes=[theme, other])


def test_the_language_is_detected_when_nobody_says_it(consultation):
    words = "Il faudrait publier tous les contrats de plus de dix mille dollars, sans exception."

    assert contribute(consultation, words, language="", page_language="en").language == "fr"


def test_words_of_a_workshop_are_brought_in_by_staff_even_after_the_end(consultation, bruno, amina):
    with clock.at(consultation.closes_at + DAY):
        with pytest.raises(Refused):
            contribute(consultation, by=amina, channel="workshop")
        contribution = contribute(consultation, by=bruno, channel="workshop")

    assert contribution.author is None
    assert entries_of(contribution).first().role == "convener"


def test_whoever_leaves_an_address_counts_only_once_they_confirm(consultation):
    contribution = contribute(consultation, email="Amina@Example.org", page_language="ar")

    subscription = Subscription.objects.get()
    assert subscription.confirmed_at is None
    assert subscription.person.email == "amina@example.org"
    assert subscription.person.language == "ar"
    assert contribution.author is None


def test_the_signed_in_who_leave_their_own_address_need_not_confirm_it(consultation, amina):
    contribute(consultation, by=amina, email=amina.email)

    assert Subscription.objects.get().confirmed_at


def test_a_reply_says_what_it_is_about(consultation):
    first = contribute(consultation)
    reply = contribute(consultation, "I agree.", refers_to=first)

    assert entries_of(reply).first().facts["refers_to"] == first.code


def test_erasing_leaves_a_stone_with_nothing_on_it(consultation):
    amina = make_person("Amina")
    contribution = contribute(consultation, by=amina, email=amina.email, public_name="Amina")

    erase_contribution(contribution, by=amina)

    contribution.refresh_from_db()
    assert (contribution.status, contribution.words, contribution.public_name) == ("erased", "", "")
    assert contribution.author is None
    assert not Subscription.objects.exists()
    assert not Secret.objects.exists()
    assert verbs(contribution)[-1] == "contribution.erased"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_received_after_the_closing_not_even_what_was_sent_at_the_same_moment():
    consultation = make_consultation()
    bruno = make_convener(consultation.place)
    acts = [lambda: close_consultation(opened(), by=bruno), *[lambda: contribute(opened())] * 7]

    def opened():
        """As a page does: look first, act a moment later."""
        found = Consultation.objects.select_related("cycle__place").get(pk=consultation.pk)
        time.sleep(0.1)
        return found

    def act():
        with contextlib.suppress(Refused):
            acts.pop()()

    at_once(8, act)

    closed = entries_of(consultation).get(verb="consultation.closed")
    assert not Entry.objects.filter(verb="contribution.received", seq__gt=closed.seq).exists()

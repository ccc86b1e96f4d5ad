"""What is done by the clock, and what is done when a person leaves."""

import pytest

from parvis.consultations.actions import support
from parvis.consultations.models import Consultation, Contribution, Subscription
from parvis.consultations.personal import tell_contributions, tell_subscriptions, tell_supports
from parvis.consultations.tasks import close_what_is_over, forget_the_unconfirmed
from parvis.consultations.tests.factories import DAY, contribute, make_consultation
from parvis.core import clock
from parvis.people.erasures import Choices, erase
from parvis.record import entries_of


def test_what_is_over_is_closed_once(consultation):
    later = make_consultation(closes_at=consultation.closes_at + DAY)
    with clock.at(consultation.closes_at):
        close_what_is_over()
        close_what_is_over()

    assert Consultation.objects.get(pk=consultation.pk).status == "closed"
    assert Consultation.objects.get(pk=later.pk).status == "open"
    assert [(entry.verb, entry.role) for entry in entries_of(consultation)] == [("consultation.closed", "system")]


def test_wishes_nobody_confirmed_are_forgotten_after_a_week(consultation, amina):
    contribute(consultation, email="nobody@example.org")
    contribute(consultation, by=amina, email=amina.email)

    with clock.at(clock.now() + 8 * DAY):
        forget_the_unconfirmed()

    assert list(Subscription.objects.values_list("person__email", flat=True)) == [amina.email]


def test_a_person_takes_away_all_that_is_kept(consultation, amina):
    contribution = contribute(consultation, by=amina, email=amina.email, public_name="Amina")
    support(contribution, by=amina)

    assert next(iter(tell_contributions(amina)))["words"] == contribution.words
    assert next(iter(tell_supports(amina)))["receipt"] == str(contribution)
    assert next(iter(tell_subscriptions(amina)))["receipt"] == str(contribution)


@pytest.mark.parametrize("words_too", [True, False])
def test_a_person_who_leaves_leaves_no_trace(consultation, amina, words_too):
    contribution = contribute(consultation, by=amina, email=amina.email, public_name="Amina", organisation="Amina & Co")
    other = contribute(consultation, "Something else.")
    support(other, by=amina)

    erase(amina, Choices(words_too=words_too))

    contribution.refresh_from_db()
    assert (contribution.author, contribution.public_name, contribution.organisation_name) == (None, "", "")
    assert (contribution.status == "erased") is words_too
    assert bool(contribution.words) is not words_too
    assert Contribution.objects.get(pk=other.pk).supports == 0
    assert not Subscription.objects.exists()

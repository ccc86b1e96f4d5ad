"""Standing behind what somebody said."""

import pytest

from parvis.consultations.actions import hide, support, withdraw_support
from parvis.consultations.models import Contribution, Support
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record import entries_of


def supports(contribution):
    return Contribution.objects.values_list("supports", flat=True).get(pk=contribution.pk)


def test_a_person_counts_once(consultation, amina):
    contribution = contribute(consultation)

    assert support(contribution, by=amina)
    assert not support(contribution, by=amina)
    assert supports(contribution) == 1


def test_support_is_withdrawn_once(consultation, amina):
    contribution = contribute(consultation)
    support(contribution, by=amina)

    assert withdraw_support(contribution, by=amina)
    assert not withdraw_support(contribution, by=amina)
    assert supports(contribution) == 0


def test_the_record_does_not_say_who(consultation, amina):
    contribution = contribute(consultation)
    support(contribution, by=amina)
    withdraw_support(contribution, by=amina)

    entries = list(entries_of(contribution))[-2:]
    assert [entry.verb for entry in entries] == ["contribution.supported", "support.withdrawn"]
    assert {entry.role for entry in entries} == {"anyone"}
    assert all("mina" not in entry.leaf for entry in entries)


def test_what_cannot_be_read_cannot_be_supported_but_support_can_be_taken_back(consultation, moderator, amina):
    contribution = contribute(consultation)
    support(contribution, by=amina)
    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")

    with pytest.raises(Refused):
        support(contribution, by=make_person("Zoé"))
    assert withdraw_support(contribution, by=amina)


def test_nobody_supports_without_being_somebody(consultation):
    with pytest.raises(Refused, match="Sign in"):
        support(contribute(consultation), by=None)


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_are_one_support():
    contribution = contribute(make_consultation())
    amina = make_person("Amina")

    at_once(50, lambda: support(contribution, by=amina))

    assert Support.objects.count() == 1
    assert supports(contribution) == 1
    assert entries_of(contribution).filter(verb="contribution.supported").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_people_at_once_are_twenty():
    contribution = contribute(make_consultation())
    people = [make_person(f"P{number}") for number in range(20)]

    at_once(20, lambda: support(contribution, by=people.pop()))

    assert supports(contribution) == Support.objects.count() == 20

"""A letter delivered twice at the same moment, and a button pressed twice, count once; whoever leaves is gone."""

import contextlib

import pytest

from parvis.consultations.actions import confirm_mail
from parvis.consultations.mailing.taking import take_in
from parvis.consultations.models import Contribution, ReceivedMail, Subscription
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import make_consultation
from parvis.consultations.tests.mails import letter
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people.actions import erase_person
from parvis.people.erasures import Choices
from parvis.people.models import Person
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry

ROUNDS = 5


@pytest.mark.django_db(transaction=True)
def test_one_letter_is_one_contribution_whoever_was_first(settings):
    settings.MAIL_IN = "@ideas.example.org"
    make_consultation(slug="works")
    raw = letter()
    at_once(4, lambda: take_in(raw))
    assert ReceivedMail.objects.count() == 1
    assert OutgoingMessage.objects.count() == 1

    at_once(4, lambda: confirm_mail(ReceivedMail.objects.get()))

    assert Contribution.objects.count() == 1
    assert Subscription.objects.count() == 1
    assert OutgoingMessage.objects.filter(kind="consultations.mail_receipt").count() == 1
    assert Entry.objects.filter(verb="contribution.received").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_leaves_for_good_while_confirming_a_mail_leaves_nothing_of_themselves(settings):
    settings.MAIL_IN = "@ideas.example.org"
    make_consultation(slug="works")
    for number in range(ROUNDS):
        take_in(letter(f"Publish every contract, says letter {number}."))
        mail, amina = ReceivedMail.objects.get(confirmed_at=None), make_person(email="amina@example.org")
        acts = [
            lambda mail=mail: confirm_mail(mail),
            lambda amina=amina: erase_person(amina, by=amina, choices=Choices()),
        ]

        def act(acts=acts):
            with contextlib.suppress(Refused):
                acts.pop()()

        at_once(2, act)
        assert not ReceivedMail.objects.exclude(email="").exists()
        assert not Person.objects.filter(email="amina@example.org").exists()
        assert not Contribution.objects.exclude(author=None).exists()

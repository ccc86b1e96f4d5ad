"""A letter delivered twice at the same moment, and a button pressed twice, count once."""

import pytest

from parvis.consultations.actions import confirm_mail
from parvis.consultations.mailing.taking import take_in
from parvis.consultations.models import Contribution, ReceivedMail, Subscription
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import make_consultation
from parvis.consultations.tests.mails import letter
from parvis.core.models import OutgoingMessage
from parvis.record.models import Entry


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

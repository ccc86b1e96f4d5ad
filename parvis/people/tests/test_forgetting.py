"""What is no longer needed leaves by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.core import clock
from parvis.core.mail import post
from parvis.core.models import OutgoingMessage
from parvis.people import actions
from parvis.people.models import Invitation, Person
from parvis.people.tasks import forget_old_invitations, forget_unconfirmed_persons
from parvis.people.tests.factories import give_role, make_person

pytestmark = pytest.mark.django_db


def after(**span):
    return clock.at(timezone.now() + timedelta(**span))


def test_an_unconfirmed_person_is_forgotten_after_a_week():
    make_person(confirmed_at=None)

    with after(days=6, hours=23):
        forget_unconfirmed_persons()
    assert Person.objects.exists()

    with after(days=7, seconds=1):
        forget_unconfirmed_persons()
        forget_unconfirmed_persons()
    assert not Person.objects.exists()


def test_so_are_the_messages_to_them():
    person = make_person(confirmed_at=None)
    post(to=person.email, kind="account.sign_in_code", key="1", context={"code": "1", "minutes": 15})

    with after(days=8):
        forget_unconfirmed_persons()

    assert not OutgoingMessage.objects.exists()


def test_whoever_confirmed_or_has_a_role_stays(place):
    give_role(make_person(confirmed_at=None), "member", place)
    make_person()
    make_person(confirmed_at=None, is_keeper=True)

    with after(days=400):
        forget_unconfirmed_persons()

    assert Person.objects.count() == 3


def test_invitations_are_forgotten_a_month_after_they_expired(place, bruno):
    actions.invite(place, by=bruno, email="chipo@example.org", kind="member")

    with after(days=43):
        forget_old_invitations()
    assert Invitation.objects.exists()

    with after(days=45):
        forget_old_invitations()
    assert not Invitation.objects.exists()

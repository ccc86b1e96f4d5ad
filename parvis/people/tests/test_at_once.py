"""Two hands at the same moment."""

from datetime import timedelta

import pytest

from parvis.commitments.tests.test_at_once import at_once
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people import actions
from parvis.people.erasures import Choices
from parvis.people.models import Invitation, Person, Role, SiteRole
from parvis.people.signing_in import confirmed_person
from parvis.people.tests.factories import LONG_AGO, make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "chipo@example.org"


def verbs():
    return sorted(Entry.objects.values_list("verb", flat=True))


def test_an_address_confirmed_in_two_browsers_is_one_person():
    people = at_once(*[lambda: confirmed_person(EMAIL, language="en")] * 4)

    assert {person.pk for person in people} == {Person.objects.get().pk}


def test_two_conveners_who_invite_the_same_person_send_one_invitation():
    place = make_place()
    acts = [
        lambda by=by: actions.invite(place, by=by, email=EMAIL, kind="member")
        for by in (make_convener(place), make_convener(place, "Dana"))
    ]

    invitations = at_once(*acts)

    assert {invitation.pk for invitation in invitations} == {Invitation.objects.get().pk}
    assert verbs() == ["invitation.sent"]


def test_an_invitation_pressed_twice_gives_one_role():
    place = make_place()
    invitation = actions.invite(place, by=make_convener(place), email=EMAIL, kind="member")
    chipo = make_person(email=EMAIL)

    roles = at_once(
        *[
            lambda: actions.accept_invitation(
                Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=chipo.pk)
            )
        ]
        * 3
    )

    assert {role.pk for role in roles} == {Role.objects.get(kind="member").pk}
    assert verbs() == ["invitation.accepted", "invitation.sent"]


def test_an_invitation_is_either_taken_up_or_taken_back():
    place = make_place()
    bruno = make_convener(place)
    invitation = actions.invite(place, by=bruno, email=EMAIL, kind="member")
    chipo = make_person(email=EMAIL)

    at_once(
        lambda: actions.accept_invitation(Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=chipo.pk)),
        lambda: actions.withdraw_invitation(
            Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=bruno.pk)
        ),
    )

    invitation.refresh_from_db()
    is_held = Role.objects.filter(kind="member").exists()
    assert (invitation.accepted_at is not None) == is_held == (invitation.withdrawn_at is None)


def test_the_two_last_conveners_do_not_both_leave():
    place = make_place()
    roles = [make_convener(place, name).roles.get() for name in ("Bruno", "Dana")]

    at_once(*[lambda role=role: actions.end_role(role, by=role.person) for role in roles])

    assert Role.objects.current().filter(kind="convener", place=place).count() == 1


def test_a_role_given_twice_is_held_once():
    place = make_place()
    amina, bruno = make_person(), make_convener(place)

    at_once(*[lambda: actions.give_role(Person.objects.get(pk=amina.pk), by=bruno, place=place, kind="member")] * 3)

    assert amina.roles.count() == 1
    assert verbs() == ["role.given"]


def keepers(*names):
    return [make_person(name, is_keeper=True) for name in names]


def test_two_keepers_who_invite_the_same_person_send_one_invitation():
    acts = [lambda by=by: actions.invite_to_site(EMAIL, by=by, kind="support unit") for by in keepers("Dana", "Chinwe")]

    invitations = at_once(*acts)

    assert {invitation.pk for invitation in invitations} == {Invitation.objects.get().pk}
    assert verbs() == ["invitation.sent"]


def test_an_invitation_sent_again_by_two_hands_leaves_once():
    (dana,) = keepers("Dana")
    with clock.at(LONG_AGO + timedelta(days=1)):
        invitation = actions.invite_to_site(EMAIL, by=dana, kind="support unit")

    at_once(
        *[lambda: actions.renew_invitation(Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=dana.pk))]
        * 3
    )

    assert verbs() == ["invitation.renewed", "invitation.sent"]
    assert OutgoingMessage.objects.count() == 2


def test_the_two_last_keepers_do_not_both_leave():
    roles = [person.site_roles.get() for person in keepers("Dana", "Chipo")]

    at_once(*[lambda role=role: actions.end_site_role(role, by=role.person) for role in roles])

    assert SiteRole.objects.current().count() == 1


def test_nor_does_one_leave_while_the_other_erases_herself():
    dana, chipo = keepers("Dana", "Chipo")

    at_once(
        lambda: actions.end_site_role(dana.site_roles.get(), by=dana),
        lambda: actions.erase_person(chipo, by=chipo, choices=Choices()),
    )

    assert SiteRole.objects.current().count() == 1

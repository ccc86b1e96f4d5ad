"""The keeper invites to the support unit and to keep the site; nobody takes what was offered to somebody else."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction

from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people import actions
from parvis.people.models import Invitation, Person
from parvis.people.tests.browsing import sign_in
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

EMAIL = "kofi@example.org"
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
PAGE = "/en/desk/people/"
UNIT, KEEPER = "support unit", "keeper"


def told():
    return [(entry.verb, entry.role, entry.facts["role"]) for entry in Entry.objects.order_by("seq")]


def letters():
    return OutgoingMessage.objects.filter(to=EMAIL, kind="people.site_invitation").order_by("pk")


def link_in(letter):
    return re.search(r"/en/invitations/[^/]+/", letter.text).group()


def fresh(person):
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def kofi():
    return make_person("Kofi", email=EMAIL)


@pytest.fixture
def member():
    """Somebody who is of the support unit already."""
    return make_person("Gwen", is_support_unit=True)


@pytest.mark.parametrize("kind", [UNIT, KEEPER])
def test_who_is_invited_reads_the_mail_signs_in_and_takes_the_role_up(client, dana, kind):
    client.force_login(dana)
    client.post(PAGE, {"email": " Kofi@Example.org", "kind": kind, "language": "en"})
    client.logout()
    path = link_in(letters().get())
    assert "sign in with the address" in client.get(path).content.decode()

    sign_in(client, EMAIL, next=path)
    client.post(path)

    kofi = Person.objects.get(email=EMAIL)
    assert (kofi.is_support_unit, kofi.is_keeper) == (kind == UNIT, kind == KEEPER)
    assert told() == [("invitation.sent", KEEPER, kind), ("invitation.accepted", kind, kind)]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("kind", [UNIT, KEEPER])
def test_the_letter_and_the_page_are_in_the_language_of_who_is_invited(client, dana, kofi, kind, language):
    actions.invite_to_site(EMAIL, by=dana, kind=kind, language=language)

    letter = letters().get()
    path = re.search(rf"/{language}/invitations/[^/]+/", letter.text).group()
    client.force_login(kofi)
    assert client.get(path).status_code == 200
    assert path in letter.html


def test_nobody_else_takes_it_up(dana, amina):
    invitation = actions.invite_to_site(EMAIL, by=dana, kind=KEEPER)

    with pytest.raises(Refused, match="another address"):
        actions.accept_invitation(invitation, by=amina)

    assert not fresh(amina).is_keeper


def test_neither_an_address_nor_a_token_nor_a_person_is_in_the_record(dana, kofi):
    invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
    role = actions.accept_invitation(invitation, by=kofi)
    actions.end_site_role(role, by=dana)

    leaves = " ".join(Entry.objects.values_list("leaf", flat=True))
    assert EMAIL not in leaves
    assert "Kofi" not in leaves
    assert link_in(letters().get()).split("/")[3] not in leaves
    assert str(kofi.pk) not in Entry.objects.values_list("subject_key", flat=True).filter(subject_type="person")


def test_an_invitation_sent_twice_is_one(dana):
    first = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
    assert actions.invite_to_site(EMAIL, by=dana, kind=UNIT) == first
    assert actions.invite_to_site(EMAIL, by=dana, kind=KEEPER) != first

    assert letters().count() == 2
    assert told() == [("invitation.sent", KEEPER, UNIT), ("invitation.sent", KEEPER, KEEPER)]


def test_an_invitation_pressed_twice_gives_one_role(dana, kofi):
    invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)

    first = actions.accept_invitation(invitation, by=kofi)
    assert actions.accept_invitation(invitation, by=kofi) == first

    assert kofi.site_roles.count() == 1


def test_nobody_is_invited_to_what_they_are(dana, member):
    with pytest.raises(Refused, match="already holds"):
        actions.invite_to_site(member.email, by=dana, kind=UNIT)


@pytest.mark.parametrize("how", ["expired", "taken back", "ended since"])
def test_a_dead_invitation_is_never_revived_by_its_link(dana, kofi, how):
    moment = clock.now()
    invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
    if how == "expired":
        moment += datetime.timedelta(days=14, seconds=1)
    elif how == "taken back":
        actions.withdraw_invitation(invitation, by=dana)
    else:
        actions.end_site_role(actions.accept_invitation(invitation, by=kofi), by=dana)

    with clock.at(moment), pytest.raises(Refused):
        actions.accept_invitation(Invitation.objects.get(), by=kofi)

    assert not fresh(kofi).is_support_unit


def test_sent_again_it_has_a_new_link_and_the_old_one_is_dead(client, dana, kofi):
    with clock.at(NOON):
        invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
    with clock.at(NOON + datetime.timedelta(days=20)):
        actions.renew_invitation(invitation, by=dana)
        client.force_login(kofi)
        old, new = map(link_in, letters())

        assert client.post(old).status_code == 404
        assert client.post(new).status_code == 302

    assert told()[1] == ("invitation.renewed", KEEPER, UNIT)
    assert fresh(kofi).is_support_unit


def test_sending_again_at_once_sends_nothing_more(dana):
    with clock.at(NOON):
        invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
        actions.renew_invitation(invitation, by=dana)
    with clock.at(NOON + datetime.timedelta(minutes=5)):
        actions.renew_invitation(invitation, by=dana)
        actions.renew_invitation(invitation, by=dana)

    assert letters().count() == 2
    assert [verb for verb, _role, _kind in told()] == ["invitation.sent", "invitation.renewed"]


@pytest.mark.parametrize("how", ["taken up", "taken back"])
def test_what_is_settled_is_not_sent_again(dana, kofi, how):
    invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
    if how == "taken up":
        actions.accept_invitation(invitation, by=kofi)
    else:
        actions.withdraw_invitation(invitation, by=dana)

    with clock.at(clock.now() + datetime.timedelta(days=1)), pytest.raises(Refused, match=how):
        actions.renew_invitation(invitation, by=dana)


def test_the_keeper_sends_again_and_takes_back_on_the_page(client, dana):
    with clock.at(NOON):
        invitation = actions.invite_to_site(EMAIL, by=dana, kind=UNIT)
    client.force_login(dana)
    assert "You can send it again" in client.get(PAGE).content.decode()

    client.post(f"{PAGE}invitations/{invitation.pk}/again/")
    assert letters().count() == 2
    client.post(f"{PAGE}invitations/{invitation.pk}/withdraw/")

    assert not Invitation.objects.unsettled().exists()


def test_an_invitation_to_a_place_is_not_settled_on_the_page_of_the_site(client, dana, place):
    invitation = actions.invite(place, by=dana, email=EMAIL, kind="member")
    client.force_login(dana)

    for act in ("again", "withdraw"):
        assert client.post(f"{PAGE}invitations/{invitation.pk}/{act}/").status_code == 404


def test_an_expired_invitation_stands_on_the_desk_of_the_keeper_alone(client, dana, member):
    with clock.at(NOON):
        actions.invite_to_site(EMAIL, by=dana, kind=UNIT)

    for person, is_told in ((dana, True), (member, False)):
        client.force_login(person)
        assert ("1 invitation has expired" in client.get("/en/desk/").content.decode()) == is_told


def test_a_role_of_a_place_is_no_role_for_the_site_and_the_reverse(place):
    offered = {"email": EMAIL, "token_digest": "x", "expires_at": NOON}
    for wrong in ({"place": place, "kind": UNIT}, {"place": None, "kind": "convener"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.create(**offered, **wrong)

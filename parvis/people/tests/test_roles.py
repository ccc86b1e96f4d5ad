"""Roles are offered, taken up and ended; nobody takes what was offered to somebody else."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people import actions
from parvis.people.models import Invitation, Role
from parvis.people.tests.browsing import sign_in
from parvis.people.tests.factories import give_role, make_convener, make_organisation, make_person
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

EMAIL = "chipo@example.org"


def verbs():
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def token_in_mail(email=EMAIL):
    text = OutgoingMessage.objects.filter(to=email, kind="people.invitation").latest("pk").text
    return re.search(r"/invitations/([^/]+)/", text).group(1)


def fresh(person):
    return type(person).objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("nobody", []),
        ("amina", []),
        ("convener", ["responder", "moderator", "member"]),
        ("convener elsewhere", []),
        ("support unit", ["convener", "responder", "moderator", "member", "reviewer"]),
        ("keeper", ["convener", "responder", "moderator", "member", "reviewer"]),
        ("closed account", []),
    ],
)
def test_who_may_invite_to_which_role(place, who, kinds):
    person = {
        "nobody": lambda: None,
        "amina": make_person,
        "convener": lambda: make_convener(place),
        "convener elsewhere": lambda: make_convener(make_place()),
        "support unit": lambda: make_person(is_support_unit=True),
        "keeper": lambda: make_person(is_keeper=True),
        "closed account": lambda: make_person(is_keeper=True, is_active=False),
    }[who]()
    ministry = make_organisation(place)
    for kind in Role.Kind:
        try:
            actions.invite(place, by=person, email=EMAIL, kind=kind, organisation=ministry)
            assert kind in kinds
        except Refused:
            assert kind not in kinds

    assert Invitation.objects.count() == len(kinds)


def test_an_invitation_is_sent_once_in_the_language_of_who_is_invited(place, bruno):
    first = actions.invite(place, by=bruno, email=EMAIL, kind="member", language="fr")
    again = actions.invite(place, by=bruno, email=EMAIL, kind="member", language="fr")

    assert again == first
    assert f"/fr/invitations/{token_in_mail()}/" in OutgoingMessage.objects.get().text
    assert verbs() == ["invitation.sent"]


def test_neither_the_address_nor_the_token_is_in_the_record_or_kept_in_clear(place, bruno):
    actions.invite(place, by=bruno, email=EMAIL, kind="member")

    token = token_in_mail()
    assert len(token) >= 32
    assert EMAIL not in Entry.objects.get().leaf
    assert token not in str(Invitation.objects.values_list()[0])


def test_whoever_reads_the_mail_takes_the_role_up(place, bruno, client):
    actions.invite(place, by=bruno, email=EMAIL, kind="member")
    path = f"/en/invitations/{token_in_mail()}/"
    assert "sign in with the address" in client.get(path).content.decode()
    assert sign_in(client, EMAIL, next=path).url == path
    assert not Role.objects.filter(kind="member").exists()

    client.get(path)
    assert not Role.objects.filter(kind="member").exists()
    client.post(path)
    client.post(path)

    role = Role.objects.get(kind="member")
    assert (role.person.email, role.place) == (EMAIL, place)
    assert verbs() == ["invitation.sent", "invitation.accepted"]


def test_nobody_else_takes_it_up(place, bruno, amina, client):
    actions.invite(place, by=bruno, email=EMAIL, kind="member")
    client.force_login(amina)

    answer = client.post(f"/en/invitations/{token_in_mail()}/")

    assert "sent to another address" in answer.content.decode()
    assert not Role.objects.filter(kind="member").exists()


@pytest.mark.parametrize("lookalike", ["ch\u0456po@example.org", "chipo@example.org.evil.example", "chipo@example.or"])
def test_an_address_that_looks_alike_is_another_address(place, bruno, lookalike):
    invitation = actions.invite(place, by=bruno, email=EMAIL, kind="member")

    with pytest.raises(Refused):
        actions.accept_invitation(invitation, by=make_person(email=lookalike))


def test_an_unconfirmed_address_takes_nothing_up(place, bruno):
    invitation = actions.invite(place, by=bruno, email=EMAIL, kind="member")

    with pytest.raises(Refused):
        actions.accept_invitation(invitation, by=make_person(email=EMAIL, confirmed_at=None))


@pytest.mark.parametrize("how", ["expired", "withdrawn", "ended since"])
def test_a_dead_invitation_is_never_revived(place, bruno, how):
    invitation = actions.invite(place, by=bruno, email=EMAIL, kind="member")
    chipo = make_person(email=EMAIL)
    moment = timezone.now()
    if how == "expired":
        moment += timedelta(days=14, seconds=1)
    elif how == "withdrawn":
        actions.withdraw_invitation(invitation, by=bruno)
    else:
        actions.end_role(actions.accept_invitation(invitation, by=chipo), by=bruno)

    with clock.at(moment), pytest.raises(Refused):
        actions.accept_invitation(Invitation.objects.get(), by=chipo)

    assert not Role.objects.current().filter(person=chipo).exists()


def test_after_it_expired_a_new_one_can_be_sent(place, bruno):
    old = actions.invite(place, by=bruno, email=EMAIL, kind="member")

    with clock.at(timezone.now() + timedelta(days=15)):
        new = actions.invite(place, by=bruno, email=EMAIL, kind="member")

    assert new != old


def test_an_invitation_taken_up_is_not_taken_back(place, bruno):
    invitation = actions.invite(place, by=bruno, email=EMAIL, kind="member")
    actions.accept_invitation(invitation, by=make_person(email=EMAIL))

    with pytest.raises(Refused, match="End the role"):
        actions.withdraw_invitation(invitation, by=bruno)


def test_nobody_is_invited_to_a_role_they_hold(place, bruno):
    give_role(make_person(email=EMAIL), "member", place)

    with pytest.raises(Refused, match="already holds"):
        actions.invite(place, by=bruno, email=EMAIL, kind="member")


def test_a_role_is_given_and_ended_once(place, bruno, amina):
    role = actions.give_role(amina, by=bruno, place=place, kind="member")
    assert actions.give_role(amina, by=bruno, place=place, kind="member") == role

    actions.end_role(role, by=bruno)
    actions.end_role(role, by=bruno)

    assert verbs() == ["role.given", "role.ended"]
    assert not fresh(amina).has_role("member", place)


def test_anybody_leaves_their_own_role_but_not_another_ones(place, amina):
    mine = give_role(amina, "member", place)
    other = give_role(make_person(), "member", place)

    actions.end_role(mine, by=amina)
    with pytest.raises(Refused):
        actions.end_role(other, by=amina)


def test_the_last_convener_cannot_leave_a_place_without_one(place, bruno):
    with pytest.raises(Refused, match="Somebody has to convene"):
        actions.end_role(bruno.roles.get(), by=bruno)

    make_convener(place, "Chipo")
    actions.end_role(bruno.roles.get(), by=bruno)

    assert not fresh(bruno).has_role("convener", place)


def test_a_role_lost_is_lost_at_the_next_page(place, bruno, client):
    make_convener(place, "Chipo")
    client.force_login(bruno)
    path = f"/en/places/{place.slug}/people/"
    assert client.get(path).status_code == 200

    actions.end_role(bruno.roles.get(), by=bruno)

    assert client.get(path).status_code == 404


def test_the_page_of_people_is_for_those_who_convene_here(place, bruno, amina, dana, client):
    path = f"/en/places/{place.slug}/people/"
    assert client.get(path).status_code == 302
    for person, status in ((amina, 404), (make_convener(make_place()), 404), (bruno, 200), (dana, 200)):
        client.force_login(person)
        assert client.get(path).status_code == status


def test_another_places_role_and_invitation_are_not_found(place, bruno, client):
    elsewhere = make_place()
    role = give_role(make_person(), "member", elsewhere)
    invitation = actions.invite(elsewhere, by=make_convener(elsewhere), email=EMAIL, kind="member")
    client.force_login(bruno)

    for path in (f"roles/{role.pk}/end/", f"invitations/{invitation.pk}/withdraw/"):
        assert client.post(f"/en/places/{place.slug}/people/{path}").status_code == 404

    assert Role.objects.current().filter(pk=role.pk).exists()
    assert Invitation.objects.open().exists()


def test_a_convener_invites_on_the_page(place, bruno, client):
    client.force_login(bruno)
    typed = {"email": " Chipo@Example.org", "kind": "member", "language": "es"}

    client.post(f"/en/places/{place.slug}/people/", typed)

    assert (Invitation.objects.get().email, Invitation.objects.get().language) == (EMAIL, "es")


def test_who_answers_is_invited_for_an_institution(place, bruno, client):
    client.force_login(bruno)
    typed = {"email": EMAIL, "kind": "responder", "language": "es"}

    body = client.post(f"/en/places/{place.slug}/people/", typed).content.decode()

    assert "Choose the institution" in body
    assert not Invitation.objects.exists()


def test_a_role_that_may_not_be_given_is_not_offered(place, bruno, client):
    client.force_login(bruno)

    client.post(f"/en/places/{place.slug}/people/", {"email": EMAIL, "kind": "convener", "language": "en"})

    assert not Invitation.objects.exists()


def test_the_secret_address_of_an_invitation_is_told_to_no_other_site(place, bruno, client):
    actions.invite(place, by=bruno, email=EMAIL, kind="member")

    answer = client.get(f"/en/invitations/{token_in_mail()}/")

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_link_cut_in_two_says_what_to_do_next(client):
    answer = client.get("/en/invitations/abc/")

    assert answer.status_code == 404
    assert "copy the whole address" in answer.text


def test_institutions_are_added_once(place, bruno):
    name = {"en": "Treasury", "fr": "Trésor"}

    first = actions.add_organisation(place, by=bruno, name=name, kind="public")

    assert actions.add_organisation(place, by=bruno, name=name, kind="public") == first
    assert verbs() == ["organisation.added"]


@pytest.mark.parametrize(
    ("role", "word"), [("convener", "convener"), ("member", "member"), ("keeper", "keeper"), ("none", "anyone")]
)
def test_the_record_tells_the_role_in_the_place(place, role, word):
    person = make_person(is_keeper=role == "keeper")
    if role in ("convener", "member"):
        give_role(person, role, place)
        give_role(person, "reviewer", make_place())

    assert fresh(person).record_role(place) == word

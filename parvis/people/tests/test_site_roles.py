"""Who is of the support unit and who keeps the site: only a keeper says so, and somebody always keeps it."""

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from parvis.core import clock
from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.people import actions
from parvis.people.erasures import Choices
from parvis.people.models import Person
from parvis.people.tests.factories import give_role, make_convener, make_person
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

EMAIL = "kofi@example.org"
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
PAGE = "/en/desk/people/"
UNIT, KEEPER = "support unit", "keeper"


def told():
    return [(entry.verb, entry.role, entry.facts["role"]) for entry in Entry.objects.order_by("seq")]


def fresh(person):
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def member():
    """Somebody who is of the support unit already."""
    return make_person("Gwen", is_support_unit=True)


def cast(place):
    return {
        "nobody": lambda: None,
        "somebody": make_person,
        "convener": lambda: make_convener(place),
        "reviewer": lambda: give_role(make_person(), "reviewer", place).person,
        "support unit": lambda: make_person(is_support_unit=True),
        "former keeper": former_keeper,
        "closed account": lambda: make_person(is_keeper=True, is_active=False),
        "keeper": lambda: make_person(is_keeper=True),
        "keeper of the machine": lambda: CONSOLE,
    }


def former_keeper():
    person = make_person()
    person.site_roles.create(kind=KEEPER, since=NOON - datetime.timedelta(days=9), until=NOON)
    return person


MAY = {"keeper", "keeper of the machine"}
ACTORS = ["nobody", "somebody", "convener", "reviewer", "support unit", "former keeper", "closed account", *sorted(MAY)]


def is_done(act):
    try:
        with transaction.atomic():
            act()
    except Refused:
        return False
    return True


@pytest.mark.parametrize("who", ACTORS)
def test_only_a_keeper_invites_gives_sends_again_takes_back_and_ends(place, dana, member, who):
    person = cast(place)[who]()
    moment = clock.now() - datetime.timedelta(hours=1)
    with clock.at(moment):
        standing = actions.invite_to_site("standing@example.org", by=dana, kind=UNIT)
    deeds = {
        "invite to the unit": lambda: actions.invite_to_site(EMAIL, by=person, kind=UNIT),
        "invite a keeper": lambda: actions.invite_to_site(EMAIL, by=person, kind=KEEPER),
        "give": lambda: actions.give_site_role(make_person(), by=person, kind=UNIT),
        "name": lambda: actions.name_keeper("new@example.org", by=person),
        "release": lambda: actions.release_keeper("nobody@example.org", by=person),
        "send again": lambda: actions.renew_invitation(standing, by=person),
        "take back": lambda: actions.withdraw_invitation(standing, by=person),
        "end": lambda: actions.end_site_role(member.site_roles.get(), by=person),
    }

    assert {name for name, act in deeds.items() if is_done(act)} == (set(deeds) if who in MAY else set())


@pytest.mark.parametrize("who", [who for who in ACTORS if who not in ("nobody", "keeper of the machine")])
def test_only_a_keeper_sees_the_page_and_finds_it_on_the_desk(client, place, who):
    person = cast(place)[who]()
    client.force_login(person)

    if person.is_active:
        assert client.get(PAGE).status_code == (200 if who == "keeper" else 403)
        assert (PAGE in client.get("/en/desk/").content.decode()) == (who == "keeper")
    else:
        assert client.get(PAGE).status_code == 302


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(PAGE).url.startswith("/en/sign-in/")


def test_a_role_given_and_ended_twice_is_told_once(dana, amina):
    role = actions.give_site_role(amina, by=dana, kind=UNIT)
    assert actions.give_site_role(amina, by=dana, kind=UNIT) == role

    actions.end_site_role(role, by=dana)
    actions.end_site_role(role, by=dana)

    assert told() == [("role.given", KEEPER, UNIT), ("role.ended", KEEPER, UNIT)]
    assert not fresh(amina).is_support_unit


def test_a_role_ends_after_its_last_day_by_the_clocks_of_the_site(dana, member):
    with clock.at(NOON):
        role = actions.end_site_role(member.site_roles.get(), by=dana, last_day=NOON.date())

    assert role.last_day == NOON.date()
    for hour, is_held in ((23, True), (24, False)):
        with clock.at(NOON.replace(hour=0) + datetime.timedelta(hours=hour)):
            assert fresh(member).is_support_unit == is_held
    assert Entry.objects.get().facts["last_day"] == "2026-03-02"


def test_a_last_day_is_moved_and_at_last_the_role_ends_at_once(dana, member):
    role, day = member.site_roles.get(), clock.now().date() + datetime.timedelta(days=30)
    for last_day in (day, day, day + datetime.timedelta(days=1), None):
        actions.end_site_role(role, by=dana, last_day=last_day)

    assert [verb for verb, _role, _kind in told()] == ["role.end_set", "role.end_set", "role.ended"]
    assert not fresh(member).is_support_unit


def test_whoever_is_to_leave_stays_when_invited_again(dana, member):
    role, day = member.site_roles.get(), clock.now().date() + datetime.timedelta(days=30)
    actions.end_site_role(role, by=dana, last_day=day)

    invitation = actions.invite_to_site(member.email, by=dana, kind=UNIT)

    assert actions.accept_invitation(invitation, by=member) == role
    assert member.site_roles.get().until is None


def test_a_day_that_is_over_is_no_last_day(client, dana, member):
    client.force_login(dana)
    path = f"{PAGE}roles/{member.site_roles.get().pk}/end/"

    assert "a day that is over" in client.post(path, {"last_day": "2020-01-01"}).content.decode()
    assert fresh(member).is_support_unit


@pytest.mark.parametrize("typed", ["", "2199-12-31"])
def test_the_keeper_ends_a_role_on_the_page(client, dana, member, typed):
    client.force_login(dana)
    path = f"{PAGE}roles/{member.site_roles.get().pk}/end/"
    assert client.get(path).status_code == 200

    assert client.post(path, {"last_day": typed}).url == PAGE

    page = client.get(PAGE).content.decode()
    assert ("Roles held before" in page) == (not typed)
    assert ("31 December 2199" in page) == bool(typed)


def test_everybody_leaves_the_support_unit_by_themselves(client, member):
    client.force_login(member)

    client.post(f"/en/you/site-roles/{member.site_roles.get().pk}/leave/")

    assert not fresh(member).is_support_unit
    assert told() == [("role.ended", UNIT, UNIT)]


def test_nobody_leaves_for_another(client, dana, member):
    client.force_login(member)

    assert client.post(f"/en/you/site-roles/{dana.site_roles.get().pk}/leave/").status_code == 404


def test_the_last_keeper_cannot_leave(client, dana, member):
    client.force_login(dana)
    role = dana.site_roles.get()
    assert "Somebody has to keep this site" in client.get(f"{PAGE}roles/{role.pk}/end/").content.decode()

    client.post(f"{PAGE}roles/{role.pk}/end/")
    client.post(f"/en/you/site-roles/{role.pk}/leave/")
    client.post(f"{PAGE}roles/{role.pk}/end/", {"last_day": "2199-12-31"})

    assert fresh(dana).site_roles.get().until is None


@pytest.mark.parametrize(
    "other",
    [
        {"is_active": False},
        {"confirmed_at": None},
    ],
)
def test_a_keeper_who_cannot_sign_in_is_no_other_keeper(dana, other):
    make_person("Chipo", is_keeper=True, **other)

    with pytest.raises(Refused, match="keep this site"):
        actions.end_site_role(dana.site_roles.get(), by=dana)


def test_nor_is_one_who_is_about_to_leave(dana):
    chipo = make_person("Chipo", is_keeper=True)
    tomorrow = clock.now().date() + datetime.timedelta(days=1)
    actions.end_site_role(chipo.site_roles.get(), by=dana, last_day=tomorrow)

    with pytest.raises(Refused, match="keep this site"):
        actions.end_site_role(dana.site_roles.get(), by=dana)


def test_with_two_keepers_one_leaves_and_is_led_to_her_own_page(client, dana):
    make_person("Chipo", is_keeper=True)
    client.force_login(dana)

    assert client.post(f"{PAGE}roles/{dana.site_roles.get().pk}/end/").url == "/en/you/"
    assert client.get(PAGE).status_code == 403


def test_who_erases_herself_ends_her_roles_in_the_record(member):
    actions.erase_person(member, by=member, choices=Choices())

    assert [entry.verb for entry in Entry.objects.order_by("seq")] == ["role.ended", "person.erased"]


def test_the_page_costs_the_same_for_one_and_for_many(client, dana):
    client.force_login(dana)
    counts = []
    for number in range(3):
        make_person("Chipo", is_support_unit=True)
        actions.end_site_role(make_person(is_support_unit=True).site_roles.get(), by=dana)
        actions.invite_to_site(f"{number}@example.org", by=dana, kind=UNIT)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))

    assert counts[0] == counts[2]

"""A site begins with a keeper, named on the machine itself."""

import pytest
from django.core.management import CommandError, call_command

from parvis.core.rules import Refused
from parvis.people.actions import name_keeper
from parvis.people.models import Person
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

DANA = "dana@example.org"


def told():
    return [(entry.verb, entry.role, entry.facts["role"]) for entry in Entry.objects.order_by("seq")]


def test_the_first_keeper_is_named_before_anybody_signed_in():
    call_command("name_keeper", "Dana@Example.org")

    dana = Person.objects.get(email=DANA)
    assert (dana.is_keeper, dana.confirmed_at) == (True, None)
    assert told() == [("role.given", "keeper", "keeper")]


def test_somebody_we_know_becomes_keeper_and_naming_twice_changes_nothing():
    dana = make_person("Dana", email=DANA)
    for _time in range(2):
        call_command("name_keeper", DANA)

    dana.refresh_from_db()
    assert dana.is_keeper
    assert told() == [("role.given", "keeper", "keeper")]


def test_a_keeper_is_released():
    for _time in range(2):
        call_command("name_keeper", DANA)
        call_command("name_keeper", DANA, "--end")

    assert not Person.objects.get(email=DANA).is_keeper
    assert [verb for verb, _role, _kind in told()] == ["role.given", "role.ended"] * 2


def test_the_record_does_not_say_who_keeps_the_site():
    call_command("name_keeper", DANA)

    assert "dana" not in Entry.objects.get().leaf


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("name_keeper", "dana")


def test_only_a_keeper_names_another():
    with pytest.raises(Refused):
        name_keeper(DANA, by=make_person("Amina"))

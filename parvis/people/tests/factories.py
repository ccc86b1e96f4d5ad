"""Persons, organisations and roles for tests."""

import datetime
import itertools

from parvis.core import clock
from parvis.people.models import Organisation, Person, Role, SiteRole
from parvis.places.tests.factories import make_place

_number = itertools.count(1)
LONG_AGO = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)


def make_person(name="Amina", *, is_keeper=False, is_support_unit=False, **fields):
    """Make a confirmed person, with their roles for the site."""
    defaults = {"email": f"{name.lower()}{next(_number)}@example.org", "confirmed_at": clock.now()}
    person = Person.objects.create_person(**defaults | {"public_name": name} | fields)
    for kind, is_held in ((SiteRole.Kind.KEEPER, is_keeper), (SiteRole.Kind.SUPPORT_UNIT, is_support_unit)):
        if is_held:
            person.site_roles.create(kind=kind, since=LONG_AGO)
    return person


def make_organisation(place=None, **fields):
    """Make a public institution of a place."""
    n = next(_number)
    defaults = {"slug": f"ministry-{n}", "name": {"en": f"Ministry {n}", "fr": f"Ministère {n}"}, "kind": "public"}
    return Organisation.objects.create(place=place or make_place(), **defaults | fields)


def give_role(person, kind, place, organisation=None):
    """Give a person a role, without asking anybody."""
    if kind == Role.Kind.RESPONDER and organisation is None:
        organisation = make_organisation(place)
    person.__dict__.pop("current_roles", None)
    return Role.objects.create(person=person, kind=kind, place=place, organisation=organisation)


def make_convener(place, name="Bruno"):
    """Make somebody who convenes in a place."""
    person = make_person(name)
    give_role(person, Role.Kind.CONVENER, place)
    return person

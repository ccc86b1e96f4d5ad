"""What stands before the story begins: places, institutions, people and their roles, themes, and the cycle."""

import datetime
from typing import TYPE_CHECKING

from parvis.core.console import CONSOLE
from parvis.core.words import Words
from parvis.people import actions as people
from parvis.people import demo
from parvis.people.models import Person
from parvis.places import actions as places
from parvis.places.models import Membership, Place
from parvis.site.demo import cycle as told_cycle
from parvis.site.demo import organisations
from parvis.site.demo import people as cast
from parvis.site.demo import places as told_places

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

_NEIGHBOURS = 60


def lay(story: "Story") -> None:
    """Make everything the acts of the story need."""
    known = {told.slug: _place(told) for told in told_places.ALL}
    for told in told_places.ALL:
        if told.parent:
            places.change_place(known[told.slug], by=CONSOLE, parent=known[told.parent])
    home = known[told_cycle.CYCLE.place]
    for told in organisations.ALL:
        story.organisations[told.slug] = people.add_organisation(
            home, by=CONSOLE, name=Words(told.name), kind=told.kind, slug=told.slug
        )
    for told in cast.ALL:
        story.people[told.key] = _person(told, story, home)
    story.neighbours = [
        Person.objects.create_person(f"neighbour-{number}@example.net", confirmed_at=story.began)
        for number in range(1, _NEIGHBOURS + 1)
    ]
    story.cycle = _cycle(story, told_cycle.CYCLE, home)


def _place(told: told_places.Place) -> Place:
    place = places.add_place(
        by=CONSOLE,
        slug=told.slug,
        kind=told.kind,
        iso=told.iso,
        name=Words(told.name),
        region=told.region,
        languages=list(told.languages),
        time_zone=told.time_zone,
    )
    if told.since:
        day = datetime.date(told.since, 1, 1)
        places.change_standing(place, by=CONSOLE, standing=Membership.Standing.ACTIVE, from_on=day)
    return place


def _person(told: cast.Person, story: "Story", home: Place) -> Person:
    person = Person.objects.create_person(
        told.email,
        public_name=told.public_name,
        language=told.language,
        is_keeper=told.is_keeper,
        is_support_unit=told.is_support_unit,
        confirmed_at=story.began,
    )
    for role in told.roles:
        organisation = story.organisations.get(role.organisation)
        people.give_role(person, by=CONSOLE, place=home, kind=role.kind, organisation=organisation)
    demo.introduce({told.email: told.about})
    return person

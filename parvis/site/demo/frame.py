"""What stands before the story begins: places, institutions, people and their roles, themes, and the cycle."""

import datetime
from typing import TYPE_CHECKING

from parvis.core.console import CONSOLE
from parvis.core.words import Words
from parvis.cycles import actions as cycles
from parvis.cycles.actions.cycles import PhaseSpan
from parvis.cycles.models import Cycle, CycleTheme
from parvis.people import actions as people
from parvis.people.models import Person
from parvis.places import actions as places
from parvis.places.models import Membership, Place
from parvis.site.demo import cycle as told_cycle
from parvis.site.demo import organisations, themes, timeline
from parvis.site.demo import people as cast
from parvis.site.demo import places as told_places
from parvis.site.demo.story import Cycle as ToldCycle
from parvis.themes import actions as theme_actions
from parvis.themes.models import Theme

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
            home, by=CONSOLE, name=Words(told.name), kind=told.kind
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
        confirmed_at=story.began,
    )
    for kind in told.site_roles:
        people.give_site_role(person, by=CONSOLE, kind=kind)
    for role in told.roles:
        organisation = story.organisations.get(role.organisation)
        people.give_role(person, by=CONSOLE, place=home, kind=role.kind, organisation=organisation)
    return person


def _cycle(story: "Story", told: ToldCycle, home: Place) -> Cycle:
    convener = story.people[told.convener]
    cycle = cycles.create_cycle(
        home,
        by=convener,
        number=told.number,
        title=story.words(told.title),
        starts_on=story.day(told.phases[0].starts),
        ends_on=story.day(told.phases[-1].ends),
        rule_set=told.rule_set,
        answer_days=told.answer_days,
    )
    spans = [
        PhaseSpan(story.words(phase.name), story.day(phase.starts), story.day(phase.ends)) for phase in told.phases
    ]
    cycles.change_phases(cycle, by=convener, phases=spans)
    cycles.open_cycle(cycle, by=convener)
    timeline.publish(story, cycle, convener)
    for theme in themes.ALL:
        story.themes[theme.slug] = _theme(theme, cycle, convener)
    for line in told.calendar:
        story.events[line.key] = cycles.add_line(
            cycle,
            by=convener,
            title=story.words(line.title),
            where=story.words(line.where),
            starts_at=story.on(line.starts),
            ends_at=story.on(line.ends),
            time_zone=line.starts.zone,
            languages=list(line.languages),
            themes=[story.themes[slug] for slug in line.themes],
        )
    return cycle


def _theme(told: themes.Theme, cycle: Cycle, convener: Person) -> Theme:
    name, description = Words(told.name), Words(told.description)
    if told.status == CycleTheme.Status.SUGGESTED:
        suggested = cycles.suggest_theme(cycle, name=name["en"], language="en", description=description["en"]).theme
        return theme_actions.change_theme(suggested, by=convener, name=name, description=description)
    theme = theme_actions.add_theme(by=convener, slug=told.slug, name=name, description=description)
    cycles.adopt_theme(cycle, by=convener, theme=theme)
    return theme

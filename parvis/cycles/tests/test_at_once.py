"""Two hands at the same moment."""

import datetime

import pytest

from parvis.commitments.tests.test_at_once import at_once
from parvis.cycles import actions
from parvis.cycles.models import Activity, CalendarLine, Cycle, CycleTheme, TimelineVersion
from parvis.cycles.tests.factories import make_cycle, make_theme, plan
from parvis.people.models import Person
from parvis.people.tests.factories import make_convener
from parvis.record.models import Entry
from parvis.themes.models import Theme

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_suggestion_from_many_is_one():
    cycle = make_cycle()

    at_once(*[lambda: actions.suggest_theme(cycle, name="Clean water", language="en")] * 4)

    assert (Theme.objects.count(), CycleTheme.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_themes_taken_up_at_once_have_each_their_number():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)

    themes = [make_theme() for _ in range(4)]
    at_once(*[lambda theme=theme: actions.adopt_theme(cycle, by=bruno, theme=theme) for theme in themes])

    assert sorted(cycle.cycle_themes.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_cycle_opened_by_two_conveners_opens_once():
    cycle = make_cycle(status="draft", opened_at=None)
    conveners = [make_convener(cycle.place, name).pk for name in ("Bruno", "Dana")]

    at_once(
        *[
            lambda pk=pk: actions.open_cycle(Cycle.objects.get(pk=cycle.pk), by=Person.objects.get(pk=pk))
            for pk in conveners
        ]
    )

    assert Entry.objects.filter(verb="cycle.opened").count() == 1


def test_the_same_event_announced_twice_is_one():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)
    moment = datetime.datetime(2031, 6, 5, 19, 0, tzinfo=datetime.UTC)
    span = {"starts_at": moment, "ends_at": moment + datetime.timedelta(hours=1)}

    at_once(*[lambda: actions.add_line(cycle, by=bruno, title={"en": "Workshop"}, **span)] * 3)

    assert (CalendarLine.objects.count(), Entry.objects.count()) == (1, 1)


def test_the_same_activity_planned_by_many_is_one():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)

    at_once(*[lambda: plan(cycle, bruno)] * 4)

    assert Activity.objects.count() == 1


def test_a_timeline_published_by_many_at_once_is_one_version():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)
    plan(cycle, bruno)

    at_once(*[lambda: actions.publish_timeline(cycle, by=bruno)] * 4)

    assert TimelineVersion.objects.count() == 1
    assert Entry.objects.filter(verb="timeline.published").count() == 1


def test_of_two_who_let_activities_wait_for_one_another_one_is_refused():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)
    one, other = plan(cycle, bruno, "One"), plan(cycle, bruno, "Other")

    at_once(
        lambda: actions.change_activity(one, by=bruno, depends_on=[other]),
        lambda: actions.change_activity(other, by=bruno, depends_on=[one]),
    )

    assert one.depends_on.count() + other.depends_on.count() == 1

"""Preparing a cycle, opening it, dating its phases, closing it."""

import datetime

import pytest

from parvis.core.lifecycle import MoveRefused
from parvis.core.rules import Refused
from parvis.cycles import actions
from parvis.cycles.actions.cycles import PhaseSpan
from parvis.cycles.models import Cycle
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

DATES = {"starts_on": datetime.date(2018, 1, 1), "ends_on": datetime.date(2020, 12, 31)}
TITLE = {"en": "4th plan", "fr": "4e plan"}


def verbs():
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def span(name, start, end):
    return PhaseSpan({"en": name, "fr": name}, datetime.date(2018, *start), datetime.date(2018, *end))


def test_a_cycle_is_prepared_out_of_sight_then_opened(place, bruno, client):
    cycle = actions.create_cycle(place, by=bruno, number=4, title=TITLE, **DATES)
    assert client.get(cycle.get_absolute_url()).status_code == 404

    actions.open_cycle(cycle, by=bruno)
    actions.open_cycle(cycle, by=bruno)

    assert client.get(cycle.get_absolute_url()).status_code == 200
    assert verbs() == ["cycle.created", "cycle.opened"]
    assert set(Entry.objects.values_list("role", flat=True)) == {"convener"}


def test_a_place_has_one_cycle_of_each_number(place, bruno):
    actions.create_cycle(place, by=bruno, number=4, title=TITLE, **DATES)

    with pytest.raises(Refused, match="already has a cycle"):
        actions.create_cycle(place, by=bruno, number=4, title=TITLE, **DATES)


def test_a_cycle_opens_only_with_its_title_in_each_official_language(place, bruno):
    cycle = actions.create_cycle(place, by=bruno, number=4, title={"en": "4th plan"}, **DATES)

    with pytest.raises(Refused, match="français"):
        actions.open_cycle(cycle, by=bruno)

    cycle.refresh_from_db()
    assert cycle.status == "draft"


@pytest.mark.parametrize("field", [{"rule_set": "A"}, {"answer_days": 90}])
def test_the_rules_stay_as_they_were_when_the_cycle_opened(cycle, bruno, field):
    with pytest.raises(Refused, match="stay as they were"):
        actions.change_cycle(cycle, by=bruno, **field)


def test_dates_may_move_and_the_record_tells_where(cycle, bruno):
    end = cycle.ends_on + datetime.timedelta(days=30)

    actions.change_cycle(cycle, by=bruno, ends_on=end)

    facts = Entry.objects.get().facts
    assert (facts["changed"], facts["ends_on"]) == (["ends_on"], end.isoformat())


def test_a_closed_cycle_is_not_opened_again(cycle, bruno):
    actions.close_cycle(cycle, by=bruno)

    with pytest.raises(MoveRefused):
        actions.open_cycle(cycle, by=bruno)


def test_only_the_conveners_of_the_place_frame_its_cycles(cycle, amina):
    for person in (None, amina, make_convener(make_place())):
        for act in (actions.close_cycle, actions.open_cycle):
            with pytest.raises(Refused):
                act(cycle, by=person)

    assert not Entry.objects.exists()


def test_phases_are_replaced_in_order_and_the_record_tells_their_days(cycle, bruno):
    first = [span("Planning", (1, 1), (1, 31)), span("Shaping", (2, 1), (3, 30)), span("Drafting", (4, 1), (5, 1))]
    actions.change_phases(cycle, by=bruno, phases=first)

    actions.change_phases(cycle, by=bruno, phases=first[:2])
    actions.change_phases(cycle, by=bruno, phases=first[:2])

    assert [str(phase) for phase in cycle.phases.all()] == ["Planning", "Shaping"]
    assert verbs() == ["cycle.phases_changed", "cycle.phases_changed"]


@pytest.mark.parametrize(
    "phases",
    [
        [span("Planning", (2, 1), (1, 31))],
        [span("Planning", (1, 1), (1, 31)), span("Shaping", (1, 31), (3, 30))],
    ],
    ids=["ends before it starts", "starts before the other ended"],
)
def test_phases_that_cannot_follow_each_other_are_refused(cycle, bruno, phases):
    with pytest.raises(Refused, match="A phase"):
        actions.change_phases(cycle, by=bruno, phases=phases)

    assert not cycle.phases.exists()


def test_drafts_are_seen_by_those_who_work_in_the_place(draft, bruno, amina):
    other = make_convener(make_place())

    assert list(Cycle.objects.visible_to(bruno)) == [draft]
    for person in (None, amina, other):
        assert not Cycle.objects.visible_to(person).exists()


def test_every_state_can_be_reached(draft, bruno):
    actions.open_cycle(draft, by=bruno)
    actions.close_cycle(draft, by=bruno)

    assert make_cycle().status == "open"
    assert draft.status == "closed"

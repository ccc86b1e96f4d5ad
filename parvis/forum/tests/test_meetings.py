"""Meetings: planned, held with who was there, cancelled."""

import datetime

import pytest

from parvis.core import clock
from parvis.core.lifecycle import MoveRefused
from parvis.core.rules import Refused
from parvis.cycles.tests.factories import make_cycle
from parvis.forum import actions, queries
from parvis.forum.tests.factories import make_forum, make_holder, make_meeting
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

SOON = datetime.timedelta(days=7)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_meeting_announced_twice_is_one(forum, bruno):
    at = clock.now() + SOON
    first, again = (actions.plan_meeting(forum, by=bruno, starts_at=at) for _twice in range(2))

    assert first == again
    assert verbs() == ["meeting.planned"]


def test_who_takes_the_minutes_keeps_the_meetings_while_their_term_lasts(forum):
    yesterday = forum.today() - datetime.timedelta(days=1)
    zoe = make_holder(forum, name="Zoë", is_minute_taker=True)
    gone = make_holder(forum, name="Omar", is_minute_taker=True, until_on=yesterday)

    assert actions.plan_meeting(forum, by=zoe.person, starts_at=clock.now() + SOON)
    with pytest.raises(Refused):
        actions.plan_meeting(forum, by=gone.person, starts_at=clock.now())


def test_attendance_is_counted_by_side(forum, bruno, gwen, ines):
    meeting = make_meeting(forum, status="planned", sides={})

    for _twice in range(2):
        actions.hold_meeting(meeting, by=bruno, present=[gwen, ines, ines], guests={"civil": 3})

    meeting.refresh_from_db()
    assert queries.attendance(meeting) == [("Government", 1, 0), ("Civil society", 1, 3), ("Others", 0, 0)]
    assert verbs() == ["meeting.held"]


def test_nobody_attends_before_a_meeting_begins_or_without_a_seat(forum, bruno, gwen):
    with pytest.raises(Refused, match="not begun"):
        actions.hold_meeting(make_meeting(forum, days=1), by=bruno, present=[gwen])
    stranger = make_holder(make_forum())
    with pytest.raises(Refused, match="held a seat on that day"):
        actions.hold_meeting(make_meeting(forum, status="planned", sides={}), by=bruno, present=[stranger])


def test_a_meeting_cancelled_is_not_held(forum, bruno, gwen):
    meeting = make_meeting(forum, status="planned", sides={})
    actions.cancel_meeting(meeting, by=bruno)

    with pytest.raises(MoveRefused):
        actions.hold_meeting(meeting, by=bruno, present=[gwen])
    with pytest.raises(Refused, match="still to come"):
        actions.change_meeting(meeting, by=bruno, kind="results")


def test_a_meeting_is_of_a_cycle_of_its_own_place(forum, bruno):
    with pytest.raises(Refused, match="another place"):
        actions.plan_meeting(forum, by=bruno, starts_at=clock.now(), cycle=make_cycle())


def test_standards_read_the_meetings_held_by_the_days_of_the_place(db, django_assert_num_queries):
    forum = make_forum(make_place(time_zone="Asia/Tokyo"))
    late = datetime.datetime(2026, 3, 1, 16, 0, tzinfo=datetime.UTC)
    first, _planned = make_meeting(forum, starts_at=late, kind="results"), make_meeting(forum, days=5)
    first.minutes.create(status="published", published_at=late + SOON, text={"en": "Agreed."})

    with django_assert_num_queries(2):
        [held] = queries.held_meetings(forum.place)

    assert (held.held_on, held.kind) == (datetime.date(2026, 3, 2), "results")
    assert held.minutes_published_on == datetime.date(2026, 3, 9)
    assert held.sides_present == {"government": 1, "civil": 1, "other": 0}
    assert queries.held_meetings(make_place()) == []

"""A forum meets at least every six months, and those who keep it are told in time."""

import datetime

import pytest

from parvis.core import clock
from parvis.forum import queries
from parvis.forum.models import Forum
from parvis.forum.tests.factories import make_holder, make_meeting
from parvis.site.desk import duties


def told(person, forum):
    return [(duty.is_late, duty.url) for duty in duties(person, forum.today()) if "forum" in duty.words]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ("2026-01-15", "2026-07-15"),
        ("2025-08-31", "2026-02-28"),
        ("2023-08-31", "2024-02-29"),
        ("2026-07-01", "2027-01-01"),
    ],
)
def test_six_months_later_is_the_same_day_or_the_last_of_the_month(day, after):
    assert queries.add_months(datetime.date.fromisoformat(day), 6).isoformat() == after


@pytest.mark.parametrize(("days", "expected"), [(-100, []), (-170, [False]), (-200, [True])])
def test_conveners_and_cochairs_are_told_a_month_before_and_when_it_is_late(forum, bruno, ines, amina, days, expected):
    make_meeting(forum, days=days)

    for person in (bruno, ines.person):
        assert told(person, forum) == [(late, forum.get_absolute_url()) for late in expected]
    assert told(amina, forum) == told(make_holder(forum, name="Zoë").person, forum) == []


def test_nobody_is_told_when_a_meeting_is_announced_in_time(forum, bruno):
    make_meeting(forum, days=-170), make_meeting(forum, days=3)
    assert told(bruno, forum) == []


def test_a_meeting_cancelled_does_not_count(forum, bruno):
    make_meeting(forum, days=-170), make_meeting(forum, days=3, status="cancelled")
    assert [late for late, _url in told(bruno, forum)] == [False]


def test_the_day_is_that_of_the_place(forum, monkeypatch):
    make_meeting(forum, starts_at=datetime.datetime(2026, 6, 1, 2, 0, tzinfo=datetime.UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime.datetime(2026, 12, 1, 3, 0, tzinfo=datetime.UTC))

    [beat] = queries.heartbeats(Forum.objects.all())

    assert (beat.due_on, beat.is_late) == (datetime.date(2026, 11, 30), False)


def test_the_page_says_by_when_the_forum_meets_again(forum, client):
    assert "every six months" not in client.get(forum.get_absolute_url()).text
    make_meeting(forum, days=-10)
    assert "every six months" in client.get(forum.get_absolute_url()).text

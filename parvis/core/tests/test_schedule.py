"""What is repeated is asked for once at each of its times, however many workers look."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.tasks import task

from parvis.core import clock
from parvis.core.jobs import every, repeating, run_due
from parvis.core.jobs.repeating import Repeated, Timetable
from parvis.core.models import Job, Schedule

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
heard: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_else_to_do(monkeypatch):
    """Leave aside what the applications have repeated."""
    repeating.discover()
    monkeypatch.setattr(repeating, "_repeated", {})
    monkeypatch.setattr(repeating, "_beats", [])
    heard.clear()


def ring():
    """Ring."""
    heard.append("ring")


@pytest.mark.django_db
def test_each_slot_is_asked_for_once_however_many_look():
    every(minutes=5)(ring)
    with clock.at(NOON):
        Timetable().ask_for_due()
    with clock.at(NOON + timedelta(minutes=5, seconds=1)):
        assert [Timetable().ask_for_due() for _worker in range(3)] == [1, 0, 0]
    with clock.at(NOON + timedelta(minutes=9)):
        assert run_due() == 1
    assert heard == ["ring"]


@pytest.mark.django_db
def test_after_days_without_workers_it_is_done_once():
    every(minutes=5)(ring)
    with clock.at(NOON):
        run_due()
    with clock.at(NOON + timedelta(days=3)):
        run_due()
        run_due()
    assert heard == ["ring"]


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_the_same_moment_ask_once():
    every(minutes=5)(ring)
    Timetable().ask_for_due()
    Schedule.objects.update(slot=NOON)
    start = threading.Barrier(4)

    def look():
        start.wait()
        Timetable().ask_for_due()
        connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "at", "now", "slot"),
    [
        (1, "03:30", "2026-03-02T12:00", "2026-03-02T02:30"),
        (1, "23:30", "2026-03-02T12:00", "2026-03-01T22:30"),
        # Mondays.
        (7, "06:00", "2026-03-05T12:00", "2026-03-02T05:00"),
        (7, "06:00", "2026-03-02T04:59", "2026-02-23T05:00"),
        # 02:30 does not exist on this day in Paris: an hour later; and in autumn it comes twice: the first.
        (1, "02:30", "2026-03-29T12:00", "2026-03-29T01:30"),
        (1, "02:30", "2026-10-25T12:00", "2026-10-25T00:30"),
    ],
)
def test_days_follow_the_clock_on_the_wall(settings, days, at, now, slot):
    settings.TIME_ZONE = "Europe/Paris"
    hour = datetime.strptime(at, "%H:%M").time()  # noqa: DTZ007 - an hour has no zone
    repeated = Repeated(task(ring), timedelta(days=days), hour)
    assert repeated.latest_slot(datetime.fromisoformat(now + "+00:00")) == datetime.fromisoformat(slot + "+00:00")


@pytest.mark.parametrize("wrong", [{}, {"minutes": 5, "at": "03:00"}, {"seconds": 0}])
def test_a_schedule_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="Repeat after"):
        every(**wrong)

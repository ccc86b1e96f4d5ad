"""A cycle's dates in people's own calendars."""

import datetime

import icalendar
import pytest

from parvis.core.words import Words
from parvis.cycles import actions
from parvis.cycles.models import Activity
from parvis.cycles.tests.factories import plan
from parvis.cycles.tests.test_calendar import announce
from parvis.cycles.tests.test_timeline import REASON, move

pytestmark = pytest.mark.django_db


def followed(client, cycle, language="en"):
    """The events of the file, by the part of their identity before the site's name."""
    path = f"{cycle.get_absolute_url()}calendar.ics".replace("/en/", f"/{language}/")
    content = client.get(path).content
    assert all(len(row) <= 75 for row in content.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in events}


def test_published_activities_are_whole_days_and_events_have_their_hours(cycle, bruno, client):
    activity, line = plan(cycle, bruno, days=3), announce(cycle, bruno)
    actions.publish_timeline(cycle, by=bruno)

    events = followed(client, cycle)

    whole = events[f"{cycle.slug}/activity/{activity.pk}"]
    assert whole["DTSTART"].dt == activity.starts_on
    assert whole["DTEND"].dt == activity.ends_on + datetime.timedelta(days=1)
    assert events[line.record_key]["DTSTART"].dt == line.starts_at
    assert events[line.record_key]["DTSTART"].dt.tzname() == "UTC"


def test_what_is_not_published_is_not_followed(cycle, bruno, client):
    plan(cycle, bruno)
    assert followed(client, cycle) == {}


def test_the_sequence_grows_when_something_moves_and_not_otherwise(cycle, bruno, client):
    moved, still, line = plan(cycle, bruno, "Moved"), plan(cycle, bruno, "Still"), announce(cycle, bruno)
    actions.publish_timeline(cycle, by=bruno)
    move(moved, bruno, 2)
    actions.change_line(line, by=bruno, ends_at=line.ends_at + datetime.timedelta(hours=1))
    actions.publish_timeline(cycle, by=bruno, reason=REASON)

    events = followed(client, cycle)

    sequences = [int(events[f"{cycle.slug}/activity/{each.pk}"]["SEQUENCE"]) for each in (moved, still)]
    assert sequences == [1, 0]
    assert int(events[line.record_key]["SEQUENCE"]) == 1


def test_what_is_taken_off_is_told_as_cancelled(cycle, bruno, client):
    gone, line = plan(cycle, bruno, "Gone"), announce(cycle, bruno)
    plan(cycle, bruno, "Kept")
    actions.publish_timeline(cycle, by=bruno)
    key, starts_at = line.record_key, line.starts_at
    pk = gone.pk
    actions.remove_activity(gone, by=bruno)
    actions.remove_line(line, by=bruno)
    actions.publish_timeline(cycle, by=bruno, reason=REASON)

    events = followed(client, cycle)

    cancelled = events[f"{cycle.slug}/activity/{pk}"]
    assert (str(cancelled["STATUS"]), int(cancelled["SEQUENCE"]), str(cancelled["SUMMARY"])) == ("CANCELLED", 1, "Gone")
    assert str(events[key]["STATUS"]) == "CANCELLED"
    assert events[key]["DTSTART"].dt == starts_at
    assert Activity.objects.count() == 1


def test_a_title_is_told_in_the_language_of_the_address(cycle, bruno, client):
    activity = plan(cycle, bruno, Words(en="Drafting; with, commas", fr="Rédaction " + "é" * 60))
    actions.publish_timeline(cycle, by=bruno)

    key = f"{cycle.slug}/activity/{activity.pk}"
    assert str(followed(client, cycle)[key]["SUMMARY"]) == "Drafting; with, commas"
    assert str(followed(client, cycle, "fr")[key]["SUMMARY"]) == "Rédaction " + "é" * 60


def test_a_calendar_that_has_the_newest_is_told_so_in_few_words(cycle, bruno, client):
    path = f"{cycle.get_absolute_url()}calendar.ics"
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    announce(cycle, bruno)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_draft_is_followed_by_nobody(draft, client):
    assert client.get(f"{draft.get_absolute_url()}calendar.ics").status_code == 404

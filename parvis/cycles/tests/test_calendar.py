"""What happens in a cycle, and when."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core import clock
from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.cycles import actions
from parvis.cycles.models import CalendarLine
from parvis.cycles.tests.factories import make_cycle, make_theme, plan
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

SOON = clock.now().replace(microsecond=0) + datetime.timedelta(days=3)


def announce(cycle, by, title="Workshop", **fields):
    span = {"starts_at": SOON, "ends_at": SOON + datetime.timedelta(hours=2)}
    return actions.add_line(cycle, by=by, title={"en": title, "fr": f"{title} fr"}, **span | fields)


def test_a_line_is_announced_once_moved_and_taken_off(cycle, bruno):
    line = announce(cycle, bruno)
    assert announce(cycle, bruno) == line

    actions.change_line(line, by=bruno, ends_at=line.ends_at + datetime.timedelta(hours=1))
    actions.remove_line(line, by=bruno)
    actions.remove_line(line, by=bruno)

    verbs = list(Entry.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["calendar.added", "calendar.changed", "calendar.removed"]
    assert not CalendarLine.objects.exists()


def test_a_line_ends_after_it_starts(cycle, bruno):
    with pytest.raises(Refused, match="ends after"):
        announce(cycle, bruno, ends_at=SOON)


def test_an_hour_is_told_on_the_clock_of_where_it_happens(cycle, bruno, client):
    moment = datetime.datetime(2031, 6, 5, 19, 0, tzinfo=datetime.UTC)
    announce(cycle, bruno, time_zone="America/Edmonton", starts_at=moment, ends_at=moment + datetime.timedelta(hours=1))

    body = client.get(cycle.get_absolute_url()).content.decode()

    assert "13:00" in body
    assert "Edmonton" in body


def test_an_hour_typed_is_the_hour_on_the_wall_there(cycle, bruno, client):
    client.force_login(bruno)
    typed = {
        "title_en": "Workshop", "title_fr": "Atelier", "starts_at": "2031-06-05T13:00", "ends_at": "2031-06-05T15:00",
        "time_zone": "America/Edmonton", "languages": "en, fr",
    }  # fmt: skip

    client.post(f"{cycle.get_absolute_url()}edit/calendar/", typed)

    line = CalendarLine.objects.get()
    assert line.starts_at == datetime.datetime(2031, 6, 5, 19, 0, tzinfo=datetime.UTC)


def test_events_of_all_open_cycles_are_listed_coming_first(cycle, draft, bruno, client):
    announce(cycle, bruno, "To come")
    announce(draft, bruno, "Not yet public")
    past = SOON - datetime.timedelta(days=30)
    announce(cycle, bruno, "Long ago", starts_at=past, ends_at=past + datetime.timedelta(hours=1))

    body = client.get("/en/events/").content.decode()

    assert body.index("To come") < body.index("Long ago")
    assert "Not yet public" not in body


@pytest.mark.parametrize("year", ["", "abc", "99999", "0000", "2000", "²⁰²⁰"])
def test_a_year_without_events_shows_the_latest(cycle, bruno, client, year):
    assert client.get("/en/events/", {"year": year}).status_code == 200


def test_a_line_goes_into_ones_own_calendar(cycle, bruno, client):
    line = announce(cycle, bruno, "Talk; with, friends " + "é" * 60)

    text = client.get(f"/en/events/{line.pk}.ics").content

    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert rb"SUMMARY;LANGUAGE=en:Talk\; with\, friends" in text
    assert all(len(row) <= 75 for row in text.split(b"\r\n"))
    assert "é" * 60 in text.decode().replace("\r\n ", "")


def test_a_line_of_a_draft_is_in_nobodys_calendar(draft, bruno, client):
    line = announce(draft, bruno)

    assert client.get(f"/en/events/{line.pk}.ics").status_code == 404


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_cost_the_same_for_one_line_and_for_three(cycle, bruno, client):
    def more(number):
        announce(cycle, bruno, f"Event {number}", themes=[make_theme()])
        actions.adopt_theme(cycle, by=bruno, theme=make_theme())

    more(1)
    paths = ("/en/events/", cycle.get_absolute_url())
    one = [queries_of(client, path) for path in paths]
    more(2), more(3)
    announce(make_cycle(), CONSOLE, "Elsewhere", themes=[make_theme()])
    assert [queries_of(client, path) for path in paths] == one


@pytest.mark.parametrize(
    ("typed", "sentence"),
    # Edmonton's clocks skip from 2:00 to 3:00 on 9 March 2031, and show 1:00 to 2:00 twice on 2 November.
    [("2031-03-09T02:30", "this hour does not exist"), ("2031-11-02T01:30", "this hour comes twice")],
)
def test_an_hour_that_is_not_or_comes_twice_is_asked_for_again(cycle, bruno, client, typed, sentence):
    client.force_login(bruno)
    form = {
        "title_en": "Workshop", "title_fr": "Atelier", "starts_at": typed, "ends_at": "2031-11-03T15:00",
        "time_zone": "America/Edmonton",
    }  # fmt: skip

    body = client.post(f"{cycle.get_absolute_url()}edit/calendar/", form).content.decode()

    assert sentence in body
    assert 'value="Atelier"' in body
    assert not CalendarLine.objects.exists()


def test_where_the_clocks_have_got_other_rules_the_hour_meant_is_asked_for(cycle, bruno, client):
    moment = datetime.datetime(2031, 7, 1, 19, 0, tzinfo=datetime.UTC)
    ends_at = moment + datetime.timedelta(hours=1)
    line = announce(cycle, bruno, time_zone="America/Edmonton", starts_at=moment, ends_at=ends_at)
    assert line.hour_meant is None
    # As if it had been saved when summer time was to be given up.
    CalendarLine.objects.update(utc_offset=-7 * 60)
    client.force_login(bruno)
    path = f"{cycle.get_absolute_url()}edit/calendar/"

    for page in (path, f"{path}{line.pk}/"):
        body = client.get(page).content.decode()
        assert "Tuesday 1 July 2031, 12:00 (UTC-07:00)" in body
        assert "13:00 (Edmonton time)" in body
    actions.change_line(CalendarLine.objects.get(), by=bruno)
    assert CalendarLine.objects.get().hour_meant is None


def test_an_event_belongs_to_an_activity_of_its_own_cycle(cycle, bruno, place):
    ours, theirs = plan(cycle, bruno), plan(make_cycle(place=place), bruno)
    assert announce(cycle, bruno, activity=ours).activity == ours
    with pytest.raises(Refused, match="another cycle"):
        announce(cycle, bruno, "Other", activity=theirs)
    actions.remove_activity(ours, by=bruno)
    assert CalendarLine.objects.get().activity is None

"""Dates as iCalendar files (RFC 5545), for people's own calendars."""

import datetime
from collections.abc import Iterable

import icalendar
from django.utils.translation import get_language

from parvis.cycles.models import CalendarLine
from parvis.cycles.queries.calendar import Dated, dated

_DAY = datetime.timedelta(days=1)
# How often a calendar that follows a cycle looks for what is new.
_AGAIN = datetime.timedelta(hours=12)


def calendar_file(line: CalendarLine, *, address: str) -> bytes:
    """Return the file of one event; hours are in UTC, so that every calendar tells them right."""
    return _file([dated(line)], address)


def cycle_file(dates: Iterable[Dated], *, name: str, address: str) -> bytes:
    """Return the file of all dates of a cycle called `name`: days as days, hours in UTC."""
    return _file(dates, address, name)


def _file(dates: Iterable[Dated], address: str, name: str = "") -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Parvis//Calendar//EN")
    if name:
        calendar.add("method", "PUBLISH")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(_AGAIN))
    for each in dates:
        calendar.add_component(_event(each, address))
    return bytes(calendar.to_ical())


def _event(told: Dated, address: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{told.key}@{address.split('/')[2]}")
    event.add("dtstamp", _utc(told.changed_at))
    if isinstance(told.starts, datetime.datetime) and isinstance(told.ends, datetime.datetime):
        event.add("dtstart", _utc(told.starts))
        event.add("dtend", _utc(told.ends))
    else:
        event.add("dtstart", told.starts)
        # The end is the first day on which it is over.
        event.add("dtend", told.ends + _DAY)
        event.add("transp", "TRANSPARENT")
    event.add("sequence", told.changes)
    language, title = told.title.best()
    event.add("summary", title, parameters={"LANGUAGE": language or get_language() or "en"})
    if told.where:
        event.add("location", str(told.where))
    if told.is_cancelled:
        event.add("status", "CANCELLED")
    event.add("url", told.url or address)
    return event


def _utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(datetime.UTC).replace(microsecond=0)

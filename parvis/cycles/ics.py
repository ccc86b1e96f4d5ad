"""A line of the calendar as an iCalendar file (RFC 5545), for people's own calendars."""

from datetime import UTC, datetime

from parvis.core import clock
from parvis.cycles.models import CalendarLine

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_LONGEST = 75


def calendar_file(line: CalendarLine, *, address: str) -> bytes:
    """Return the file; hours are in UTC, so that every calendar tells them right."""
    language, title = line.title.best()
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parvis//Calendar//EN",
        "BEGIN:VEVENT",
        f"UID:{line.record_key}@{address.split('/')[2]}",
        f"DTSTAMP:{_utc(clock.now())}",
        f"DTSTART:{_utc(line.starts_at)}",
        f"DTEND:{_utc(line.ends_at)}",
        f"SUMMARY;LANGUAGE={language or 'en'}:{_text(title)}",
        *([f"LOCATION:{_text(str(line.where))}"] if line.where else []),
        f"URL:{line.url or address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(row)}\r\n" for row in rows).encode()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _fold(row: str) -> str:
    """Break a row after 75 octets, never inside a character."""
    pieces, piece = [], ""
    for character in row:
        if len((piece + character).encode()) > _LONGEST - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])

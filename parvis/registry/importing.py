"""Listings out of a file in the columns of the registry, however untidy: what can be mended is, and is told by line."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.consultations.importing.readers import Row
from parvis.core.cleaning import clean_line, clean_words
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.people.exports import safe_cell
from parvis.places.models import Place
from parvis.registry import actions
from parvis.registry.codes import Lists, lists
from parvis.registry.conditions import LISTS, shown_of
from parvis.registry.files import COLUMNS, TEXTS
from parvis.registry.models import List, Listing

Status = Listing.Status
_YES = {"y", "yes", "o", "oui", "true", "1", "s", "si", "sí"}
_NO = {"n", "no", "non", "false", "0", ""}
_NAMES = {kind: name for name, kind in LISTS.items()}
_WORDED = re.compile(rf"({'|'.join(TEXTS)})_([a-z]{{2,3}})")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
_SHORTCUTS = {
    "open": actions.open_listing,
    "end": actions.end_listing,
    "report": actions.publish_report,
    "expect_none": actions.expect_no_report,
    "abandon": actions.abandon_listing,
}


@dataclass
class Report:
    """What became of the lines; `problems` and `mended` are pairs of a line number and a sentence."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def import_listings(rows: Iterable[Row], place: Place, *, by: Any, dry_run: bool = False) -> Report:
    """Add the listings of a file and bring those already there up to date; a bad line stops no other."""
    report, known = Report(), lists()
    with transaction.atomic():
        for row in rows:
            reading = _Reading(row, known)
            try:
                if row.problem:
                    raise Refused(row.problem)
                with transaction.atomic():
                    what = _take(reading, place, by)
            except Refused as refused:
                report.problems.append((row.line, str(refused)))
            else:
                setattr(report, what, getattr(report, what) + 1)
                report.mended += [(row.line, sentence) for sentence in reading.mended]
            report.unknown += [name for name in reading.unknown if name not in report.unknown]
        transaction.set_rollback(dry_run)
    return report


def _take(reading: "_Reading", place: Place, by: Any) -> str:
    """Add or change the listing of one line; return the name of the count it belongs to."""
    number, status, said = reading.number(), reading.status(), reading.said()
    if status == Status.ABANDONED and said.get("is_publishable", True):
        said["is_publishable"] = False
        reading.mended.append(_("What does not go forward is not published."))
    listing = Listing.objects.select_related("place", "consultation").filter(number=number).first()
    if listing is None:
        actions.add_listing(place, by=by, number=number, status=status or Status.PLANNED, **said)
        return "added"
    if listing.place_id != place.pk:
        raise Refused(_("This registration number belongs to another place."))
    before = (shown_of(listing), listing.status)
    listing = actions.change_listing(listing, by=by, **said)
    for name in _way(listing.status, status or listing.status):
        _SHORTCUTS[name](listing, by=by)
    listing = Listing.objects.get(pk=listing.pk)
    return "unchanged" if before == (shown_of(listing), listing.status) else "changed"


def _way(start: str, end: str) -> list[str]:
    """Return the moves from one status to another; refuse what only a correction undoes."""
    ways: dict[str, list[str]] = {start: []}
    waiting = [start]
    while waiting and end not in ways:
        here = waiting.pop(0)
        for name in _SHORTCUTS:
            edge = Listing.MOVES[name]
            if here in edge.sources and edge.to not in ways:
                ways[edge.to] = [*ways[here], name]
                waiting.append(edge.to)
    if end not in ways:
        labels = {"was": Status(start).label, "now": Status(end).label}
        raise Refused(_("Its status is “%(was)s” here, and cannot become “%(now)s” by a file.") % labels)
    return ways[end]


class _Reading:
    """One line, read column by column; what was mended on the way is told."""

    def __init__(self, row: Row, known: Lists) -> None:
        self.mended: list[str] = []
        self._known = known
        found = {clean_line(str(name)).casefold().replace(" ", "_"): value for name, value in row.cells.items()}
        self.cells = {name: _as_it_was(value) for name, value in found.items()}
        self.unknown = [name for name in self.cells if name and name not in COLUMNS and not _WORDED.fullmatch(name)]

    def number(self) -> str:
        """Return the registration number; signs it may not hold become hyphens."""
        typed = self._line("registration_number")
        number = re.sub(r"[^A-Z0-9._-]+", "-", typed.upper()).strip("-")[:40]
        if not number:
            raise Refused(_("This line has no registration number."))
        if number != typed:
            self.mended.append(_("The registration number was written as %(number)s.") % {"number": number})
        return number

    def status(self) -> str:
        """Return the code of the status, also when it was written in small letters or in words."""
        typed = self._line("status")
        words = {str(label).casefold(): value for value, label in Status.choices}
        code = typed.upper() if typed.upper() in Status.values else words.get(typed.casefold(), "")
        if typed and not code:
            raise Refused(_("There is no status “%(status)s”.") % {"status": typed[:40]})
        return code

    def said(self) -> dict[str, Any]:
        """Return what the line says, by the names of the fields; a column that is not there says nothing."""
        said: dict[str, Any] = {}
        for column, name in COLUMNS.items():
            if isinstance(name, List) and column in self.cells:
                said[_NAMES[name]] = self._codes(column, name)
            elif column in TEXTS and (words := self._words(column)) is not None:
                said[name] = words
            elif name in ("starts_on", "ends_on") and column in self.cells:
                said[name] = self._day(column)
            elif name in ("is_publishable", "has_report", "is_high_profile") and column in self.cells:
                said[name] = self._yes_or_no(column)
            elif name in ("contact_email", "policy_email") and column in self.cells:
                said[name] = self._line(column).removeprefix("mailto:")
        return said

    def _line(self, column: str) -> str:
        return clean_line(str(self.cells.get(column) or ""))

    def _words(self, column: str) -> Words | None:
        parts = {match[2]: name for name in self.cells if (match := _WORDED.fullmatch(name)) and match[1] == column}
        texts = {language: clean_words(str(self.cells[name] or "")) for language, name in parts.items()}
        if column in ("profile_page", "report_link"):
            texts = {language: self._link(text) for language, text in texts.items()}
        return Words({language: text for language, text in texts.items() if text}) if parts else None

    def _link(self, text: str) -> str:
        if not text.startswith("www."):
            return text
        self.mended.append(_("“https://” was put before %(link)s.") % {"link": text[:80]})
        return f"https://{text}"

    def _codes(self, column: str, kind: List) -> list[str]:
        codes = [code for each in re.split(r"[,;|\n]", str(self.cells[column] or "")) if (code := clean_line(each))]
        if kind == List.DEPARTMENT:
            return list(dict.fromkeys(code[:60] for code in codes))
        codes = list(dict.fromkeys(code.upper() for code in codes))
        for code in codes:
            if code not in self._known[kind]:
                sentence = _("The code “%(code)s” of %(column)s is not known, and was left out.")
                self.mended.append(sentence % {"code": code[:20], "column": column})
        return [code for code in codes if code in self._known[kind]]

    def _day(self, column: str) -> datetime.date | None:
        value = self.cells[column]
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date) or not (typed := self._line(column)):
            return value or None
        for pattern in _DAYS:
            try:
                return datetime.datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        sentence = _("“%(day)s” in %(column)s is not a day: write 2026-03-31.")
        raise Refused(sentence % {"day": typed[:40], "column": column})

    def _yes_or_no(self, column: str) -> bool:
        typed = self._line(column).casefold()
        if typed not in _YES | _NO:
            raise Refused(_("“%(said)s” in %(column)s is neither Y nor N.") % {"said": typed[:20], "column": column})
        return typed in _YES


def _as_it_was(value: Any) -> Any:
    """Take away the sign that keeps a spreadsheet from running a cell."""
    is_marked = isinstance(value, str) and value.startswith("'") and safe_cell(value[1:]) == value
    return value[1:] if is_marked else value

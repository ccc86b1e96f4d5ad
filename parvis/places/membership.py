"""The partnership's list of members, out of a CSV file: nothing is guessed, and nobody missing from it is dropped."""

import datetime
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from parvis.core import clock
from parvis.core.dates import day_words, span_words
from parvis.core.rules import Refused
from parvis.core.search.folding import fold
from parvis.places import actions
from parvis.places.importing import Unreadable, choice_of, rows_of
from parvis.places.models import Membership, Place
from parvis.places.rules import may_add_places

_COLUMNS = ("iso", "name", "standing", "from", "until", "reason")


class Change(NamedTuple):
    """What a line changes of a place: its standings before and after, in words."""

    line: int
    place: Place
    before: str
    after: str


@dataclass
class Report:
    """What became of the lines; `missing` are the places the list does not name."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)


def import_membership(content: bytes, *, by: Any, as_of: datetime.date, dry_run: bool = False) -> Report:
    """Bring the standing of places up to date with a list that tells of the day `as_of`; a bad line stops no other."""
    may_add_places(by).enforce()
    if as_of > clock.now().date():
        raise Refused(_("A list cannot tell of a day to come."))
    report, named = Report(), set()
    with transaction.atomic():
        places = list(Place.objects.all())
        for line, cells in rows_of(content, _check_columns):
            try:
                with transaction.atomic():
                    place = _place(cells, places)
                    named.add(place.pk)
                    _take(place, line, cells, report, by=by, as_of=as_of)
            except forms.ValidationError as wrong:
                report.problems.append((line, " ".join(wrong.messages)))
            except Refused as refused:
                report.problems.append((line, str(refused)))
        report.missing = [place for place in places if place.pk not in named]
        transaction.set_rollback(dry_run)
    return report


def _check_columns(columns: list[str]) -> None:
    known = ", ".join(_COLUMNS)
    if unknown := [name for name in columns if name and name not in _COLUMNS]:
        sentence = _("There is no column “%(name)s”. The columns are: %(known)s.")
        raise Unreadable(sentence % {"name": unknown[0][:60], "known": known})
    if not {"standing", "from"} <= set(columns) or not {"iso", "name"} & set(columns):
        raise Unreadable(_("The first line should name the columns: %(known)s.") % {"known": known})


def _place(cells: dict[str, str], places: list[Place]) -> Place:
    """Return the one place a line names; by both code and name when it gives both."""
    iso, name = cells.get("iso", ""), cells.get("name", "")
    found = [
        place
        for place in places
        if (not iso or place.iso.upper() == iso.upper())
        and (not name or fold(name) in {fold(text) for text in place.name.values()})
    ]
    told = {"name": f"{iso} {name}".strip()[:80]}
    if not told["name"] or not found:
        raise forms.ValidationError(_("There is no place “%(name)s” here."), params=told)
    if len(found) > 1:
        raise forms.ValidationError(_("Several places are called “%(name)s”. Write the code too."), params=told)
    return found[0]


def _take(place: Place, line: int, cells: dict[str, str], report: Report, *, by: Any, as_of: datetime.date) -> None:
    standing = choice_of(cells, "standing", Membership.Standing)
    from_on, until_on = _day(cells.get("from", "")), _day(cells.get("until", ""))
    if not standing or from_on is None:
        raise forms.ValidationError(_("Write the standing and the day from which it holds."))
    if from_on > as_of:
        raise forms.ValidationError(_("This begins after the day the list tells of."))
    if later := place.memberships.filter(known_on__gt=as_of).order_by("known_on").last():
        sentence = _("What is known of this place is of %(day)s: later than the list.")
        raise forms.ValidationError(sentence, params={"day": day_words(later.known_on)})
    before = _told(place)
    reason = cells.get("reason", "")
    if len(reason) > 500:
        raise forms.ValidationError(_("The reason is too long: 500 characters at most."))
    actions.change_standing(
        place, by=by, standing=standing, from_on=from_on, until_on=until_on, reason=reason, known_on=as_of
    )
    after = _told(place)
    if before == after:
        report.unchanged += 1
    else:
        report.changes.append(Change(line, place, before, after))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise forms.ValidationError(
            _("“%(text)s” is not a day. Write it like 2012-04-17."), params={"text": text[:40]}
        ) from None


def _told(place: Place) -> str:
    """Tell all standings of a place, one a sentence."""
    told = (
        f"{capfirst(str(one.get_standing_display()))}, {span_words(one.from_on, one.until_on)}. {one.reason}".strip()
        for one in place.memberships.all()
    )
    return "\n".join(told)

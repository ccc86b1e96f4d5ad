"""Places out of a CSV file, however it was saved."""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from parvis.core.cleaning import clean_line
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.places import actions
from parvis.places.forms import LanguagesField
from parvis.places.models import RESERVED, Membership, Place, check_time_zone, slug_of

_DELIMITERS = ",;\t"
_KNOWN = {"slug", "kind", "iso", "region", "languages", "time_zone", "parent", "since", "standing"}


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass
class Report:
    """What became of the lines; `problems` are pairs of a line number and a sentence."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def import_places(content: bytes, *, by: Any, dry_run: bool = False) -> Report:
    """Add the places of a file and bring those already there up to date, line by line; a bad line stops no other."""
    report = Report()
    with transaction.atomic():
        for line, cells in rows_of(content, _check_columns):
            try:
                with transaction.atomic():
                    what = _take(cells, by)
            except forms.ValidationError as wrong:
                report.problems.append((line, " ".join(wrong.messages)))
            except Refused as refused:
                report.problems.append((line, str(refused)))
            else:
                setattr(report, what, getattr(report, what) + 1)
        transaction.set_rollback(dry_run)
    return report


def rows_of(content: bytes, check: Callable[[list[str]], None]) -> list[tuple[int, dict[str, str]]]:
    """Return the lines of a CSV file with their numbers, cells by column; `check` raises `Unreadable` for wrong columns."""
    text = _decode(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    if not first.strip():
        raise Unreadable(_("The file is empty."))
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        sentence = _("Line %(line)d cannot be read: a quote is never closed, or a cell is too long (%(why)s).")
        raise Unreadable(sentence % {"line": reader.line_num, "why": error}) from None
    columns = [clean_line(name).lower().replace(" ", "_") for name in rows[0][1]]
    check(columns)
    return [
        (line, {name: clean_line(cell) for name, cell in zip(columns, row, strict=False)}) for line, row in rows[1:]
    ]


def _decode(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _check_columns(columns: list[str]) -> None:
    if not any(name.startswith("name_") for name in columns):
        raise Unreadable(_("The first line should name the columns, and one of them should be name_en, name_fr…"))
    unknown = [name for name in columns if name and name not in _KNOWN and not name.startswith("name_")]
    if unknown:
        known = ", ".join(["name_en", "name_fr", "…", *sorted(_KNOWN)])
        sentence = _("There is no column “%(name)s”. The columns are: %(known)s.")
        raise Unreadable(sentence % {"name": unknown[0][:60], "known": known})


def _take(cells: dict[str, str], by: Any) -> str:
    """Add or change the place of one line; return the name of the count it belongs to."""
    name, fields = _name(cells), _fields(cells)
    slug = _slug(cells, name)
    place = Place.objects.filter(slug=slug).first()
    if place is None:
        if "region" not in fields:
            raise forms.ValidationError(_("Write the region of a new place."))
        if "languages" not in fields:
            raise forms.ValidationError(_("Write the official languages of a new place."))
        place, what = actions.add_place(by=by, name=name, slug=slug, **fields), "added"
    else:
        before = {key: getattr(place, key) for key in ("name", *fields)}
        after = {**fields, "name": Words({**place.name, **name})}
        actions.change_place(place, by=by, **after)
        what = "unchanged" if before == after else "changed"
    if since := _since(cells.get("since", "")):
        standing = choice_of(cells, "standing", Membership.Standing) or Membership.Standing.ACTIVE
        if not place.memberships.filter(standing=standing, from_on=since).exists():
            actions.change_standing(place, by=by, standing=standing, from_on=since)
            what = "changed" if what == "unchanged" else what
    return what


def _slug(cells: dict[str, str], name: Words) -> str:
    slug = cells.get("slug") or slug_of(name)
    validate_slug(slug)
    if slug in RESERVED or len(slug) > 80:
        raise forms.ValidationError(_("“%(slug)s” cannot be the address of a place."), params={"slug": slug[:90]})
    return slug


def _name(cells: dict[str, str]) -> Words:
    name = Words({key.removeprefix("name_"): cell for key, cell in cells.items() if key.startswith("name_") and cell})
    if not name:
        raise forms.ValidationError(_("Write the name in at least one language."))
    return name


def _fields(cells: dict[str, str]) -> dict[str, Any]:
    """Read what the line says; an empty cell says nothing, and changes nothing."""
    found: dict[str, Any] = {
        "kind": choice_of(cells, "kind", Place.Kind),
        "region": choice_of(cells, "region", Place.Region),
    }
    found["iso"] = cells.get("iso", "").upper()
    if len(found["iso"]) > 6:
        raise forms.ValidationError(_("“%(iso)s” is not an ISO code."), params={"iso": found["iso"][:20]})
    found["languages"] = LanguagesField(required=False).clean(cells.get("languages", ""))
    if zone := cells.get("time_zone", ""):
        check_time_zone(zone)
        found["time_zone"] = zone
    if slug := cells.get("parent", ""):
        found["parent"] = _parent(slug)
    return {key: value for key, value in found.items() if value}


def _parent(slug: str) -> Place:
    parent = Place.objects.filter(slug=slug, kind=Place.Kind.COUNTRY).first()
    if parent is None:
        raise forms.ValidationError(_("There is no country “%(slug)s”; its line comes first."), params={"slug": slug})
    return parent


def choice_of(cells: dict[str, str], column: str, choices: Any) -> str:
    """Return the value of a column that has choices, "" when it is empty."""
    value = cells.get(column, "").lower()
    if value and value not in choices.values:
        known = ", ".join(choices.values)
        sentence = _("“%(value)s” is not a %(column)s. Write one of: %(known)s.")
        raise forms.ValidationError(sentence, params={"value": value[:40], "column": column, "known": known})
    return value


def _since(text: str) -> datetime.date | None:
    if not text:
        return None
    try:
        return datetime.date(int(text), 1, 1) if text.isdecimal() else datetime.date.fromisoformat(text)
    except ValueError:
        sentence = _("“%(text)s” is not a day or a year. Write 2012 or 2012-04-17.")
        raise forms.ValidationError(sentence, params={"text": text[:40]}) from None

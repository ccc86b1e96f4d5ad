"""Two people who change one thing: what a form showed, what is saved by now, and what of it somebody else changed.

A form remembers what it showed as marks, one for each part: a text in one language, a date, a choice. The action that
saves compares them with what it finds once it holds the row, so that nobody writes over words they have not seen.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Refused

type Marks = Mapping[str, str]
"""What a form showed: a mark for each part that was not empty."""
type Values = Mapping[str, Any]
"""What a thing says, by the names of its form's fields; texts in several languages are `{language: text}`."""


@dataclass(frozen=True)
class Change:
    """A part that somebody else has changed since the form was shown, and that would now be written over."""

    name: str
    language: str
    saved: Any
    typed: Any
    # Nothing was typed here: the form still says what it said when it was shown.
    was_left: bool


@dataclass(frozen=True)
class Saving:
    """Who saved last, in the words for a role, when, and where the record tells it."""

    who: str
    at: datetime
    href: str


class Overtaken(Refused):
    """Nothing was written, because somebody saved since the form was shown; it carries both texts."""

    def __init__(self, changes: list[Change], saved: Values, by: Saving | None = None) -> None:
        super().__init__(_("Somebody saved this while you were writing. Nothing was written over."))
        self.changes, self.saved, self.by = changes, saved, by


def marks_of(values: Values) -> dict[str, str]:
    """Return the marks by which a form remembers that it showed `values`."""
    return {part: mark for part, (_name, _language, value) in _parts(values).items() if (mark := _mark(value))}


def changes_since(seen: Marks | None, saved: Values, typed: Values) -> list[Change]:
    """Return what somebody changed since a form showed `seen`, and `typed` would write over.

    Nothing when both say the same (a form sent twice), nor when nobody knows what was seen (None).
    """
    if seen is None:
        return []
    now, wanted = _parts(saved), _parts(typed)
    changes = []
    for part in dict.fromkeys([*wanted, *now]):
        name, language, _value = wanted.get(part) or now[part]
        theirs, ours = (found[part][2] if part in found else None for found in (now, wanted))
        if _mark(theirs) not in (seen.get(part, ""), _mark(ours)):
            changes.append(Change(name, language, theirs, ours, was_left=_mark(ours) == seen.get(part, "")))
    return changes


def _parts(values: Values) -> dict[str, tuple[str, str, Any]]:
    parts: dict[str, tuple[str, str, Any]] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            parts |= {f"{name}.{language}": (name, language, text) for language, text in value.items()}
        else:
            parts[name] = (name, "", value)
    return parts


def _mark(value: Any) -> str:
    text = _spelled(value)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest() if text else ""


def _spelled(value: Any) -> str:
    """Write a value the same way whether it comes from the database or from a form."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        # Forms ask for minutes.
        return value.astimezone(UTC).isoformat(timespec="minutes")
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Iterable):
        return "\n".join(map(_spelled, value))
    return str(value)

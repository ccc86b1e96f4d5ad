"""Announce what happens in a cycle, move it, take it back."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.cycles.models import CalendarLine, Cycle
from parvis.cycles.rules import may_frame
from parvis.record import Subject, record
from parvis.record.overtaking import refuse_overtaken
from parvis.themes.models import Theme

_WORDS = ("title", "where")
SHOWN = (*_WORDS, "starts_at", "ends_at", "time_zone", "languages", "url", "activity")


@transaction.atomic
def add_line(cycle: Cycle, *, by: Any, themes: Iterable[Theme] = (), **fields: Any) -> CalendarLine:
    """Announce something in a cycle's calendar; the same title at the same moment is the same thing.

    `fields` are title, where, starts_at, ends_at, time_zone, languages, url, activity.
    """
    may_frame(by, cycle.place).enforce()
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    for same in cycle.calendar.filter(starts_at=fields["starts_at"]):
        if same.title == fields["title"]:
            return same
    line = CalendarLine(cycle=cycle, **fields)
    _require_sense(line)
    line.utc_offset = line.offset_now()
    line.save(force_insert=True)
    line.themes.set(themes)
    _note(line)
    record("calendar.added", line, by=by, facts=_facts(line))
    return line


@transaction.atomic
def change_line(
    line: CalendarLine,
    *,
    by: Any,
    themes: Iterable[Theme] | None = None,
    seen: Marks | None = None,
    confirmed: Iterable[str] = (),
    **fields: Any,
) -> CalendarLine:
    """Move or reword a line of the calendar; which parts changed is public.

    `confirmed` languages were read again and still say the same. Refused when overtaken: `seen` is what the form showed.
    """
    may_frame(by, line.cycle.place).enforce()
    line = CalendarLine.objects.select_for_update(of=("self",)).select_related("cycle__place").get(pk=line.pk)
    saved, verbs = shown_of(line), ("calendar.added", "calendar.changed")
    typed = saved | fields | ({} if themes is None else {"themes": list(themes)})
    refuse_overtaken(line, seen, saved=saved, typed=typed, verbs=verbs)
    changed = sorted(name for name, value in fields.items() if getattr(line, name) != value)
    for name in changed:
        setattr(line, name, fields[name])
    _require_sense(line)
    if themes is not None and set(themes) != set(line.themes.all()):
        line.themes.set(themes)
        changed.append("themes")
    # Saved again, it means the hour it shows, even where the clocks have got other rules since.
    is_meant_anew, line.utc_offset = line.hour_meant is not None, line.offset_now()
    if changed or is_meant_anew:
        line.save()
    if changed or confirmed:
        _note(line, confirmed)
    if changed:
        record("calendar.changed", line, by=by, facts={"changed": changed, **_facts(line)})
    return line


@transaction.atomic
def remove_line(line: CalendarLine, *, by: Any) -> None:
    """Take a line off the calendar; that it stood there stays in the record."""
    may_frame(by, line.cycle.place).enforce()
    subject, facts = Subject(line.record_type, line.record_key), _facts(line)
    if CalendarLine.objects.filter(pk=line.pk).delete()[0]:
        record("calendar.removed", subject, by=by, role=_role(by, line), facts=facts)


def shown_of(line: CalendarLine) -> dict[str, Any]:
    """Return what the form of a line shows of it."""
    return {name: getattr(line, name) for name in SHOWN} | {"themes": list(line.themes.all())}


def _require_sense(line: CalendarLine) -> None:
    if line.activity and line.activity.cycle_id != line.cycle_id:
        raise Refused(_("This activity belongs to another cycle."))
    if line.ends_at <= line.starts_at:
        raise Refused(_("It ends after it starts."))


def _note(line: CalendarLine, confirmed: Iterable[str] = ()) -> None:
    for name in _WORDS:
        note(line, name, source=line.cycle.first_language, confirmed=confirmed)


def _role(by: Any, line: CalendarLine) -> str:
    return str(by.record_role(line))


def _facts(line: CalendarLine) -> dict[str, Any]:
    return {"starts_at": line.starts_at.isoformat(), "ends_at": line.ends_at.isoformat()}

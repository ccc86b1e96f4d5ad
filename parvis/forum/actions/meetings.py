"""Plan meetings of a forum, note who came, or call them off."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.forum.models import Forum, Holder, Meeting, Side
from parvis.forum.rules import may_keep_meetings
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

_WORDS = ("where", "agenda")
SHOWN = (*_WORDS, "kind", "starts_at", "time_zone", "url", "cycle")


@transaction.atomic
def plan_meeting(forum: Forum, *, by: Any, **fields: Any) -> Meeting:
    """Announce a meeting; a second one at the same moment is the same meeting.

    `fields` are kind, starts_at, time_zone, where, url, agenda, cycle.
    """
    may_keep_meetings(by, forum).enforce()
    Forum.objects.select_for_update().get(pk=forum.pk)
    _require_own_cycle(forum, fields.get("cycle"))
    planned = forum.meetings.exclude(status=Meeting.Status.CANCELLED)
    if same := planned.filter(starts_at=fields["starts_at"]).first():
        return same
    meeting = Meeting(forum=forum, **fields)
    meeting.save(force_insert=True)
    _note(meeting)
    record("meeting.planned", meeting, by=by, facts=_facts(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: Any, seen: Marks | None = None, confirmed: Iterable[str] = (), **fields: Any
) -> Meeting:
    """Move or reword a planned meeting; which parts changed is public.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_keep_meetings(by, meeting.forum).enforce()
    meeting = _locked(meeting)
    if meeting.status != Meeting.Status.PLANNED:
        raise Refused(_("Only a meeting still to come can be changed."))
    _require_own_cycle(meeting.forum, fields.get("cycle"))
    saved, verbs = shown_of(meeting), ("meeting.planned", "meeting.changed")
    refuse_overtaken(meeting, seen, saved=saved, typed=saved | fields, verbs=verbs)
    changed = sorted(name for name, value in fields.items() if saved[name] != value)
    for name in changed:
        setattr(meeting, name, fields[name])
    if changed or confirmed:
        meeting.save()
        _note(meeting, confirmed)
    if changed:
        record("meeting.changed", meeting, by=by, facts={"changed": changed, **_facts(meeting)})
    return meeting


@transaction.atomic
def hold_meeting(
    meeting: Meeting, *, by: Any, present: Iterable[Holder], guests: Mapping[str, int] | None = None
) -> Meeting:
    """Say that a meeting took place, which members were there, and how many guests came on each side."""
    may_keep_meetings(by, meeting.forum).enforce()
    meeting = _locked(meeting)
    if meeting.starts_at > clock.now():
        raise Refused(_("This meeting has not begun yet."))
    came = list({holder.pk: holder for holder in present}.values())
    known = Holder.objects.on(meeting.held_on).filter(seat__forum=meeting.forum, pk__in=[one.pk for one in came])
    if known.count() != len(came):
        raise Refused(_("Only those who held a seat on that day were there as members."))
    count = Counter(known.values_list("seat__side", flat=True))
    sides = {side.value: count[side.value] for side in Side}
    guests = {side.value: (guests or {}).get(side.value, 0) for side in Side}
    if meeting.move("hold", sides=sides, guests=guests):
        meeting.present.set(came)
        record("meeting.held", meeting, by=by, facts={**_facts(meeting), "sides": sides, "guests": guests})
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Any) -> Meeting:
    """Call off a meeting still to come; that it was planned stays to be read."""
    may_keep_meetings(by, meeting.forum).enforce()
    if meeting.move("cancel"):
        record("meeting.cancelled", meeting, by=by, facts=_facts(meeting))
    return meeting


def shown_of(meeting: Meeting) -> dict[str, Any]:
    """Return what the form of a meeting shows of it."""
    return {name: getattr(meeting, name) for name in SHOWN}


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("forum__place", "cycle")
    return rows.get(pk=meeting.pk)


def _require_own_cycle(forum: Forum, cycle: Any) -> None:
    if cycle is not None and cycle.place_id != forum.place_id:
        raise Refused(_("This cycle belongs to another place."))


def _note(meeting: Meeting, confirmed: Iterable[str] = ()) -> None:
    for name in _WORDS:
        note(meeting, name, source=meeting.place.first_language, confirmed=confirmed)


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {"starts_at": meeting.starts_at.isoformat(), "kind": str(meeting.kind)}

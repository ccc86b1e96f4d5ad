"""Set up the seats of a forum, seat members for a term, end a term."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.forum.models import Forum, Holder, Seat
from parvis.forum.rules import may_agree_to_be_named, may_keep_forum
from parvis.people.models import Person
from parvis.record import record

MOST_SEATS = 200


@transaction.atomic
def add_seat(forum: Forum, *, by: Any, side: str, constituency: Words, number: int | None = None) -> Seat:
    """Add a seat; it takes the next number, unless one is given: that number asked for again is the same seat."""
    may_keep_forum(by, forum.place).enforce()
    Forum.objects.select_for_update().get(pk=forum.pk)
    last = forum.seats.aggregate(last=Max("number"))["last"] or 0
    if number is not None and (same := forum.seats.filter(number=number).first()):
        if (same.side, same.constituency) == (side, constituency):
            return same
        raise Refused(_("There is another seat with this number. Load the page again."))
    if last >= MOST_SEATS:
        raise Refused(_("A forum has at most 200 seats."))
    seat = Seat.objects.create(forum=forum, number=number or last + 1, side=side, constituency=constituency)
    note(seat, "constituency", source=forum.place.first_language)
    record("seat.added", seat, by=by, facts={"side": str(side)})
    return seat


@transaction.atomic
def seat_member(
    seat: Seat,
    *,
    by: Any,
    from_on: datetime.date,
    until_on: datetime.date | None = None,
    person: Person | None = None,
    name: str = "",
    **flags: bool,
) -> Holder:
    """Seat somebody for a term; who follows is seated in advance, from the day after. One person a seat at a time.

    `flags` are is_cochair, is_minute_taker and, for somebody without an account who agreed, is_listed.
    """
    may_keep_forum(by, seat.place).enforce()
    # The forum, not the seat: nobody takes two seats at once.
    Forum.objects.select_for_update().get(pk=seat.forum_id)
    _require_somebody(person, name, from_on, until_on)
    if person is not None:
        flags["is_listed"], name = False, ""
    same = seat.holders.filter(person=person, name=name, from_on=from_on, until_on=until_on).first()
    if same:
        return same
    meanwhile = Q(until_on=None) | Q(until_on__gte=from_on)
    meanwhile &= Q(from_on__lte=until_on) if until_on else Q()
    if seat.holders.filter(meanwhile).exists():
        raise Refused(_("Somebody else holds this seat in that time. End their term first."))
    if person is not None and Holder.objects.filter(meanwhile, seat__forum=seat.forum, person=person).exists():
        raise Refused(_("This person holds another seat in that time: one person, one seat."))
    holder = Holder.objects.create(seat=seat, person=person, name=name, from_on=from_on, until_on=until_on, **flags)
    record("member.seated", holder, by=by, facts=_facts(holder))
    return holder


@transaction.atomic
def end_term(holder: Holder, *, by: Any, on: datetime.date) -> Holder:
    """End a term early: `on` is its last day."""
    may_keep_forum(by, holder.place).enforce()
    holder = Holder.objects.select_for_update(of=("self",)).select_related("seat__forum__place").get(pk=holder.pk)
    if on < holder.from_on or (holder.until_on and on > holder.until_on):
        raise Refused(_("The last day lies within the term."))
    if holder.until_on != on:
        holder.until_on = on
        holder.save(update_fields=["until_on"])
        record("member.term_ended", holder, by=by, facts=_facts(holder))
    return holder


@transaction.atomic
def agree_to_be_named(holder: Holder, *, by: Any, is_listed: bool) -> Holder:
    """Let one's name stand on the page of the forum, or take it off."""
    may_agree_to_be_named(by, holder).enforce()
    if Holder.objects.filter(pk=holder.pk, is_listed=not is_listed).update(is_listed=is_listed):
        record("member.listed" if is_listed else "member.unlisted", holder, by=by)
    holder.is_listed = is_listed
    return holder


def _require_somebody(person: Person | None, name: str, from_on: datetime.date, until_on: datetime.date | None) -> None:
    if (person is None) == (not name):
        raise Refused(_("Choose a person, or write the name of somebody without an account."))
    if until_on and until_on < from_on:
        raise Refused(_("A term ends after it starts."))


def _facts(holder: Holder) -> dict[str, Any]:
    until = holder.until_on.isoformat() if holder.until_on else None
    cochair = {"is_cochair": True} if holder.is_cochair else {}
    return {"side": str(holder.seat.side), "from_on": holder.from_on.isoformat(), "until_on": until, **cochair}

"""What one can do with the registry of consultations: one function a verb."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.places.models import Place
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken
from parvis.registry.codes import LISTED, lists
from parvis.registry.conditions import LISTS, SAID, TEXTS, is_number, problems, shown_of
from parvis.registry.models import NUMBER_SAYS, Code, Listing, Mark
from parvis.registry.rules import may_follow, may_list, may_name_codes

NUMBER_TAKEN = _("There is a listing with this registration number already.")
SAY_WHY = _("Say why in a sentence: it stands in the public record.")
_WRITTEN = ("listing.added", "listing.changed")
Status = Listing.Status


@transaction.atomic
def add_listing(
    place: Place,
    *,
    by: Any,
    number: str = "",
    consultation: Consultation | None = None,
    status: str = Status.PLANNED,
    **said: Any,
) -> Listing:
    """Add a listing of a place; without a `number` it is given the next one. `said` are names of SAID.

    What comes from another registry has come as far as `status` already.
    """
    may_list(by, place).enforce()
    number = number or Listing.objects.next_number()
    if not is_number(number):
        raise Refused(NUMBER_SAYS)
    said = _empty() | _worded(said)
    _require(said, status, place)
    if consultation is not None and (consultation.place.pk != place.pk or hasattr(consultation, "listing")):
        raise Refused(_("This consultation is of another place, or in the registry already."))
    try:
        with transaction.atomic():
            listing = Listing.objects.create(
                place=place, number=number, consultation=consultation, status=status, **_plain(said)
            )
    except IntegrityError:
        raise Refused(NUMBER_TAKEN) from None
    _mark(listing, said)
    record("listing.added", listing, by=by, facts={"place": place.slug, "status": str(status)})
    return listing


@transaction.atomic
def change_listing(listing: Listing, *, by: Any, seen: Marks | None = None, **said: Any) -> Listing:
    """Change what a listing says, but not its number nor its status; which parts changed is public.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_list(by, listing.place).enforce()
    lock(listing, "place")
    saved, said = shown_of(listing), _worded(said)
    refuse_overtaken(listing, seen, saved=saved, typed=saved | said, verbs=_WRITTEN)
    changed = sorted(name for name, value in said.items() if saved[name] != value)
    _require(saved | said, listing.status, listing.place)
    if changed:
        for name, value in _plain({name: said[name] for name in changed}).items():
            setattr(listing, name, value)
        listing.save(update_fields=[name for name in changed if name not in LISTS])
        _mark(listing, {name: said[name] for name in changed})
        record("listing.changed", listing, by=by, facts={"changed": changed})
    return listing


@transaction.atomic
def open_listing(listing: Listing, *, by: Any = None, at: datetime.datetime | None = None) -> Listing:
    """Note that input is accepted. Without `by` it is the clock that does, once the linked consultation has begun."""
    consultation = listing.consultation
    has_begun = consultation is not None and consultation.opened_at is not None and not consultation.is_to_come
    may_follow(by, listing, is_so=has_begun).enforce()
    lock(listing, "place")
    days = _days_of(consultation) if has_begun else {}
    _require(shown_of(listing) | days, Status.OPEN, listing.place)
    if listing.move("open", **days):
        _record("listing.opened", listing, by, at)
    return listing


@transaction.atomic
def end_listing(listing: Listing, *, by: Any = None, at: datetime.datetime | None = None) -> Listing:
    """Note that input is closed, and analysed. Without `by` it is the clock that does, the day after the last one.

    Whoever ends it before makes that day its last one.
    """
    lock(listing, "place", "consultation")
    consultation = listing.consultation
    is_so = consultation.is_over if consultation else listing.is_over(at or clock.now())
    may_follow(by, listing, is_so=is_so).enforce()
    days = _days_of(consultation) if consultation and is_so else {}
    if not is_so:
        # Ended before its last day, or without one: that day is today.
        days = {"ends_on": (at or clock.now()).astimezone(listing.place.zone).date()}
    _require(shown_of(listing) | days, Status.ANALYSING, listing.place)
    if listing.move("end", **days):
        _record("listing.ended", listing, by, at)
    return listing


@transaction.atomic
def publish_report(listing: Listing, *, by: Any, report: Words | None = None) -> Listing:
    """Note that the report is online; its links, one for each official language, are given here or stand there already."""
    may_list(by, listing.place).enforce()
    lock(listing, "place")
    found = {"report": Words(report or listing.report), "has_report": True}
    _require(shown_of(listing) | found, Status.REPORTED, listing.place)
    if listing.move("report", **found):
        _record("listing.reported", listing, by)
    return listing


@transaction.atomic
def expect_no_report(listing: Listing, *, by: Any) -> Listing:
    """Note that no report will come; one may come after all."""
    may_list(by, listing.place).enforce()
    lock(listing, "place")
    if listing.move("expect_none"):
        _record("listing.no_report_expected", listing, by)
    return listing


@transaction.atomic
def abandon_listing(listing: Listing, *, by: Any, reason: str = "") -> Listing:
    """Note that a consultation does not go forward; one that was open says why. It is not published any more."""
    may_list(by, listing.place).enforce()
    lock(listing, "place")
    reason = clean_line(reason)[:300]
    if listing.status == Status.OPEN and not reason:
        raise Refused(SAY_WHY)
    if listing.move("abandon", {"reason": reason}, is_publishable=False):
        _record("listing.abandoned", listing, by, reason=reason)
    return listing


@transaction.atomic
def withdraw_report(listing: Listing, *, by: Any, reason: str) -> Listing:
    """Correct a listing that said there is a report: it is analysed again, and the links go."""
    may_list(by, listing.place).enforce()
    lock(listing, "place")
    reason = clean_line(reason)[:300]
    if not reason:
        raise Refused(SAY_WHY)
    if listing.move("withdraw_report", {"reason": reason}, has_report=False, report=Words()):
        _record("listing.report_withdrawn", listing, by, reason=reason)
    return listing


@transaction.atomic
def name_code(kind: str, code: str, *, by: Any, name: Mapping[str, str], is_retired: bool = False) -> Code:
    """Add a code to a list, name it anew, or no longer offer it; what carries it keeps it."""
    may_name_codes(by).enforce()
    code, name = (
        clean_line(code).upper(),
        Words({language: clean_line(text) for language, text in name.items() if text}),
    )
    if kind not in LISTED or not code.isalnum() or len(code) > 12 or not name:
        raise Refused(_("A code has a list, up to 12 letters and digits, and a name."))
    found, _is_new = Code.objects.select_for_update().get_or_create(list=kind, code=code, defaults={"name": {}})
    if (found.name, found.is_retired) != (name, is_retired):
        found.name, found.is_retired = name, is_retired
        found.save()
        record("registry_code.named", found, by=by, facts={"name": dict(name), "offered": not is_retired})
    return found


def _empty() -> dict[str, Any]:
    return {name: [] for name in LISTS} | {
        name: field.get_default() for name in SAID if name not in LISTS and (field := Listing._meta.get_field(name))
    }


def _worded(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Words(value) if name in TEXTS else value for name, value in said.items()}


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in LISTS}


def _require(said: Mapping[str, Any], status: str, place: Place) -> None:
    """Refuse, with the first thing that is wrong, what a listing in a status may not say."""
    if found := problems(said, status=status, official=place.languages, lists=lists()):
        raise Refused(found[0][1])


def _mark(listing: Listing, said: Mapping[str, Iterable[str]]) -> None:
    """Put the codes of the lists in `said` in place of those a listing carries."""
    kinds = {kind: said[name] for name, kind in LISTS.items() if name in said}
    listing.marks.filter(list__in=kinds).delete()
    Mark.objects.bulk_create(
        Mark(listing=listing, list=kind, code=code, position=position)
        for kind, codes in kinds.items()
        for position, code in enumerate(dict.fromkeys(codes))
    )


def _days_of(consultation: Consultation) -> dict[str, datetime.date]:
    """Return the days of a consultation on the calendar of its place."""
    moments = {"starts_on": consultation.opens_at, "ends_on": consultation.ended_at}
    return {name: moment.astimezone(consultation.zone).date() for name, moment in moments.items()}


def _record(verb: str, listing: Listing, by: Any, at: datetime.datetime | None = None, **facts: str) -> None:
    told = {name: value for name, value in facts.items() if value}
    record(verb, listing, by=by, role="" if by else "system", facts={"status": str(listing.status), **told})

"""Name places, keep what is said of them right, and say how the partnership sees them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.core.dates import day_words
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.places.models import Membership, Place, slug_of
from parvis.places.rules import may_add_places, may_change_place
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

SHOWN = ("name", "kind", "region", "parent", "languages", "time_zone", "iso")


@transaction.atomic
def add_place(*, by: Any, name: Words, slug: str = "", **fields: Any) -> Place:
    """Add a place; one that is already at the same address is returned as it stands.

    `fields` are kind, iso, region, languages, time_zone, parent.
    """
    may_add_places(by).enforce()
    place, is_new = Place.objects.get_or_create(slug=slug or slug_of(name), defaults={"name": name, **fields})
    if is_new:
        note(place, "name", source=place.first_language)
        record("place.added", place, by=by, facts={"kind": place.kind, "region": place.region})
    return place


@transaction.atomic
def change_place(
    place: Place, *, by: Any, seen: Marks | None = None, confirmed: Iterable[str] = (), **fields: Any
) -> Place:
    """Change what is said of a place; its address stays. Which parts changed is public.

    `confirmed` languages of the name were read again and still say the same. Refused when overtaken: `seen` is what the form showed.
    """
    may_change_place(by, place).enforce()
    place = Place.objects.select_for_update().get(pk=place.pk)
    saved = {name: getattr(place, name) for name in SHOWN}
    refuse_overtaken(place, seen, saved=saved, typed=saved | fields, verbs=("place.added", "place.changed"))
    changed = sorted(name for name, value in fields.items() if getattr(place, name) != value)
    for name in changed:
        setattr(place, name, fields[name])
    if changed:
        place.save(update_fields=changed)
    if "name" in changed or confirmed:
        note(place, "name", source=place.first_language, confirmed=confirmed)
    if changed:
        record("place.changed", place, by=by, facts={"changed": changed})
    return place


@transaction.atomic
def change_standing(
    place: Place,
    *,
    by: Any,
    standing: str,
    from_on: datetime.date,
    until_on: datetime.date | None = None,
    reason: str = "",
    known_on: datetime.date | None = None,
) -> Membership:
    """Say how the partnership sees a place from a day on; the standing before it ends the day before.

    The same standing from the same day is brought up to date; an empty reason says nothing. Spans never overlap.
    `known_on` is the last day on which a source said so; left out, nobody knows it, and a day known before stays.
    """
    may_add_places(by).enforce()
    place = Place.objects.select_for_update().get(pk=place.pk)
    said = {"until_on": until_on, "reason": reason, "known_on": known_on}
    if until_on and until_on < from_on:
        raise Refused(_("A standing ends after it begins."))
    if same := place.memberships.filter(standing=standing, from_on=from_on).first():
        return _bring_up_to_date(same, by=by, **said)
    current = place.memberships.filter(until_on=None).first()
    if current and current.from_on >= from_on and until_on is None:
        raise Refused(_("A later standing is already known. Give a day after it."))
    if current and current.from_on < from_on:
        current.until_on = from_on - datetime.timedelta(days=1)
        current.save(update_fields=["until_on"])
    membership = Membership(place=place, standing=standing, from_on=from_on, **said)
    _refuse_overlap(membership)
    membership.save(force_insert=True)
    record("place.standing_changed", place, by=by, facts=_facts(membership))
    return membership


def _bring_up_to_date(
    membership: Membership, *, by: Any, until_on: datetime.date | None, reason: str, known_on: datetime.date | None
) -> Membership:
    place, reason = membership.place, reason or membership.reason
    changed = (membership.until_on, membership.reason) != (until_on, reason)
    is_newer = known_on is not None and (membership.known_on is None or membership.known_on < known_on)
    membership.until_on, membership.reason = until_on, reason
    membership.known_on = known_on if is_newer else membership.known_on
    if changed or is_newer:
        _refuse_overlap(membership)
        membership.save(update_fields=["until_on", "reason", "known_on"])
        verb = "place.standing_changed" if changed else "place.standing_confirmed"
        record(verb, place, by=by, facts=_facts(membership))
    return membership


def _refuse_overlap(membership: Membership) -> None:
    others = membership.place.memberships.exclude(pk=membership.pk)
    others = others.filter(Q(until_on=None) | Q(until_on__gte=membership.from_on))
    if membership.until_on:
        others = others.filter(from_on__lte=membership.until_on)
    if other := others.first():
        sentence = _("These days overlap those of another standing, which begins on %(day)s.")
        raise Refused(sentence % {"day": day_words(other.from_on)})


def _facts(membership: Membership) -> dict[str, Any]:
    days = {"from": membership.from_on, "until": membership.until_on, "known_on": membership.known_on}
    return {"standing": membership.standing} | {name: day.isoformat() for name, day in days.items() if day}

"""What was said at the events of a calendar: how many notes, and how many people are behind them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from parvis.consultations.models import Consultation, Contribution, Note, Provenance, ScribeLink, Workshop
from parvis.cycles.models import CalendarLine
from parvis.people.models import Person

SHOWN = 30


class Heard(NamedTuple):
    """What an event brought to one consultation."""

    event: int
    consultation: str
    notes: int
    people: int


def heard_at(events: Iterable[CalendarLine]) -> dict[int, list[Heard]]:
    """Return what was published of each event, by its pk; one query, whatever their number."""
    rows = Provenance.objects.filter(
        event__in=[event.pk for event in events], contribution__status=Contribution.Status.PUBLISHED
    )
    counted = rows.values_list("event", "contribution__consultation__slug").annotate(Count("pk"), Sum("people"))
    found: dict[int, list[Heard]] = {}
    for row in counted.order_by("event", "contribution__consultation__slug"):
        found.setdefault(row[0], []).append(Heard(*row))
    return found


def events_of(consultation: Consultation) -> list[tuple[CalendarLine, Heard]]:
    """Return the events at which something published in a consultation was said, in order; two queries."""
    lines = list(CalendarLine.objects.filter(cycle=consultation.cycle_id))
    heard = heard_at(lines)
    return [(line, each) for line in lines for each in heard.get(line.pk, []) if each.consultation == consultation.slug]


def numbers_said_at(event: int, consultation: Consultation) -> list[int]:
    """Return the pks of the contributions to a consultation that were said at an event; one query."""
    # Asked by the event alone: a database that begins with the consultation walks through all that was said in it.
    rows = Provenance.objects.filter(event=event).values_list("contribution", "contribution__consultation")
    return [number for number, asked in rows if asked == consultation.pk]


def workshops_for(consultations: Iterable[Consultation]) -> QuerySet[Workshop]:
    """Return the workshops of consultations, the latest first, with the number of notes standing."""
    rows = Workshop.objects.filter(consultation__in=consultations)
    return rows.select_related("event__cycle__place", "consultation__cycle__place")


def counted_notes(workshop: Workshop, link: ScribeLink | None = None) -> dict[str, Any]:
    """Return how many notes stand, and how many people are behind them: of a scribe, or all; one query."""
    notes = workshop.notes.typed_by(link).standing()
    counted = notes.aggregate(notes=Count("pk"), people=Sum("contribution__provenance__people"))
    return {"notes": counted["notes"], "people": counted["people"] or 0}


def latest_notes(workshop: Workshop, link: ScribeLink | None = None) -> list[Note]:
    """Return the last notes a scribe typed (all scribes, without a link), the newest first; two queries."""
    notes = workshop.notes.typed_by(link).standing()
    notes = notes.select_related("contribution__provenance", "slip", "repeats__contribution")
    found = list(notes.prefetch_related("contribution__themes")[:SHOWN])
    for note in found:
        note.workshop = workshop
    return found


def consultations_of_scribes(person: Person) -> QuerySet[Consultation]:
    """Return the consultations into which a person may bring what was said elsewhere, the latest first."""
    rows = Consultation.objects.exclude(status=Consultation.Status.DRAFT).select_related("cycle__place")
    if not person.is_keeper:
        places = [role.place_id for role in person.current_roles if role.kind in ("convener", "moderator")]
        rows = rows.filter(cycle__place__in=places)
    return rows.order_by("-pk")

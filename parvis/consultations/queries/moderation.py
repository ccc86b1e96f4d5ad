"""What moderators have to read."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, Contribution, with_its_author
from parvis.core.pages import KeysetPage, keyset
from parvis.people.models import Person

# Who chooses by signs decides about many at once.
SIZE, SIZE_TO_TICK = 25, 100
# A number that any database can hold has fewer.
_DIGITS = 18
# The order of each queue: whoever waits longest is read first; of the rest, what came last.
ASKED = "asked"
QUEUES = {
    Contribution.Status.HELD: (_("Waiting to be read"), ["id"]),
    ASKED: (_("Waiting for its author"), ["id"]),
    Contribution.Status.PUBLISHED: (_("Published lately"), ["-id"]),
    Contribution.Status.HIDDEN: (_("Hidden"), ["-id"]),
}
STRONG = 4
# Which of a queue to show, by the signs of spam in them.
SIGNS = {
    "": (_("All of them"), Q()),
    "none": (_("Without a sign"), Q(signs=None)),
    "some": (_("With a sign"), Q(signs__score__gt=0)),
    "strong": (_("With strong signs"), Q(signs__score__gte=STRONG)),
}


def consultations_moderated_by(person: Person) -> list[int]:
    """Return the consultations in which `person` moderates; all of them, for a keeper."""
    consultations = Consultation.objects.all()
    if not person.is_keeper:
        places = [role.place_id for role in person.current_roles if role.kind in ("moderator", "convener")]
        consultations = consultations.filter(cycle__place__in=places)
    return list(consultations.values_list("pk", flat=True))


def queue_of(consultations: list[int], status: str, after: str = "", signs: str = "") -> KeysetPage[dict[str, Any]]:
    """Return a page of what stands in one queue, with the consultation each is from; `signs` is a key of SIGNS."""
    rows = (
        _standing_in(status, consultations)
        .filter(SIGNS[signs][1])
        .values(
            "id",
            "code",
            "language",
            "public_name",
            "organisation_name",
            "channel",
            "received_at",
            "hidden_for",
            score=F("signs__score"),
            reasons=F("signs__reasons"),
            title=F("consultation__title"),
            time_zone=F("consultation__cycle__place__time_zone"),
            beginning=Substr("words", 1, 1200),
        )
    )
    return keyset(rows, QUEUES[status][1], after, SIZE_TO_TICK if signs else SIZE)


def next_to_read(consultations: list[int], after: str = "") -> Contribution | None:
    """Return the contribution that has waited longest, among those that came after the number `after`."""
    held = _standing_in(Contribution.Status.HELD, consultations)
    held = held.select_related("consultation__cycle__place", "author").order_by("pk")
    number = int(after) if after.isdecimal() and len(after) < _DIGITS else 0
    return held.filter(pk__gt=number).first() or (held.first() if number else None)


def waiting(consultations: list[int], most: int = 100) -> int:
    """Return how many contributions wait to be read, counting no further than `most`."""
    return _standing_in(Contribution.Status.HELD, consultations).order_by()[:most].count()


def _standing_in(queue: str, consultations: list[int]) -> QuerySet[Contribution]:
    """Return what is in a queue; what waits for its author is in one of its own, until its day has passed."""
    found = Contribution.objects.filter(consultation__in=consultations)
    if queue == ASKED:
        return found.filter(with_its_author(), status=Contribution.Status.HELD)
    found = found.filter(status=queue)
    return found.exclude(with_its_author()) if queue == Contribution.Status.HELD else found

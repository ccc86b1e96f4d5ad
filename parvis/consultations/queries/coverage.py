"""How much of what was said has been answered, and how soon: read from the figures, never counted."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from parvis.consultations.models import Breakdown, Consultation, Figures
from parvis.core import clock

Of = Breakdown.Of


@dataclass
class Coverage:
    """The figures of one consultation; `parts` holds numbers of published contributions by what they share."""

    received: int = 0
    published: int = 0
    hidden: int = 0
    answered: int = 0
    late: int = 0
    late_since: datetime.date | None = None
    median_days: int | None = None
    parts: dict[str, dict[str, int]] = field(default_factory=dict)


def coverage_of(consultation: Consultation) -> Coverage:
    """Return the coverage of one consultation; two queries, one when its figures are already there."""
    return coverage_of_all([consultation])[consultation.pk]


def coverage_of_all(consultations: Iterable[Consultation], of: Iterable[str] = Of.values) -> dict[int, Coverage]:
    """Return the coverage of each consultation by its pk; two queries, whatever their number.

    `of` says which parts are needed. The consultations must have their cycle and place at hand.
    """
    consultations = {consultation.pk: consultation for consultation in consultations}
    found = {pk: Coverage() for pk in consultations}
    for figures in _figures_of(consultations):
        coverage = found[figures.pk]
        coverage.received, coverage.published = figures.received, figures.published
        coverage.hidden, coverage.answered = figures.hidden, figures.answered
    rows = Breakdown.objects.filter(consultation__in=found, of__in=list(of), number__gt=0)
    for pk, kind, value, number in rows.order_by("of", "value").values_list("consultation", "of", "value", "number"):
        found[pk].parts.setdefault(kind, {})[value] = number
    for pk, coverage in found.items():
        _weigh_lateness(coverage, clock.now().astimezone(consultations[pk].zone).date())
        coverage.median_days = _median(coverage.parts.get(Of.DAYS, {}))
    return found


def _figures_of(consultations: dict[int, Consultation]) -> Iterable[Figures]:
    """Return the figures, those that came with their consultation without a query."""
    at_hand = {pk: each._state.fields_cache["figures"] for pk, each in consultations.items() if _came_along(each)}
    yield from (figures for figures in at_hand.values() if figures is not None)
    if missing := consultations.keys() - at_hand.keys():
        yield from Figures.objects.filter(pk__in=missing)


def _came_along(consultation: Consultation) -> bool:
    return Consultation.figures.is_cached(consultation)


def _weigh_lateness(coverage: Coverage, today: datetime.date) -> None:
    waiting = {datetime.date.fromisoformat(day): number for day, number in coverage.parts.get(Of.DUE, {}).items()}
    late = {day: number for day, number in waiting.items() if day < today}
    coverage.late, coverage.late_since = sum(late.values()), min(late, default=None)


def _median(numbers: dict[str, int]) -> int | None:
    """Return the number of days within which half of the answers came."""
    half, so_far = sum(numbers.values()) / 2, 0
    for days in sorted(numbers, key=int):
        so_far += numbers[days]
        if so_far >= half:
            return int(days)
    return None

"""Batches and how far their sheets have come, in a constant number of queries."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count

from parvis.consultations.models import Consultation
from parvis.paper.models import Batch, Sheet, serial_of

SHOWN = 100


class Pile(NamedTuple):
    """The sheets of a batch that have come as far as each other."""

    status: Sheet.Status
    serials: list[str]


def batches_of(consultations: Iterable[Consultation]) -> list[tuple[Batch, int]]:
    """Return the latest batches of consultations, each with how many of its sheets were typed in; two queries."""
    rows = Batch.objects.filter(consultation__in=consultations).select_related("consultation__cycle__place")
    batches = list(rows[:SHOWN])
    typed = Sheet.objects.filter(batch__in=batches, status=Sheet.Status.ENTERED).values_list("batch")
    counts = dict(typed.annotate(Count("pk")).order_by())
    return [(batch, counts.get(batch.pk, 0)) for batch in batches]


def piles_of(batch: Batch) -> list[Pile]:
    """Return the sheets of a batch, by how far they have come, in the order they go; one query."""
    piles: dict[str, list[str]] = {status: [] for status in Sheet.Status.values}
    for status, number in batch.sheets.order_by("number").values_list("status", "number"):
        piles[status].append(serial_of(batch.pk, number))
    return [Pile(Sheet.Status(status), serials) for status, serials in piles.items()]


def both_readings(sheet: Sheet) -> list[dict[str, Any]]:
    """Return where two people read otherwise on a sheet: the field, and what each read there."""
    first, second = (reading.said for reading in sheet.readings.all()[:2])
    themes = dict(sheet.batch.consultation.cycle.cycle_themes.values_list("theme", "theme__name"))
    questions = dict(sheet.batch.consultation.questions.values_list("pk", "number"))

    def told(name: str, value: Any) -> str:
        if name == "themes":
            return ", ".join(str(themes.get(each, each)) for each in value)
        return str(questions.get(value, "")) if name == "question" else str(value)

    return [
        {"name": name, "first": told(name, first[name]), "second": told(name, second[name])}
        for name in first
        if first[name] != second[name]
    ]

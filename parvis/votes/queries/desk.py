"""What conveners and moderators see of votings."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from parvis.consultations.models import Consultation
from parvis.votes.models import Statement, Vote, Voting

SHOWN = 200


@dataclass(frozen=True)
class Row:
    """A consultation in a list, with its voting, if it has one."""

    consultation: Consultation
    voting: Voting | None
    published: int
    proposed: int


@dataclass(frozen=True)
class Pile:
    """The statements in one state."""

    label: str
    statements: list[Statement]


def rows_for(consultations: Collection[int]) -> list[Row]:
    """Return consultations with their votings, those with something to read first; three queries."""
    found = Consultation.objects.filter(pk__in=consultations).select_related("cycle__place").order_by("-pk")[:SHOWN]
    votings = {each.consultation_id: each for each in Voting.objects.filter(consultation__in=consultations)}
    status = Statement.Status
    counts = {
        row["consultation"]: row
        for row in Statement.objects.filter(consultation__in=consultations)
        .order_by()
        .values("consultation")
        .annotate(
            published=Count("pk", filter=Q(status=status.PUBLISHED)),
            proposed=Count("pk", filter=Q(status=status.PROPOSED)),
        )
    }
    rows = []
    for each in found:
        count = counts.get(each.pk, {"published": 0, "proposed": 0})
        rows.append(Row(each, votings.get(each.pk), count["published"], count["proposed"]))
    return sorted(rows, key=lambda row: (not row.proposed, row.voting is None))


def statements_by_status(consultation: Consultation) -> list[Pile]:
    """Return the statements of a consultation, those to be read first; how many votes each has is on them."""
    found = list(consultation.statements.order_by("number"))
    votes = Vote.objects.filter(statement__consultation=consultation).order_by()
    counts = dict(votes.values_list("statement_id").annotate(count=Count("pk")))
    for each in found:
        each.count = counts.get(each.pk, 0)
    piles = [Pile(str(status.label), [each for each in found if each.status == status]) for status in Statement.Status]
    return [pile for pile in piles if pile.statements]

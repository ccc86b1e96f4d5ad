"""The people behind a group, each counted once however often they spoke or supported."""

from collections.abc import Collection

from django.db.models import Count, F, Q, Sum

from parvis.consultations.models import Contribution, Group, Support


def recount(groups: Collection[int]) -> None:
    """Bring the numbers of groups to what their members are now; some queries for each."""
    for number in groups:
        Group.objects.filter(pk=number).update(**numbers_of(_members(number)))


def numbers_of(members: Collection[int]) -> dict[str, int]:
    """Return how many of these contributions can be read, and how many people are behind them.

    Whoever wrote or supported several is one person; a note from a workshop counts as many as stood behind it; of
    authors who left no address, each contribution counts as one.
    """
    said = Contribution.objects.published().filter(pk__in=members).order_by()
    known = said.exclude(author=None).values("author")
    supporting = Support.objects.filter(contribution__in=said.values("pk")).order_by().values(author=F("person"))
    counted = said.aggregate(
        size=Count("pk"),
        unknown=Count("pk", filter=Q(author=None)),
        more=Sum(F("provenance__people") - 1, default=0),
    )
    people = known.union(supporting).count() + counted["unknown"] + counted["more"]
    return {"size": counted["size"], "people": people}


def _members(group: int) -> list[int]:
    rows = Contribution.objects.filter(memberships__group=group, memberships__left_at=None)
    return list(rows.order_by().values_list("pk", flat=True))

"""Which contributions got many supports from few sources, and how many."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.db.models.functions import Substr

from parvis.consultations.models import MANY_FROM_ONE, Contribution, SupportSource
from parvis.core.receipts import format_code
from parvis.core.words import Words

SHOWN = 100
# From this share of all its supports on, those from few sources are told: a third.
_SHARE = 3


def crowded(consultations: Iterable[int] | QuerySet[Any, Any], **only: Any) -> list[dict[str, Any]]:
    """Return what was supported by many from few networks, most of them first; `only` narrows the contributions down."""
    sources = SupportSource.objects.filter(
        number__gte=MANY_FROM_ONE,
        contribution__consultation__in=consultations,
        contribution__status=Contribution.Status.PUBLISHED,
        **{f"contribution__{name}": value for name, value in only.items()},
    )
    rows = sources.values(
        code=F("contribution__code"),
        language=F("contribution__language"),
        title=F("contribution__consultation__title"),
        supports=F("contribution__supports"),
        beginning=Substr("contribution__words", 1, 300),
    ).annotate(from_few=Sum("number"), sources=Count("pk"), first=Min("day"), last=Max("day"))
    told = rows.annotate(weight=Sum("number") * _SHARE).filter(weight__gte=F("supports"), supports__gt=0)
    return [_told(row) for row in told.order_by("-from_few", "code")[:SHOWN]]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    # Some may have been taken back: from whom is not known.
    few = min(row["from_few"], row["supports"])
    return row | {"from_few": few, "receipt": format_code(row["code"]), "title": Words(row["title"])}


def few_sources_of(consultation: int) -> dict[str, int] | None:
    """Return how many supports of how many contributions came from few sources; None when there is nothing to tell."""
    found = crowded([consultation])
    if not found:
        return None
    sums = {name: sum(row[name] for row in found) for name in ("from_few", "supports")}
    return sums | {"contributions": len(found)}

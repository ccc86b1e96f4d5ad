"""The consultations one can see."""

from collections.abc import Iterable
from dataclasses import dataclass

from parvis.consultations.models import Breakdown, Consultation
from parvis.consultations.queries.coverage import Coverage, coverage_of_all
from parvis.core import clock
from parvis.core.pages import KeysetPage, keyset
from parvis.people.models import Person

MOST_OPEN = 100
SIZE = 20


@dataclass(frozen=True)
class Listed:
    """A consultation with its figures."""

    consultation: Consultation
    coverage: Coverage


@dataclass(frozen=True)
class Lists:
    """What is open, what is coming, and a page of what is over, the latest first."""

    open: list[Listed]
    coming: list[Listed]
    over: list[Listed]
    page: KeysetPage[Consultation]


def lists_for(person: Person | None, after: str = "") -> Lists:
    """Return the consultations `person` may see; four queries."""
    rows = Consultation.objects.visible_to(person).exclude(status=Consultation.Status.DRAFT)
    rows = rows.select_related("cycle__place")
    now = clock.now()
    current = list(rows.filter(status=Consultation.Status.OPEN, closes_at__gt=now)[:MOST_OPEN]) if not after else []
    page = keyset(rows.exclude(status=Consultation.Status.OPEN, closes_at__gt=now), ["-id"], after, SIZE)
    coverage = coverage_of_all([*current, *page.rows], [Breakdown.Of.DUE])
    return Lists(
        open=_listed((each for each in current if each.opens_at <= now), coverage),
        coming=_listed((each for each in current if each.opens_at > now), coverage),
        over=_listed(page.rows, coverage),
        page=page,
    )


def _listed(consultations: Iterable[Consultation], coverage: dict[int, Coverage]) -> list[Listed]:
    return [Listed(each, coverage[each.pk]) for each in consultations]

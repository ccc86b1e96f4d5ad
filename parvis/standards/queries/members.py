"""All members at a glance: a row for each place, a constant number of queries, whatever they have behind them."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.asks.models import Route
from parvis.core import clock
from parvis.core.search.folding import fold
from parvis.cycles.models import Cycle
from parvis.places.models import Membership, Place
from parvis.places.queries import is_called
from parvis.standards.models import SelfCheck
from parvis.standards.requirements import State

SHOWN = 50
AT_RISK_WITHIN = datetime.timedelta(days=30)
SORTS: dict[str, str | Promise] = {
    "name": _("name"),
    "risk": _("most at risk"),
    "deadline": _("next deadline"),
    "asks": _("asks waiting"),
    "activity": _("longest silent"),
}
STATES: dict[str, str | Promise] = {
    "late": _("a requirement is not met"),
    "risk": _("at risk within thirty days"),
    "good": _("nothing is missed"),
    "none": _("no cycle under way"),
}


@dataclass(frozen=True)
class Member:
    """A place as the support unit sees it: counts of requirements of its current cycle, and what comes next."""

    place: Place
    name: str
    standing: str
    cycle: Cycle | None
    not_met: int
    at_risk: int
    next_on: datetime.date | None
    asks_waiting: int
    last_sign: datetime.datetime | None

    @property
    def state(self) -> str:
        """Return how it stands: one of STATES."""
        if self.cycle is None:
            return "none"
        if self.not_met:
            return "late"
        return "risk" if self.at_risk else "good"

    @property
    def standing_words(self) -> str:
        """Return how the partnership sees it, in words."""
        return str(dict(Membership.Standing.choices).get(self.standing, ""))

    @property
    def code(self) -> str:
        """Return the few letters that stand for it on the map."""
        return self.place.iso or self.name[:3]

    @property
    def state_words(self) -> str | Promise:
        """Return how it stands, in words."""
        return STATES[self.state]


@dataclass(frozen=True)
class Members:
    """The members asked for, those on this page, and how many are in each state."""

    rows: Sequence[Member]
    shown: Sequence[Member]
    counts: dict[str, int]
    page: int
    pages: int

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return how many members are in each state, as figures to show."""
        return [
            {"number": number, "words": STATES[state], "is_late": state == "late" and number > 0}
            for state, number in self.counts.items()
        ]

    @property
    def map(self) -> list[tuple[str, list[Member]]]:
        """Return the members found as squares, by region."""
        names = dict(Place.Region.choices)
        return [
            (str(words), squares)
            for region, words in names.items()
            if (squares := [row for row in self.rows if row.place.region == region])
        ]


def members(wanted: dict[str, Any]) -> Members:
    """Return the members asked for: by `search`, `region`, `standing`, `state`, sorted by `sort`; four queries.

    Hundreds are held in memory at once: a line each, and no more.
    """
    every = _rows()
    found = [row for row in every if _is_wanted(row, wanted)]
    found.sort(key=_ORDERS[wanted.get("sort") or "name"])
    pages = max(1, -(-len(found) // SHOWN))
    page = min(max(int(wanted.get("page") or 1), 1), pages)
    counts = {state: sum(row.state == state for row in every) for state in STATES}
    return Members(found, found[(page - 1) * SHOWN : page * SHOWN], counts, page, pages)


def _rows() -> list[Member]:
    now = clock.now()
    last = Membership.objects.filter(place=OuterRef("pk"), until_on=None).values("standing")[:1]
    current = Cycle.objects.filter(place=OuterRef("pk"), status=Cycle.Status.OPEN).order_by("-number").values("pk")[:1]
    places = list(Place.objects.annotate(standing=Subquery(last), current=Subquery(current), sign=F("last_sign__at")))
    cycles = Cycle.objects.in_bulk([place.current for place in places if place.current])
    risks = _risks(cycles, now)
    waiting = dict(Route.objects.waiting().order_by().values_list("place").annotate(number=Count("pk")))
    return [_member(place, cycles, risks, waiting) for place in places]


def _risks(cycles: Iterable[int], now: datetime.datetime) -> dict[int, dict[str, Any]]:
    missed, soon = Q(state=State.NOT_MET), Q(fails_on__lte=now.date() + AT_RISK_WITHIN)
    counted = (
        SelfCheck.objects.filter(cycle__in=cycles)
        .order_by()
        .values("cycle")
        .annotate(
            not_met=Count("pk", filter=missed),
            at_risk=Count("pk", filter=~missed & soon),
            next_on=Min("fails_on", filter=~missed),
        )
    )
    return {row["cycle"]: row for row in counted}


def _member(
    place: Place, cycles: dict[int, Cycle], risks: dict[int, dict[str, Any]], waiting: dict[int, int]
) -> Member:
    cycle = cycles.get(place.current)
    if cycle:
        cycle.place = place
    risk = risks.get(place.current, {})
    return Member(
        place=place,
        name=str(place.name),
        standing=place.standing or "",
        cycle=cycle,
        not_met=risk.get("not_met", 0),
        at_risk=risk.get("at_risk", 0),
        next_on=risk.get("next_on"),
        asks_waiting=waiting.get(place.pk, 0),
        last_sign=place.sign,
    )


def _is_wanted(row: Member, wanted: dict[str, Any]) -> bool:
    if wanted.get("region") and row.place.region != wanted["region"]:
        return False
    if wanted.get("standing") and row.standing != wanted["standing"]:
        return False
    if wanted.get("state") and row.state != wanted["state"]:
        return False
    return is_called(row.place, wanted.get("search") or "")


_NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_ORDERS: dict[str, Callable[[Member], Any]] = {
    "name": lambda row: fold(row.name),
    "risk": lambda row: (-row.not_met, -row.at_risk, row.next_on or datetime.date.max, fold(row.name)),
    "deadline": lambda row: (row.next_on or datetime.date.max, fold(row.name)),
    "asks": lambda row: (-row.asks_waiting, fold(row.name)),
    "activity": lambda row: (row.last_sign or _NEVER, fold(row.name)),
}

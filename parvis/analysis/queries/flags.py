"""What the last search for themes found that somebody should look at: the same words or page many times, or at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from parvis.analysis.models import Run
from parvis.analysis.queries.said import Said, said_of
from parvis.consultations.models import Consultation

FIRST, SHOWN = 3, 50


@dataclass(frozen=True)
class Burst:
    """The day in which most of some texts came: when it begins, how many came in it, and which share of all others."""

    begins: datetime
    texts: int
    share_of_others: float


@dataclass(frozen=True)
class Flag:
    """What was seen of some texts, with evidence; of those listed, how alike each is to the first, in thousandths.

    `people` counts each text without an account as somebody else's: there are not more.
    """

    number: int
    kind: str
    texts: int
    people: int | None
    burst: Burst | None
    listed: list[tuple[Said, int | None]]
    after: int


def flags_of(consultation: Consultation) -> list[Flag]:
    """Return all there is to look at, each with its first texts; two queries."""
    told = _told(consultation)
    return _flags(told, [(number, flag, 0, FIRST) for number, flag in enumerate(told.get("flags", ()), 1)])


def flag_of(consultation: Consultation, number: int, start: int) -> Flag | None:
    """Return one of them with a page of its texts; None when there is none of this number. Two queries."""
    told = _told(consultation)
    found = [(each, flag, start, SHOWN) for each, flag in enumerate(told.get("flags", ()), 1) if each == number]
    return next(iter(_flags(told, found)), None)


def _told(consultation: Consultation) -> Mapping[str, Any]:
    last = Run.objects.filter(consultation=consultation, kind=Run.Kind.THEMES).done().first()
    return last.told if last else {}


def _flags(told: Mapping[str, Any], found: Iterable[tuple[int, Mapping[str, Any], int, int]]) -> list[Flag]:
    found = list(found)
    said = said_of(code for _number, flag, start, size in found for code in flag["ids"][start : start + size])
    alike = {member["id"]: member["likeness"] for family in told.get("families", ()) for member in family["members"]}
    return [
        Flag(
            number=number,
            kind=flag["kind"],
            texts=flag["texts"],
            people=flag["people"],
            burst=_burst(flag["burst"]),
            listed=[
                (said[code], round(1000 * alike[code]) if code in alike else None)
                for code in flag["ids"][start : start + size]
            ],
            after=start + size if start + size < flag["texts"] else 0,
        )
        for number, flag, start, size in found
    ]


def _burst(told: Mapping[str, Any] | None) -> Burst | None:
    if told is None:
        return None
    return Burst(datetime.fromtimestamp(told["from"], UTC), told["texts"], told["share_of_others"])

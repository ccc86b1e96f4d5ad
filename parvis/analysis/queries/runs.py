"""The runs of a consultation, and what changed between two maps."""

from dataclasses import dataclass
from typing import Any

from parvis.analysis.models import Run
from parvis.analysis.queries.maps import words_of
from parvis.consultations.models import Consultation
from parvis.votes.queries.worded import Worded

SHOWN = 30
LISTED = 10


def history_of(consultation: Consultation, kind: str = Run.Kind.MAP) -> list[Run]:
    """Return the latest runs of a kind, the last first, without what they found; one query."""
    rows = Run.objects.filter(consultation=consultation, kind=kind).select_related("asked_by")
    return list(rows.defer("result").order_by("-number")[:SHOWN])


@dataclass(frozen=True)
class Moved:
    """A statement and its rank in a list of two maps; None where it is not among the first."""

    statement: Worded
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Comparison:
    """What changed from one map to a later one."""

    before: Run
    now: Run
    people: tuple[int, int]
    votes: tuple[int, int]
    kept: list[tuple[str, int, int]]
    born: list[tuple[str, int]]
    died: list[tuple[str, int]]
    agreed: list[Moved]
    divided: list[Moved]
    same_votes: bool


def comparison_of(consultation: Consultation, number: str) -> Comparison | None:
    """Compare the last map with the one before, or with that of a number; None when there are not two to compare."""
    found = two_of(consultation, Run.Kind.MAP, number)
    if found is None or any("withheld" in run.told for run in found):
        return None
    return _compared(*found, words_of(consultation))


def two_of(consultation: Consultation, kind: str, number: str) -> tuple[Run, Run] | None:
    """Return the last result of a kind after the one before, or after that of a number; None when there are not two."""
    done = Run.objects.filter(consultation=consultation, kind=kind).done()
    now = done.first()
    if now is None:
        return None
    earlier = done.filter(number__lt=now.number)
    chosen = earlier.filter(number=int(number)) if number.isdecimal() and len(number) < 7 else earlier
    before = chosen.first()
    return (before, now) if before else None


def _compared(before: Run, now: Run, words: dict[str, Worded]) -> Comparison:
    then, today = ({each["id"]: each["size"] for each in run.told["groups"]} for run in (before, now))
    return Comparison(
        before=before,
        now=now,
        people=(before.told["people"], now.told["people"]),
        votes=(before.told["votes"], now.told["votes"]),
        kept=[(name, then[name], size) for name, size in today.items() if name in then],
        born=[(name, size) for name, size in today.items() if name not in then],
        died=[(name, size) for name, size in then.items() if name not in today],
        agreed=_moved(before.told, now.told, "consensus", words),
        divided=_moved(before.told, now.told, "divisive", words),
        same_votes=before.told["manifest"]["inputs"]["digest"] == now.told["manifest"]["inputs"]["digest"],
    )


def _moved(before: dict[str, Any], now: dict[str, Any], name: str, words: dict[str, Worded]) -> list[Moved]:
    """Return the statements whose rank among the first ten is another one now, by their rank now."""
    then, today = ({each: rank for rank, each in enumerate(told[name][:LISTED], 1)} for told in (before, now))
    found = [Moved(words[each], then.get(each), today.get(each)) for each in then | today if each in words]
    return sorted(
        (each for each in found if each.before != each.now),
        key=lambda each: (each.now or LISTED + (each.before or 0), each.statement.number),
    )

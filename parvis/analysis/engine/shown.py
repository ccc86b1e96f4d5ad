"""What of a map everybody may see: no votes of fewer than five, nobody in a list who did not agree to it.

A group of fewer than five is taken out before anything is computed, so that no score speaks of it. Whose votes on a
statement are kept back, `keeping_back` says.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.keeping_back import FEW, kept_back
from parvis.analysis.engine.mapfile import manifest_told, structure_told
from parvis.analysis.engine.mapmaking import OpinionMap
from parvis.analysis.engine.opinion_map import Floats
from parvis.analysis.engine.statements import (
    FEWEST_SEEN,
    Tally,
    bounded_shares,
    consensus,
    divisive,
    group_aware,
    majority,
    representative,
    representativeness,
    wilson,
)

VERSION = 1
# Under this chance of being nearest the centre of their group, somebody stands between groups.
SURE = 0.6
# Who voted on fewer statements is drawn faint.
WELL_KNOWN = 15
MOST_DOTS = 1_600
# Places are told on a grid of so many steps a side: no finer than a picture shows them.
GRID = 200
CELLS = 20
_BETWEEN = -1


@dataclass(frozen=True, eq=False)
class Shown:
    """A map without its small groups: `ids`, `counts` and `labels` know those of five and more only."""

    found: OpinionMap
    ids: list[str]
    kept: list[int]
    counts: Tally
    labels: NDArray[np.int64]

    @property
    def sizes(self) -> list[int]:
        """Return how many people each group has."""
        return [int(each) for each in np.bincount(self.labels[self.labels >= 0], minlength=len(self.ids))]


def without_small_groups(found: OpinionMap) -> Shown:
    """Return a map in which whoever belongs to a group of fewer than five belongs to none."""
    n_placed = int(found.who.sum())
    if not found.groups:
        return Shown(found, [], [], found.counts, np.full(n_placed, _BETWEEN))
    kept = [number for number, size in enumerate(found.groups.sizes) if size >= FEW]
    renumbered = np.full(len(found.ids), _BETWEEN)
    renumbered[kept] = np.arange(len(kept))
    counts = Tally(found.counts.agree[kept], found.counts.disagree[kept], found.counts.passed[kept])
    return Shown(found, [found.ids[number] for number in kept], kept, counts, renumbered[found.groups.labels])


def shown(found: OpinionMap, consenting: Collection[str] = ()) -> dict[str, Any]:
    """Return what everybody may see of a map; `consenting` names who agreed to stand in the list of participants."""
    n_people, n_statements = found.matrix.shape
    if n_people < FEW:
        return {"version": VERSION, "kind": "map", "withheld": "fewer_than_five_people"}
    seen = without_small_groups(found)
    return {
        "version": VERSION,
        "kind": "map",
        "people": n_people,
        "placed": int(found.who.sum()),
        "statements_asked": n_statements,
        "votes": len(found.matrix.values),
        "why": found.structure.why,
        "structure": structure_told(found),
        "stability": found.stability.all if found.stability else None,
        "groups": _groups(seen),
        "small_groups": len(found.ids) - len(seen.ids),
        "statements": _statements(seen),
        "consensus": _named(found, consensus(seen.counts)),
        "divisive": _named(found, divisive(seen.counts)) if len(seen.ids) > 1 else [],
        "majority": {side: _named(found, majority(found.everybody, side)) for side in ("agree", "disagree")},
        "warnings": found.warnings,
        "picture": picture_of(seen),
        "participants": _participants(seen, consenting),
        "manifest": manifest_told(found),
    }


def _named(found: OpinionMap, columns: Sequence[int]) -> list[str]:
    return [found.matrix.statements[column] for column in columns]


def _groups(seen: Shown) -> list[dict[str, Any]]:
    found = seen.found
    if not found.groups or not found.stability or not seen.ids:
        return []
    measures = representativeness(seen.counts)
    names = found.matrix.statements
    return [
        {
            "id": name,
            "size": seen.sizes[number],
            "stability": found.stability.of_each[seen.kept[number]],
            "representative": [
                {"id": names[each.column], "side": each.side}
                for each in representative(measures, seen.counts, number)
                if seen.counts.seen[number, each.column] >= FEW
            ],
        }
        for number, name in enumerate(seen.ids)
    ]


def _statements(seen: Shown) -> list[dict[str, Any]]:
    counts, everybody = seen.counts, seen.found.everybody
    low, high = wilson(everybody.agree[0], everybody.seen[0])
    worst_off, product = bounded_shares(counts).min(axis=0), group_aware(counts)
    told = []
    groups = range(len(seen.ids))
    for column, name in enumerate(seen.found.matrix.statements):
        of_groups = counts.seen[: len(seen.ids), column]
        voted = int(everybody.seen[0, column])
        back = kept_back(of_groups, voted - int(of_groups.sum()), among_others=len(seen.ids) < len(seen.found.ids))
        is_told = voted >= FEW
        # A score is made of how many of each group agree: it is not told when some of these are kept back.
        scored = voted >= FEWEST_SEEN and not back.any()
        told.append(
            {
                "id": name,
                "under_seen": voted < FEWEST_SEEN,
                **_row(everybody, 0, column, is_told=is_told),
                "agree_share_low": low[column] if is_told else None,
                "agree_share_high": high[column] if is_told else None,
                "worst_off": round(float(worst_off[column]), 2) if scored else None,
                "group_aware": round(float(product[column]), 2) if scored else None,
                "all_groups_agree": bool(voted >= FEWEST_SEEN and worst_off[column] >= 0.5),
                "by_group": {
                    seen.ids[each]: _row(counts, each, column, is_told=is_told and not back[each]) for each in groups
                },
            }
        )
    return told


def _row(counts: Tally, row: int, column: int, *, is_told: bool) -> dict[str, int | None]:
    numbers = {"agree": counts.agree, "disagree": counts.disagree, "pass": counts.passed, "voted": counts.seen}
    return {name: int(each[row, column]) if is_told else None for name, each in numbers.items()}


def marks_of(seen: Shown) -> NDArray[np.int64]:
    """Return the number of the group as which each placed person is drawn, −1 for none.

    Nobody is drawn in a group to which they may well not belong, and no group as fewer than five.
    """
    marks = seen.labels.copy()
    if seen.found.groups:
        marks[seen.found.groups.strength < SURE] = _BETWEEN
    for number in range(len(seen.ids)):
        if (marks == number).sum() < FEW:
            marks[marks == number] = _BETWEEN
    return marks


def is_faint(seen: Shown) -> NDArray[np.bool_]:
    """Tell which placed people voted on few statements."""
    enough = min(WELL_KNOWN, len(seen.found.matrix.statements) / 2)
    few: NDArray[np.bool_] = seen.found.matrix.votes_of_each[seen.found.who] < enough
    return few


def on_grid(at: Floats) -> NDArray[np.int64]:
    """Return places as steps from the upper left corner of the smallest square that holds them all, 200 steps a side."""
    low, high = at.min(axis=0, initial=0.0), at.max(axis=0, initial=0.0)
    reach = max(float((high - low).max()), 1e-9) * 1.08
    steps = np.rint(((at - (low + high) / 2) / reach + 0.5) * GRID).astype(np.int64)
    steps[:, 1] = GRID - steps[:, 1]
    return steps


def picture_of(seen: Shown) -> dict[str, Any] | None:
    """Return what is drawn: dots in the order of their places, or, of many people, how many stand in each cell."""
    at = seen.found.places.at
    if len(at) < FEW or seen.found.axes.rank == 0:
        return None
    steps, marks, faint = on_grid(at), marks_of(seen), is_faint(seen)
    picture: dict[str, Any] = {"grid": GRID, "hulls": _hulls(steps, marks, len(seen.ids))}
    if len(at) <= MOST_DOTS:
        dots = zip(steps[:, 0].tolist(), steps[:, 1].tolist(), marks.tolist(), faint.tolist(), strict=True)
        return picture | {"dots": [[x, y, mark, int(few)] for x, y, mark, few in sorted(dots)]}
    size = GRID // CELLS
    columns = np.minimum(steps // size, CELLS - 1)
    cells, numbers = np.unique(columns, axis=0, return_counts=True)
    told = zip(cells.tolist(), numbers.tolist(), strict=True)
    return picture | {"cells": [[x, y, number if number >= FEW else None] for (x, y), number in told]}


def _hulls(steps: NDArray[np.int64], marks: NDArray[np.int64], n_groups: int) -> list[list[list[int]]]:
    """Return the outline of each group around the nine tenths of it nearest to its middle."""
    outlines: list[list[list[int]]] = []
    for number in range(n_groups):
        members = steps[marks == number]
        if len(members) < FEW:
            outlines.append([])
            continue
        far = np.abs(members - np.median(members, axis=0)).sum(axis=1)
        outlines.append(hull_of(members[far <= np.quantile(far, 0.9)].tolist()))
    return outlines


def hull_of(points: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the corners of the smallest convex shape around points."""
    distinct = sorted({(x, y) for x, y in points})
    if len(distinct) < 3:
        return [list(each) for each in distinct]

    def half(ordered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        chain: list[tuple[int, int]] = []
        for x, y in ordered:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return [list(each) for each in half(distinct) + half(distinct[::-1])]


def standings_of(seen: Shown) -> list[tuple[str, int, int, str, str]]:
    """Return, of each placed person, who they are, their place, their group, and the group they are surely in."""
    people = seen.found.matrix.people
    numbers = np.flatnonzero(seen.found.who)
    steps, marks = on_grid(seen.found.places.at), marks_of(seen)
    groups = seen.found.groups.labels if seen.found.groups else None
    return [
        (
            people[number],
            int(steps[row, 0]),
            int(steps[row, 1]),
            seen.found.ids[groups[row]] if groups is not None else "",
            seen.ids[marks[row]] if marks[row] >= 0 else "",
        )
        for row, number in enumerate(numbers)
    ]


def _participants(seen: Shown, consenting: Collection[str]) -> list[dict[str, Any]]:
    """Return who agreed to it, by numbers given anew in the order of their places; nobody when these are fewer than five."""
    among = set(consenting)
    told = sorted((x, y, group) for person, x, y, _all, group in standings_of(seen) if person in among)
    if len(told) < FEW or seen.found.axes.rank == 0:
        return []
    return [{"number": number, "x": x, "y": y, "group": group or None} for number, (x, y, group) in enumerate(told, 1)]

"""Which statement to show next, with the chance of each, so that anyone can see why."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.digests import chance, digests_of
from parvis.analysis.engine.mapmaking import OpinionMap

type Floats = NDArray[np.float64]
type Counts = NDArray[np.int64]

EXPLORING = 0.2
META = 49.0
NEW_UNTIL = 10


def priorities(agree: Counts, passed: Counts, seen: Counts, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """Return how much each statement deserves to be shown, by the formula published with Polis.

    Few passes, agreement, and a place far from the middle make it matter; every vote it has makes it less urgent.
    """
    importance = (1 - (passed + 1) / (seen + 2)) * (extremity + 1) * (agree + 1) / (seen + 2)
    urgent: Floats = (importance * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return np.where(meta, META, urgent)


def urgency_of(found: OpinionMap) -> dict[str, float]:
    """Return how urgently each statement of a map wants votes, by its id, to six digits; a statement far out tells more."""
    axes, counts = found.axes, found.everybody
    outwards = np.sqrt(len(axes.means)) * (1 - axes.means) * axes.loadings
    extremity = np.sqrt((outwards**2).sum(axis=0)) if axes.rank else np.zeros(len(axes.means))
    no_meta = np.zeros(len(axes.means), dtype=bool)
    found_out = priorities(counts.agree[0], counts.passed[0], counts.seen[0], extremity, no_meta)
    return {name: float(f"{each:.6g}") for name, each in zip(found.matrix.statements, found_out, strict=True)}


@dataclass(frozen=True, eq=False)
class Chances:
    """The chance of each statement to be shown next: what priority gives it, and what exploring gives it."""

    by_priority: Floats
    by_exploring: Floats

    @property
    def of_each(self) -> Floats:
        """Return the chance of each statement; they add up to 1, unless nothing is left."""
        return self.by_priority + self.by_exploring


def chances(priority: Floats, seen: Counts, left: NDArray[np.bool_]) -> Chances:
    """Return the chances of the statements somebody has `left` to vote on.

    Four in five go by priority. One in five explores: evenly among the statements with fewer than ten votes, so that a new
    one is never passed over; among all when there is none.
    """
    weight = np.where(left, priority, 0.0)
    new = left & (seen < NEW_UNTIL)
    even = (new if new.any() else left).astype(np.float64)
    if not left.any():
        return Chances(weight * 0, even * 0)
    share = EXPLORING if weight.sum() > 0 else 1.0
    return Chances((1 - share) * weight / max(weight.sum(), 1e-300), share * even / even.sum())


def pick(found: Chances, seed: int, person: str, turn: int) -> int | None:
    """Draw the next statement for somebody's turn: always the same for the same person, turn and chances."""
    edges = found.of_each.cumsum()
    if not len(edges) or edges[-1] <= 0:
        return None
    drawn = chance(digests_of([person]), digests_of([str(turn)]), seed)[0] * edges[-1]
    return int(np.searchsorted(edges, drawn, side="right").clip(0, len(edges) - 1))

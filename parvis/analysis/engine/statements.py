"""What groups make of each statement: counts, what stands for a group, what all share, what divides.

Names in formulas: of a group and a statement, `agree`, `disagree`, `passed` count its people, `seen` is their sum; capitals
are the same over the other groups. The formulas of representativeness are those published with Polis.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.votes import AGREE, DISAGREE, PASS, VoteMatrix

type Floats = NDArray[np.float64]
type Counts = NDArray[np.int64]

Z_90 = 1.2816
FEWEST_SEEN = 20
PRIOR = 10.0
# What ranks takes more off for chance than what is told; and a mean with this exponent is nearly the least of its values.
RANKING_ERRORS = 2.0
LEAST_COUNTS = -5.0
_LOWEST = 0.01
_PEOPLE_AT_ONCE = 20_000


@dataclass(frozen=True, eq=False)
class Tally:
    """How many people of each group (rows) agree with, disagree with and pass each statement (columns)."""

    agree: Counts
    disagree: Counts
    passed: Counts

    @property
    def seen(self) -> Counts:
        """Return how many voted."""
        return self.agree + self.disagree + self.passed

    def summed(self) -> "Tally":
        """Return the same for all groups together, in one row."""
        return Tally(*(each.sum(axis=0, keepdims=True) for each in (self.agree, self.disagree, self.passed)))

    def others(self) -> "Tally":
        """Return the same for everybody of the other groups."""
        return Tally(*(each.sum(axis=0) - each for each in (self.agree, self.disagree, self.passed)))


def tally(matrix: VoteMatrix, labels: NDArray[np.int64], n_groups: int) -> Tally:
    """Count votes by group and statement; whoever has no group, −1, is left out."""
    n = len(matrix.statements)
    counts = np.zeros((3, n_groups, n), dtype=np.int64)
    for first in range(0, len(matrix.people), _PEOPLE_AT_ONCE):
        last = min(first + _PEOPLE_AT_ONCE, len(matrix.people))
        part = matrix.part(first, last)
        label_of = labels[first:last][part.rows]
        for number, kind in enumerate((AGREE, DISAGREE, PASS)):
            chosen = (part.values == kind) & (label_of >= 0)
            cells = label_of[chosen] * n + part.indices[chosen]
            counts[number] += np.bincount(cells, minlength=n_groups * n).reshape(n_groups, n)
    return Tally(*counts)


@dataclass(frozen=True, eq=False)
class Representativeness:
    """How far a group stands out on each statement, by agreeing and by disagreeing (groups × statements each).

    `p` is the share, with one vote of each kind added; `r` its ratio to that of the others; `pt` and `rt` are their
    tests, as standard scores.
    """

    p_agree: Floats
    p_disagree: Floats
    r_agree: Floats
    r_disagree: Floats
    pt_agree: Floats
    pt_disagree: Floats
    rt_agree: Floats
    rt_disagree: Floats


def representativeness(counts: Tally) -> Representativeness:
    """Compute the measures of representativeness of each group and statement."""
    others = counts.others()
    sides = {}
    for side, own, other in (("agree", counts.agree, others.agree), ("disagree", counts.disagree, others.disagree)):
        share = (own + 1) / (counts.seen + 2)
        sides[f"p_{side}"] = share
        sides[f"r_{side}"] = share / ((other + 1) / (others.seen + 2))
        sides[f"pt_{side}"] = 2 * np.sqrt(counts.seen + 1) * ((own + 1) / (counts.seen + 1) - 0.5)
        sides[f"rt_{side}"] = _two_proportions(own, counts.seen, other, others.seen)
    return Representativeness(**sides)


def _two_proportions(own: Counts, seen: Counts, other: Counts, others_seen: Counts) -> Floats:
    first, second = (own + 1) / (seen + 1), (other + 1) / (others_seen + 1)
    pooled = (own + other + 2) / (seen + others_seen + 2)
    spread = pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (others_seen + 1))
    score = np.divide(first - second, np.sqrt(np.maximum(spread, 0)), out=np.zeros(first.shape), where=spread > 0)
    return np.where(pooled == 1, 0.0, score)


@dataclass(frozen=True)
class Representative:
    """A statement that stands for a group, by agreeing or disagreeing with it; `score` puts them in order."""

    column: int
    side: str
    share: float
    ratio: float
    score: float


def representative(measures: Representativeness, counts: Tally, group: int, most: int = 5) -> list[Representative]:
    """Return the statements that stand for a group, the strongest first: the one it agrees with best before all."""
    eligible = [found for column in range(counts.seen.shape[1]) if (found := _sufficient(measures, group, column))]
    best = _best_agree(measures, counts, group)
    ordered = sorted(eligible, key=lambda each: (-each.score, each.column))
    if best is not None:
        ordered = [best, *(each for each in ordered if each.column != best.column)]
    if not ordered:
        ordered = _least_bad(measures, counts, group)
    return sorted(ordered[:most], key=lambda each: each.side != "agree")


def _side(measures: Representativeness, group: int, column: int, side: str) -> Representative:
    share, ratio, pt, rt = (
        float(getattr(measures, f"{name}_{side}")[group, column]) for name in ("p", "r", "pt", "rt")
    )
    return Representative(column, side, share, ratio, ratio * rt * share * pt)


def _sufficient(measures: Representativeness, group: int, column: int) -> Representative | None:
    def significant(side: str) -> bool:
        pt, rt = getattr(measures, f"pt_{side}"), getattr(measures, f"rt_{side}")
        return bool(pt[group, column] > Z_90 and rt[group, column] > Z_90)

    if not (significant("agree") or significant("disagree")):
        return None
    agrees = measures.rt_agree[group, column] > measures.rt_disagree[group, column]
    return _side(measures, group, column, "agree" if agrees else "disagree")


def _best_agree(measures: Representativeness, counts: Tally, group: int) -> Representative | None:
    best: Representative | None = None
    for column in range(counts.seen.shape[1]):
        if counts.agree[group, column] + counts.disagree[group, column] == 0:
            continue
        this = _side(measures, group, column, "agree")
        if best is None:
            meant = measures.pt_agree[group, column] > Z_90 or (this.ratio > 1 and this.share > 0.5)
            best = this if meant else None
        elif _beats(measures, group, this, best):
            best = this
    return best


def _beats(measures: Representativeness, group: int, this: Representative, best: Representative) -> bool:
    if best.ratio > 1:
        return this.score > best.score
    pt = measures.pt_agree[group]
    return bool(this.share * pt[this.column] > best.share * pt[best.column])


def _least_bad(measures: Representativeness, counts: Tally, group: int) -> list[Representative]:
    """Return the one statement on which the group stands out most, when it does so on none enough."""
    seen = np.flatnonzero(counts.seen[group] > 0)
    if not len(seen):
        return []
    height = np.maximum(measures.rt_agree[group, seen], measures.rt_disagree[group, seen])
    column = int(seen[int(height.argmax())])
    agrees = measures.rt_agree[group, column] > measures.rt_disagree[group, column]
    return [_side(measures, group, column, "agree" if agrees else "disagree")]


def majority(everybody: Tally, side: str, most: int = 5) -> list[int]:
    """Return the statements most people are for (`agree`) or against (`disagree`), the strongest first."""
    own = getattr(everybody, side)[0]
    seen = everybody.seen[0]
    share = (own + 1) / (seen + 2)
    score = 2 * np.sqrt(seen + 1) * ((own + 1) / (seen + 1) - 0.5)
    found = np.flatnonzero((share > 0.5) & (score > Z_90))
    return ordered(found, share * score)[:most]


def group_aware(counts: Tally) -> Floats:
    """Return the product over groups of the share that agrees, one vote of two added: never compare it across k."""
    product: Floats = ((counts.agree + 1) / (counts.seen + 2)).prod(axis=0)
    return product


def bounded_shares(counts: Tally, agree: bool = True, errors: float = 1.0) -> Floats:
    """Return how much of each group agrees (or disagrees) at least (groups × statements).

    The share is drawn to that of everybody by ten votes, and so many standard errors are taken off it: a group of which
    few voted is not believed.
    """
    own = counts.agree if agree else counts.disagree
    overall = (own.sum(axis=0) + 1) / (counts.seen.sum(axis=0) + 2)
    share = (own + PRIOR * overall) / (counts.seen + PRIOR)
    bounded: Floats = share - errors * np.sqrt(share * (1 - share) / (counts.seen + PRIOR))
    return bounded


def consensus(counts: Tally) -> list[int]:
    """Return what more people agree with than disagree, the best for the worst-off groups first.

    The order is that of a mean over groups in which the least share counts most, and the next ones a little: of many small
    groups, which one is the least is half chance. Seen by fewer than twenty people, a statement is not ranked. How far
    down the list all groups agree, `bounded_shares` says.
    """
    shares = np.maximum(bounded_shares(counts, errors=RANKING_ERRORS), _LOWEST)
    worst_off = (shares**LEAST_COUNTS).mean(axis=0) ** (1 / LEAST_COUNTS)
    liked = counts.agree.sum(axis=0) > counts.disagree.sum(axis=0)
    seen = counts.seen.sum(axis=0) >= FEWEST_SEEN
    return ordered(np.flatnonzero(seen & liked), worst_off)


def divisive(counts: Tally) -> list[int]:
    """Return the statements that divide, the widest gap first: most of one group surely agrees, most of another does not."""
    agree, disagree = bounded_shares(counts), bounded_shares(counts, agree=False)
    gap = agree.max(axis=0) + disagree.max(axis=0) - 1
    apart = (agree.argmax(axis=0) != disagree.argmax(axis=0)) & (gap > 0)
    seen = counts.seen.sum(axis=0) >= FEWEST_SEEN
    return ordered(np.flatnonzero(seen & apart), gap)


def wilson(part: Counts, whole: Counts, z: float = 1.96) -> tuple[Floats, Floats]:
    """Return the interval of a share at 95 %, by Wilson; 0 to 1 where nobody voted."""
    n = np.maximum(whole, 1)
    share = part / n
    middle, spread = share + z * z / (2 * n), z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    nobody = whole == 0
    return np.where(nobody, 0.0, (middle - spread) / scale), np.where(nobody, 1.0, (middle + spread) / scale)


def ordered(columns: NDArray[np.int64], scores: Floats) -> list[int]:
    """Return columns by falling score; nearly equal ones in their own order."""
    rounded = np.round(scores[columns], 9)
    return [int(each) for each in columns[np.lexsort((columns, -rounded))]]

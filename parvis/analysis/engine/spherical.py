"""K-means on directions, and how its clusters would be joined, the most alike first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.embedding import Vectors, unit

type Rows = NDArray[np.int64]
type Floats = NDArray[np.float64]

STARTS = 12
ROUNDS = 50
# Starts are drawn among so many points, and more than one is tried up to so many.
DRAWN = 20_000
_BLOCK = 8_192
_FREE = -1


@dataclass(frozen=True, eq=False)
class Directions:
    """The middles of clusters (k × dimensions, of length 1), which of them each point belongs to, and how near it is."""

    middles: Vectors
    labels: Rows
    likeness: Floats


@dataclass(frozen=True)
class Join:
    """Two clusters that are joined to a third, and how alike their middles are. Joined ones are numbered on from k."""

    first: int
    second: int
    likeness: float


def clustered(
    points: Vectors, k: int, *, seed: int, given: Vectors | None = None, pinned: Rows | None = None, lasting: int = 0
) -> Directions:
    """Cluster unit vectors in at most k; of a few starts, the best is kept.

    It begins with the `given` middles, of which the first `lasting` keep their places even when no point is left to them.
    Points may be `pinned` to those (a label for each point, −1 for none).
    """
    pinned = np.full(len(points), _FREE, dtype=np.int64) if pinned is None else pinned
    begun = np.zeros((0, points.shape[1]), dtype=np.float32) if given is None else given
    starts = STARTS if len(points) <= DRAWN else 1
    found = [
        _settled(points, _start(points, k, begun, np.random.default_rng([seed, k, number])), lasting, pinned)
        for number in range(starts)
    ]
    scores = [float(f"{each.likeness.sum():.6g}") for each in found]
    return found[int(np.argmax(scores))]


def nearest(points: Vectors, middles: Vectors) -> tuple[Rows, Floats]:
    """Return which middle is nearest to each point, and how near it is (cosine)."""
    labels, likeness = np.zeros(len(points), dtype=np.int64), np.zeros(len(points))
    for begin in range(0, len(points), _BLOCK):
        near = points[begin : begin + _BLOCK] @ middles.T
        best = near.argmax(axis=1)
        labels[begin : begin + len(best)] = best
        likeness[begin : begin + len(best)] = near[np.arange(len(best)), best]
    return labels, likeness


def nearest_few(points: Vectors, middles: Vectors, few: int) -> tuple[Rows, Floats]:
    """Return the few middles nearest to each point, the nearest first, and how near they are (points × few)."""
    few = min(few, len(middles))
    labels, likeness = np.zeros((len(points), few), dtype=np.int64), np.zeros((len(points), few))
    for begin in range(0, len(points), _BLOCK):
        near = (points[begin : begin + _BLOCK] @ middles.T).astype(np.float64)
        best = np.argsort(-near, axis=1, kind="stable")[:, :few]
        labels[begin : begin + len(best)] = best
        likeness[begin : begin + len(best)] = np.take_along_axis(near, best, axis=1)
    return labels, likeness


def _start(points: Vectors, k: int, given: Vectors, draw: np.random.Generator) -> Vectors:
    """Add to given middles points drawn the more likely the farther they are from all so far (k-means++)."""
    among = points[:DRAWN]
    chosen = list(given)
    far = 1 - (among @ given.T).max(axis=1) if len(given) else np.ones(len(among), dtype=np.float32)
    while len(chosen) < k:
        weights = np.maximum(far.astype(np.float64), 0) ** 2
        if weights.sum() < 1e-9:
            break
        place = int(np.searchsorted(weights.cumsum() / weights.sum(), draw.random(), side="right"))
        chosen.append(among[min(place, len(among) - 1)])
        far = np.minimum(far, 1 - among @ chosen[-1])
    return np.stack(chosen)


def _settled(points: Vectors, middles: Vectors, lasting: int, pinned: Rows) -> Directions:
    """Move each middle to the mean direction of its points until none changes its cluster; leave empty ones out."""
    labels = np.full(len(points), _FREE, dtype=np.int64)
    fixed = pinned != _FREE
    for _round in range(ROUNDS):
        moved, _likeness = nearest(points, middles)
        moved[fixed] = pinned[fixed]
        if (moved == labels).all():
            break
        labels = moved
        sizes = np.bincount(labels, minlength=len(middles))
        kept = (sizes > 0) | (np.arange(len(middles)) < lasting)
        sums = sums_of(points, labels, len(middles))
        middles = unit(np.where(sizes[:, None] > 0, sums, middles).astype(np.float32))[kept]
        labels = (np.cumsum(kept) - 1)[labels]
    likeness = np.einsum("ij,ij->i", points, middles[labels], optimize=False).astype(np.float64)
    return Directions(middles, labels, likeness)


def sums_of(points: Vectors, labels: Rows, k: int) -> Floats:
    """Return the sum of the points of each cluster (k × dimensions)."""
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(k + 1))
    sums = np.zeros((k, points.shape[1]))
    for label in range(k):
        sums[label] = points[order[starts[label] : starts[label + 1]]].sum(axis=0, dtype=np.float64)
    return sums


def joins_of(sums: Floats) -> list[Join]:
    """Return the joins that lead from k clusters to one: each time the two that lose least by being one."""
    k = len(sums)
    nodes = dict(enumerate(sums))
    joins = []
    names = count(k)
    loss = {(a, b): _loss(sums[a], sums[b]) for a in range(k) for b in range(a + 1, k)}
    while len(nodes) > 1:
        first, second = min(loss, key=lambda pair: (loss[pair], pair))
        one, other, new = nodes.pop(first), nodes.pop(second), next(names)
        joins.append(Join(first, second, _cosine(one, other)))
        loss = {pair: value for pair, value in loss.items() if first not in pair and second not in pair}
        loss |= {(old, new): _loss(each, one + other) for old, each in nodes.items()}
        nodes[new] = one + other
    return joins


def joined(joins: Sequence[Join], k: int, into: int) -> Rows:
    """Return which of `into` groups each of k clusters is in after as many joins as that takes."""
    group = {number: [number] for number in range(k)}
    for number, join in enumerate(joins[: max(k - into, 0)]):
        group[k + number] = group.pop(join.first) + group.pop(join.second)
    labels = np.zeros(k, dtype=np.int64)
    for label, members in enumerate(sorted(group.values(), key=min)):
        labels[members] = label
    return labels


def _loss(one: Floats, other: Floats) -> float:
    lost = np.linalg.norm(one) + np.linalg.norm(other) - np.linalg.norm(one + other)
    return float(f"{lost:.9g}")


def _cosine(one: Floats, other: Floats) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0

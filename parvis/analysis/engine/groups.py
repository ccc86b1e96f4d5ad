"""The groups themselves: who is in which, how surely, how stable they are, and which they were before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.special import ndtri

from parvis.analysis.engine.clusters import Floats, Labels, clusterings, nearest
from parvis.analysis.engine.digests import chance
from parvis.analysis.engine.heldout import quick_axes
from parvis.analysis.engine.opinion_map import places_of
from parvis.analysis.engine.votes import VoteMatrix

MOST_FITTED = 20_000
DROPPED = 0.2
RESAMPLES = 20
SAMPLE = 2_000
SAME_GROUP = 0.5
_DROP = 3
# A grid of equally likely offsets of a place, in standard errors: by these, how surely somebody is nearest a centre.
_ONE = ndtri((np.arange(7) + 0.5) / 7)
OFFSETS = np.stack(np.meshgrid(_ONE, _ONE), axis=-1).reshape(-1, 2)


@dataclass(frozen=True, eq=False)
class Groups:
    """Centres in order of their groups, the largest first; `labels` and `strength` one for each person."""

    centres: Floats
    labels: Labels
    strength: Floats

    @property
    def sizes(self) -> list[int]:
        """Return how many people each group has."""
        return [int(each) for each in np.bincount(self.labels, minlength=len(self.centres))]


def centres_of(at: Floats, k: int) -> Floats:
    """Find k centres among places, from the first 20,000 of them; the centre of the most people first."""
    clusters = clusterings(at[:MOST_FITTED], k)[k]
    sizes = np.bincount(clusters.labels, minlength=k)
    return clusters.centres[np.argsort(-sizes, kind="stable")]


def strength_of(at: Floats, error: Floats, centres: Floats, labels: Labels) -> Floats:
    """Return the chance that each person is nearest to the centre of their group, given how surely their place is known."""
    hits = np.zeros(len(at))
    for offset in OFFSETS:
        hits += nearest(at + offset * error, centres) == labels
    return hits / len(OFFSETS)


@dataclass(frozen=True)
class Stability:
    """How alike the groups are when a fifth of all votes is left out: 1 the same, 0 as by chance; and of each group."""

    all: float
    of_each: tuple[float, ...]


def stability_of(matrix: VoteMatrix, labels: Labels, k: int, seed: int) -> Stability:
    """Leave a fifth of the votes out, twenty times, and compare the groups with what they are, for up to 2,000 people."""
    sample, labels = matrix.part(0, min(SAMPLE, len(matrix.people))), labels[:SAMPLE]
    persons, statements = sample.person_digests[sample.rows], sample.statement_digests[sample.indices]
    likeness, overlaps = [], []
    for number in range(RESAMPLES):
        fewer = sample.where(chance(persons, statements, seed, _DROP, number) >= DROPPED)
        found = clusterings(places_of(fewer, quick_axes(fewer)).at, k)
        again = found[max(found)].labels
        likeness.append(adjusted_rand(labels, again))
        overlaps.append(_overlaps(labels, again, k))
    return Stability(float(np.mean(likeness)), tuple(float(each) for each in np.mean(overlaps, axis=0)))


def _overlaps(labels: Labels, again: Labels, k: int) -> Floats:
    """Return the Jaccard index of each group with its match."""
    shared = jaccard(contingency(labels, again))
    mine, theirs = linear_sum_assignment(-shared)
    overlaps = np.zeros(k)
    overlaps[mine] = shared[mine, theirs]
    return overlaps


def jaccard(table: NDArray[np.int64]) -> Floats:
    """Return, of each pair of groups in a table of counts, the share of all in either that are in both."""
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    shared: Floats = table / np.maximum(union, 1)
    return shared


def contingency(first: Labels, second: Labels) -> NDArray[np.int64]:
    """Count people by their labels in two groupings."""
    shape = int(first.max(initial=0)) + 1, int(second.max(initial=0)) + 1
    return np.bincount(first * shape[1] + second, minlength=shape[0] * shape[1]).reshape(shape)


def adjusted_rand(first: Labels, second: Labels) -> float:
    """Return how alike two groupings are: 1 when the same, 0 on average by chance."""
    table = contingency(first, second).astype(np.float64)

    def pairs(numbers: Floats) -> float:
        return float((numbers * (numbers - 1) / 2).sum())

    together, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    everything = pairs(np.array([table.sum()]))
    expected = rows * columns / everything if everything else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def named(
    people: Sequence[str],
    labels: Labels,
    k: int,
    before: Mapping[str, str],
    fresh: Callable[[int], str] | None = None,
) -> list[str]:
    """Return an id for each group: that of the earlier group it shares most members with, else a new one.

    `before` holds the earlier group of each person. A group keeps its id when at least half of all who are in either are
    in both; new ids are the next letters nobody has had, or what `fresh` returns for 0, 1, ….
    """
    earlier = sorted(set(before.values()))
    ids: list[str | None] = [None] * k
    if earlier:
        known = [number for number, person in enumerate(people) if person in before]
        then = np.array([earlier.index(before[people[number]]) for number in known], dtype=np.int64)
        shared = jaccard(contingency(labels[known], then))
        for label, number in zip(*linear_sum_assignment(-shared), strict=True):
            if shared[label, number] >= SAME_GROUP:
                ids[label] = earlier[number]
    name_of = fresh or letters
    unused = (name for number in range(k + len(earlier)) if (name := name_of(number)) not in earlier)
    return [name or next(unused) for name in ids]


def letters(number: int) -> str:
    """Return A, B … Z, AA, AB … for 0, 1, …."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

"""How well groups foretell votes that were hidden from them: what they are worth, and what no silhouette tells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.clusters import clusterings
from parvis.analysis.engine.digests import chance
from parvis.analysis.engine.opinion_map import Axes, Floats, centred, leading, places_of, variation
from parvis.analysis.engine.votes import VoteMatrix

SHRINK_GROUP = 5.0
HIDDEN_SHARE = 0.1
_HIDE = 1


@dataclass(frozen=True)
class Skill:
    """The share of the error of the statement mean that a prediction takes away, on hidden votes.

    `groups` by the mean of somebody's group, `bias` by how readily they agree, `both` by the two together.
    """

    groups: dict[int, float]
    bias: float
    both: dict[int, float]

    def margin(self, k: int) -> float:
        """Return what k groups add to knowing how readily each person agrees."""
        return self.both[k] - self.bias


def hidden_cells(matrix: VoteMatrix, seed: int, split: int) -> NDArray[np.bool_]:
    """Say which votes one split hides: one in ten, by the digests of the person and of the statement."""
    persons, statements = matrix.person_digests[matrix.rows], matrix.statement_digests[matrix.indices]
    return chance(persons, statements, seed, _HIDE, split) < HIDDEN_SHARE


def skill_of(matrix: VoteMatrix, hidden: NDArray[np.bool_], most: int) -> Skill:
    """Group people by the votes that are not hidden, for each k up to `most`, and foretell those that are."""
    train = matrix.where(~hidden)
    rows, columns, truth = matrix.rows[hidden], matrix.indices[hidden], matrix.values[hidden].astype(np.float64)
    axes = quick_axes(train)
    places = places_of(train, axes)
    base = axes.means[columns]
    worst = _error(truth, base)
    found = clusterings(places.at, most) if axes.rank else {}
    readily = base + places.bias[rows]
    trained, n_statements = train.rows, len(train.statements)
    residual = train.values - axes.means[train.indices]
    unbiased = residual - places.bias[trained]
    plain, both = {}, {}
    for k, clusters in found.items():
        cells, theirs = clusters.labels[trained] * n_statements + train.indices, clusters.labels[rows]
        plain[k] = _skill(truth, base + _departures(cells, residual, (k, n_statements))[theirs, columns], worst)
        both[k] = _skill(truth, readily + _departures(cells, unbiased, (k, n_statements))[theirs, columns], worst)
    return Skill(plain, _skill(truth, readily, worst), both)


def quick_axes(matrix: VoteMatrix) -> Axes:
    """Find the directions of a small matrix fast, and always in the same bytes."""
    n_people, n = matrix.shape
    seen = np.bincount(matrix.indices, minlength=n)
    means = np.bincount(matrix.indices, weights=matrix.values, minlength=n) / np.maximum(seen, 1)
    votes = centred(matrix, means)
    total = variation(votes)
    if min(n, n_people) < 3 or total < 1e-9:
        return Axes(means, np.zeros((0, n)), np.zeros(0), seen)
    turned = votes.T.tocsr()
    values, vectors = leading(n, lambda vector: turned @ (votes @ vector.ravel()), within=1e-4)
    real = values > total * 1e-9
    return Axes(means, vectors[:, real].T.copy(), values[real] / total, seen)


def _departures(cells: NDArray[np.int64], residual: Floats, shape: tuple[int, int]) -> Floats:
    """Return how each group departs from what is expected of each statement, drawn to it by five votes."""
    size = shape[0] * shape[1]
    sums = np.bincount(cells, weights=residual, minlength=size)
    departures: Floats = sums / (np.bincount(cells, minlength=size) + SHRINK_GROUP)
    return departures.reshape(shape)


def _error(truth: Floats, foretold: Floats) -> float:
    return float(np.mean((truth - foretold) ** 2)) if len(truth) else 0.0


def _skill(truth: Floats, foretold: Floats, worst: float) -> float:
    return 1 - _error(truth, foretold) / worst if worst else 0.0

"""How well groups foretell votes that were hidden from them: what they are worth, and what no silhouette tells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

from parvis.analysis.engine.clusters import Clusters, clusterings
from parvis.analysis.engine.digests import chance
from parvis.analysis.engine.opinion_map import COMPONENTS, Axes, Floats, places_of
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
    plain, both = {}, {}
    for k, clusters in found.items():
        plain[k] = _skill(truth, base + _group_effects(train, axes, clusters, k)[clusters.labels[rows], columns], worst)
        effects = _group_effects(train, axes, clusters, k, places.bias)
        both[k] = _skill(truth, readily + effects[clusters.labels[rows], columns], worst)
    return Skill(plain, _skill(truth, readily, worst), both)


def quick_axes(matrix: VoteMatrix) -> Axes:
    """Find the directions of a small matrix fast, and always in the same bytes."""
    n_people, n = matrix.shape
    seen = np.bincount(matrix.indices, minlength=n)
    means = np.bincount(matrix.indices, weights=matrix.values, minlength=n) / np.maximum(seen, 1)
    centred = csr_matrix((matrix.values - means[matrix.indices], matrix.indices, matrix.indptr), shape=matrix.shape)
    total = float(centred.data @ centred.data)
    if min(n, n_people) < 3 or total < 1e-9:
        return Axes(means, np.zeros((0, n)), np.zeros(0), seen)
    turned = centred.T.tocsr()
    operator = LinearOperator((n, n), matvec=lambda vector: turned @ (centred @ vector.ravel()), dtype=np.float64)
    try:
        values, vectors = eigsh(operator, k=COMPONENTS, v0=np.cos(np.arange(n, dtype=np.float64)), tol=1e-4)
    except ArpackNoConvergence as stopped:
        values, vectors = stopped.eigenvalues, stopped.eigenvectors
    order = np.argsort(values)[::-1]
    order = order[values[order] > total * 1e-9]
    return Axes(means, vectors[:, order].T.copy(), values[order] / total, seen)


def _group_effects(train: VoteMatrix, axes: Axes, clusters: Clusters, k: int, bias: Floats | None = None) -> Floats:
    """Return how each group departs from each statement's mean (k × statements), drawn to it by five votes."""
    rows = train.rows
    cells = clusters.labels[rows] * len(train.statements) + train.indices
    residual = train.values - axes.means[train.indices]
    if bias is not None:
        residual = residual - bias[rows]
    size = k * len(train.statements)
    sums = np.bincount(cells, weights=residual, minlength=size)
    effects: Floats = sums / (np.bincount(cells, minlength=size) + SHRINK_GROUP)
    return effects.reshape(k, -1)


def _error(truth: Floats, foretold: Floats) -> float:
    return float(np.mean((truth - foretold) ** 2)) if len(truth) else 0.0


def _skill(truth: Floats, foretold: Floats, worst: float) -> float:
    return 1 - _error(truth, foretold) / worst if worst else 0.0

"""Compatibility: the published formulas of Polis, and nothing else, to compare with maps made there.

Signs: agree +1, disagree −1, pass 0. A statement moderated out counts as a pass of everybody. What a Polis server shows also
depends on its history; this is one full computation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from parvis.analysis.engine.clusters import distances, middles, nearest, silhouette
from parvis.analysis.engine.votes import VoteMatrix

type Floats = NDArray[np.float64]

FEWEST_VOTES = 7
FEWEST_GROUPED = 15
BASE_CLUSTERS = 100
MOST_GROUPS = 5
# Of more people, so many tell where base clusters are; the others go to the nearest.
MOST_CLUSTERED = 20_000


@dataclass(frozen=True, eq=False)
class Map:
    """Directions (2 × statements), places of people (n × 2) and of statements (n × 2), and how far out these are."""

    means: Floats
    components: Floats
    places: Floats
    statements: Floats
    extremity: Floats


def map_of(matrix: VoteMatrix, n_zeroed: int = 0) -> Map:
    """Place people and statements; `n_zeroed` statements moderated out count in the scale of everybody."""
    n_statements = len(matrix.statements)
    seen = np.bincount(matrix.indices, minlength=n_statements)
    means = np.bincount(matrix.indices, weights=matrix.values, minlength=n_statements) / np.maximum(seen, 1)
    centred = csr_matrix((matrix.values - means[matrix.indices], matrix.indices, matrix.indptr), shape=matrix.shape)
    components = components_of(centred)
    scale = np.sqrt((n_statements + n_zeroed) / np.maximum(matrix.votes_of_each + n_zeroed, 1))
    places = scale[:, None] * (centred @ components.T)
    statements = np.sqrt(n_statements + n_zeroed) * (1 - means)[:, None] * components.T
    return Map(means, components, places, statements, np.linalg.norm(statements, axis=1))


def components_of(centred: csr_matrix) -> Floats:
    """Return the first two right singular vectors (2 × statements), the first first; zeros where there are none."""
    n = centred.shape[1]
    components = np.zeros((2, n))
    k = min(2, min(centred.shape) - 1)
    if k < 1 or not np.any(centred.data):
        return components
    _u, sizes, vectors = svds(centred, k=k, v0=np.ones(min(centred.shape)), tol=1e-12)
    for row, number in enumerate(np.argsort(-sizes)):
        vector = vectors[number]
        components[row] = vector if vector[np.abs(vector).argmax()] > 0 else -vector
    return components


def grouped(votes_of_each: NDArray[np.int64], n_statements: int) -> NDArray[np.bool_]:
    """Say who is grouped: whoever voted seven times; the most active fill up to fifteen people."""
    enough = votes_of_each >= min(FEWEST_VOTES, n_statements)
    if enough.sum() < FEWEST_GROUPED:
        most_active = np.argsort(-votes_of_each, kind="stable")[:FEWEST_GROUPED]
        enough[most_active] |= votes_of_each[most_active] > 0
    return enough


def groups_of(places: Floats) -> NDArray[np.int64]:
    """Group places, in order of the first vote of each person: base clusters, then the k with the best silhouette.

    Exact up to 20,000 people; of more, the first 20,000 tell where the base clusters are.
    """
    some = places[:MOST_CLUSTERED]
    base, _labels = _kmeans(some, np.ones(len(some)), BASE_CLUSTERS, rounds=100, within=0.01)
    member_of = nearest(places, base)
    weights = np.bincount(member_of, minlength=len(base)).astype(np.float64)
    most = min(MOST_GROUPS, 2 + len(base) // 12)
    best, labels = -np.inf, np.zeros(len(base), dtype=np.int64)
    for k in range(2, most + 1):
        _centres, found = _kmeans(base, weights, k, rounds=20, within=0.01)
        score = silhouette(base, found)
        if score >= best:
            best, labels = score, found
    return labels[member_of]


def _kmeans(points: Floats, weights: Floats, k: int, *, rounds: int, within: float) -> tuple[Floats, NDArray[np.int64]]:
    """Start from the first distinct points; stop when no centre moves as far as `within`."""
    _values, first = np.unique(points, axis=0, return_index=True)
    centres = points[np.sort(first)[:k]]
    for _round in range(rounds):
        labels = nearest(points, centres)
        moved = middles(points, labels, weights, centres)
        still = np.sqrt(np.diagonal(distances(moved, centres))).max(initial=0.0) < within
        centres = moved
        if still:
            break
    return centres, nearest(points, centres)

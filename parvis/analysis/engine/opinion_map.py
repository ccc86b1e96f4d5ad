"""Where people stand: the two directions in which votes differ most, and each person's place along them.

The method is principal components of the votes, each missing one taken as the mean of its statement. Taken so, a missing
vote is a zero after centring, and the sum over people is exactly sparse: X = V − M·diag(m) on the cells that were seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

from parvis.analysis.engine.scale import InProcess, Workers, buckets_of
from parvis.analysis.engine.votes import VoteMatrix

type Floats = NDArray[np.float64]

COMPONENTS = 2
RIDGE = 6.0
SHRINK_BIAS = 5.0
# Up to so many statements, and so many pairs of votes of one person, whole numbers are summed for each pair of statements.
MOST_STATEMENTS_IN_PAIRS = 1_500
MOST_PAIRS = 400_000_000
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Axes:
    """The directions, one row each, over the statements; `explained` is the share of all variation each holds."""

    means: Floats
    loadings: Floats
    explained: Floats
    seen: NDArray[np.int64]

    @property
    def rank(self) -> int:
        """Return how many directions there are: none when everybody votes alike."""
        return len(self.loadings)


@dataclass(frozen=True, eq=False)
class Places:
    """Each person's place (n × 2), its standard error (n × 2) and how readily they agree (n), in the rows of a matrix."""

    at: Floats
    error: Floats
    bias: Floats


def sums_of(part: VoteMatrix) -> NDArray[np.int64]:
    """Return, for each statement, the sum of votes and their number (2 × statements): whole numbers."""
    n = len(part.statements)
    return np.stack(
        [
            np.bincount(part.indices, weights=part.values, minlength=n).astype(np.int64),
            np.bincount(part.indices, minlength=n),
        ]
    )


def axes_of(matrix: VoteMatrix, workers: Workers | None = None) -> Axes:
    """Find the two directions in which people differ most; the same bytes for any order, threads and workers."""
    workers = workers or InProcess()
    n_votes = matrix.votes_of_each
    in_pairs = len(matrix.statements) <= MOST_STATEMENTS_IN_PAIRS and int((n_votes**2).sum()) <= MOST_PAIRS
    parts = workers.scatter([matrix] if in_pairs and isinstance(workers, InProcess) else buckets_of(matrix))
    sums, seen = workers.total(sums_of, parts) + np.zeros((2, len(matrix.statements)), dtype=np.int64)
    means = np.divide(sums, seen, out=np.zeros(len(seen)), where=seen > 0)
    if len(matrix.people) < 2 or len(matrix.statements) < 2:
        return Axes(means, np.zeros((0, len(seen))), np.zeros(0), seen)
    if in_pairs:
        values, vectors, total = _by_pairs(workers, parts, means)
    else:
        values, vectors, total = _by_iteration(workers, parts, means)
    real = values > max(total, 1.0) * _SAME
    vectors = np.array([_signed(vector) for vector in vectors.T[real]]).reshape(-1, len(seen))
    return Axes(means, vectors, values[real] / total if total else values[real], seen)


def pairs_of(part: VoteMatrix) -> NDArray[np.int64]:
    """Return VᵀV, VᵀM and MᵀM of a part, with V its votes and M where they are: whole numbers, which add up exactly."""
    shape = part.shape
    votes = csr_matrix((part.values.astype(np.float64), part.indices, part.indptr), shape=shape)
    mask = csr_matrix((np.ones(len(part.values)), part.indices, part.indptr), shape=shape)
    products = (votes.T @ votes, votes.T @ mask, mask.T @ mask)
    # Doubles are exact up to 2⁵³, which no count of pairs reaches.
    return np.stack([np.rint(each.toarray()).astype(np.int64) for each in products])


def gram_of(pairs: NDArray[np.int64], means: Floats) -> Floats:
    """Return XᵀX from the sums over pairs."""
    votes, mixed, masks = (each.astype(np.float64) for each in pairs)
    scaled = mixed * means
    gram: Floats = votes - scaled - scaled.T + masks * np.outer(means, means)
    return gram


def _by_pairs(workers: Workers, parts: Sequence[Any], means: Floats) -> tuple[Floats, Floats, float]:
    gram = gram_of(workers.total(pairs_of, parts), means)
    n = len(means)
    values, vectors = eigh(gram, subset_by_index=[max(n - COMPONENTS, 0), n - 1])
    return values[::-1], vectors[:, ::-1], float(np.trace(gram))


def centred(part: VoteMatrix, means: Floats) -> csr_matrix:
    """Return the centred votes of a part (people × statements), as a sparse matrix."""
    values = part.values - means[part.indices]
    return csr_matrix((values, part.indices, part.indptr), shape=part.shape)


def variation(part: csr_matrix) -> float:
    """Return the sum of the squares of centred votes."""
    return float(part.data @ part.data)


def _product(part: csr_matrix, vector: Floats) -> Floats:
    product: Floats = part.T @ (part @ vector)
    return product


def _by_iteration(workers: Workers, parts: Sequence[Any], means: Floats) -> tuple[Floats, Floats, float]:
    held = workers.keep(centred, parts, means)
    total = sum(workers.map(variation, held), 0.0)
    n = len(means)

    def multiply(vector: Floats) -> Floats:
        return sum(workers.map(_product, held, vector.ravel()), np.zeros(n))

    values, vectors = leading(n, multiply, within=1e-10)
    return values, vectors, total


def leading(n: int, multiply: Callable[[Floats], Floats], *, within: float) -> tuple[Floats, Floats]:
    """Return the greatest eigenvalues of XᵀX, the first first, and their vectors (n × 2), by multiplying with it."""
    operator = LinearOperator((n, n), matvec=multiply, dtype=np.float64)
    start = np.cos(np.arange(n, dtype=np.float64))
    try:
        values, vectors = eigsh(operator, k=min(COMPONENTS, n - 1), v0=start, tol=within)
    except ArpackNoConvergence as stopped:
        values, vectors = stopped.eigenvalues, stopped.eigenvectors
    order = np.argsort(values)[::-1]
    return values[order], vectors[:, order]


def _signed(vector: Floats) -> Floats:
    """Turn a direction so that its largest loading is positive; of equal ones, the first counts."""
    size = np.abs(vector)
    first = int(np.flatnonzero(size >= size.max() * (1 - 1e-9))[0])
    return vector if vector[first] > 0 else -vector


def places_of(part: VoteMatrix, axes: Axes) -> Places:
    """Place each person by a ridge regression of their votes on the directions.

    Few votes draw a place to the middle and leave its standard error wide; nothing is scaled up.
    """
    n_people, n_statements = part.shape
    rows = part.rows
    residual = part.values - axes.means[part.indices]
    bias = np.bincount(rows, weights=residual, minlength=n_people) / (part.votes_of_each + SHRINK_BIAS)
    loadings = np.zeros((COMPONENTS, n_statements))
    loadings[: axes.rank] = np.sqrt(n_statements) * axes.loadings
    first, second = loadings[0][part.indices], loadings[1][part.indices]

    def summed(weights: Floats) -> Floats:
        return np.bincount(rows, weights=weights, minlength=n_people)

    a, b, d = summed(first * first) + RIDGE, summed(first * second), summed(second * second) + RIDGE
    u, v = summed(first * residual), summed(second * residual)
    determinant = a * d - b * b
    at = np.stack([(d * u - b * v) / determinant, (a * v - b * u) / determinant], axis=1)
    missed = residual - at[rows, 0] * first - at[rows, 1] * second
    spread = (summed(missed * missed) + 1.0) / (part.votes_of_each + 1.0)
    error = np.sqrt(spread[:, None] * np.stack([d, a], axis=1) / determinant[:, None])
    at[:, axes.rank :] = 0.0
    return Places(at, error, bias)

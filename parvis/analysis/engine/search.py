"""Texts that say something similar, among very many, while somebody types.

Each vector leaves 256 signs, of which side of 256 fixed planes it lies. Those that differ least are compared by their vectors.
Nothing is built, so a new text is found at once, and the answer is always the same.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.embedding import Vectors
from parvis.analysis.engine.texts import tokens_of

type Codes = NDArray[np.uint64]

SIGNS = 256
RESCORED = 200
_PLANES = 1
# Reciprocal rank fusion: so many places at the top count nearly alike.
_RANKS = 60
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Similar:
    """A text, by row, and how alike it is (cosine)."""

    row: int
    likeness: float


class SimilarTexts:
    """Finds the texts nearest to a vector; `vectors` may be mapped from a file."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._middle = vectors[:10_000].mean(axis=0, dtype=np.float64).astype(np.float32) if len(vectors) else None
        self._planes = np.random.default_rng([_PLANES, vectors.shape[1]]).standard_normal(
            (vectors.shape[1], SIGNS), dtype=np.float32
        )
        self._codes = self._coded(vectors)

    def _coded(self, vectors: Vectors) -> Codes:
        if self._middle is None:
            return np.zeros((0, SIGNS // 64), dtype=np.uint64)
        packed = [
            np.packbits((vectors[begin : begin + 4_096] - self._middle) @ self._planes > 0, axis=1)
            for begin in range(0, len(vectors), 4_096)
        ]
        return np.ascontiguousarray(np.concatenate(packed)).view(np.uint64)

    def nearest(self, vector: NDArray[np.float32], most: int = 10) -> list[Similar]:
        """Return the texts nearest to a unit vector, the nearest first; of equally near ones, the first."""
        if self._middle is None:
            return []
        apart = np.bitwise_count(self._codes ^ self._coded(vector[None, :])[0]).sum(axis=1, dtype=np.uint16)
        rows = self._least(apart)
        likeness = (self._vectors[rows] @ vector).astype(np.float64)
        order = np.lexsort((rows, -likeness))[:most]
        return [Similar(int(rows[place]), float(likeness[place])) for place in order]

    def _least(self, apart: NDArray[np.uint16]) -> NDArray[np.int64]:
        """Return the rows that differ in the fewest signs: 200, or more when they are equally near."""
        if len(apart) <= RESCORED:
            return np.arange(len(apart))
        most = np.partition(apart, RESCORED - 1)[RESCORED - 1]
        return np.flatnonzero(apart <= most)


def fused[Found: Hashable](*rankings: Sequence[Found]) -> list[Found]:
    """Return what several searches found as one ranking: what is high in one, or in several, comes first."""
    weights: dict[Found, float] = {}
    for ranking in rankings:
        for rank, found in enumerate(ranking, start=1):
            weights[found] = weights.get(found, 0.0) + 1 / (_RANKS + rank)
    return [found for found, _weight in sorted(weights.items(), key=lambda each: -each[1])]


def shared_words(one: str, other: str) -> list[str]:
    """Return the words of the second text that the first has too, as they are written: the reason to show."""
    asked = {word for word, _written in tokens_of(one) if len(word) >= _SHORTEST_WORD}
    return list(dict.fromkeys(written for word, written in tokens_of(other) if word in asked))

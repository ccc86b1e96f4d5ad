"""Quotes that stand for what was said: few texts, chosen so that every text is near one of them.

Facility location: of each text counts how near the nearest quote is, and the next quote is the one that adds most (a greedy
choice, at least 63 % as good as the best). As many places as needed are left for groups of texts that must not be missing.
"""

import heapq
from collections.abc import Sequence, Set
from itertools import pairwise

import numpy as np

from parvis.analysis.engine.embedding import Vectors
from parvis.analysis.engine.labels import Quote
from parvis.analysis.engine.spherical import Floats, Rows
from parvis.analysis.engine.texts import Texts, sentences_of, tokens_of

QUOTES = 20
MOST_CANDIDATES = 20_000
LONGEST = 280
SHORTEST = 20
_BLOCK = 1_024
_GOES_ON = ":,;،؛"

type Span = tuple[int, int]


def chosen(vectors: Vectors, most: int, *, floors: Sequence[Rows] = (), candidates: Rows | None = None) -> list[int]:
    """Choose at most so many rows of vectors, one at least from each of `floors`: rows that must not go unheard.

    Every row is heard; `candidates` are those that may be chosen, all when it is None. Only the first 20,000 of each count:
    rows stand in the order of digests.
    """
    heard = vectors[:MOST_CANDIDATES]
    allowed = np.arange(len(vectors)) if candidates is None else candidates
    allowed = allowed[:MOST_CANDIDATES]
    if not len(allowed) or not len(heard):
        return []
    choice = _Choice(heard, vectors, allowed)
    groups = [(among, floor) for floor in floors if len(among := np.intersect1d(floor, allowed))]
    while len(choice.rows) < most:
        missing = [group for group in groups if not np.isin(choice.rows, group[1]).any()]
        best = choice.best() if len(choice.rows) + len(missing) < most else None
        if best is None and missing:
            among, floor = missing[0]
            best = int(among[np.argmax(choice.near_to(among, floor))])
        if best is None:
            break
        choice.add(best)
    return choice.rows


class _Choice:
    """Rows chosen so far, and how near the nearest of them is to each text that is heard."""

    def __init__(self, heard: Vectors, vectors: Vectors, allowed: Rows) -> None:
        self._heard, self._vectors, self._allowed = heard, vectors, allowed
        self._near = np.zeros(len(heard), dtype=np.float32)
        self.rows: list[int] = []
        self._heap: list[tuple[float, int]] = [
            (-gain, row) for row, gain in zip(allowed.tolist(), self._gains(), strict=True)
        ]
        heapq.heapify(self._heap)

    def add(self, row: int) -> None:
        self._near = np.maximum(self._near, self._heard @ self._vectors[row])
        self.rows.append(row)

    def gain(self, row: int) -> float:
        """Return how much nearer the texts would be to a quote, rounded, so that ties are ties."""
        more = np.maximum(self._heard @ self._vectors[row] - self._near, 0)
        return float(f"{more.sum(dtype=np.float64):.7g}")

    def near_to(self, among: Rows, group: Rows) -> Floats:
        """Return how near each of some rows is to the texts of a group, summed."""
        return np.round((self._vectors[among] @ self._vectors[group].sum(axis=0)).astype(np.float64), 5)

    def best(self) -> int | None:
        """Return the row that adds most; what a row adds only shrinks, so few are asked again. None when none adds."""
        while self._heap:
            _bound, row = heapq.heappop(self._heap)
            gain = self.gain(row)
            if self._heap and (-gain, row) > self._heap[0]:
                heapq.heappush(self._heap, (-gain, row))
            elif gain > 0 and row not in self.rows:
                return row
            elif gain <= 0:
                return None
        return None

    def _gains(self) -> list[float]:
        found: list[float] = []
        for begin in range(0, len(self._allowed), _BLOCK):
            likeness = self._vectors[self._allowed[begin : begin + _BLOCK]] @ self._heard.T
            found += np.maximum(likeness - self._near, 0).sum(axis=1, dtype=np.float64).tolist()
        # A bound from above: rounding in blocks must not hide a row that adds a little more.
        return [gain * 1.0001 + 1e-4 for gain in found]


def quotable(texts: Texts, usual: Set[str] = frozenset()) -> Rows:
    """Return the rows of texts that say something of their own, however short."""
    return np.array([row for row in range(len(texts)) if _own(texts, row, usual)], dtype=np.int64)


def quote_from(texts: Texts, row: int, weights: dict[str, float], usual: Set[str] = frozenset()) -> Quote:
    """Return the whole sentences of a text that say most, up to 280 characters: all of its own when it is short.

    `weights` are those of the words of its theme; a sentence counts by the mean weight of its words, for up to twelve of them,
    and half when it is no more than a part of one. What is `usual` is quoted only when there is nothing else.
    """
    text = texts.each[row]
    own = _own(texts, row, usual)
    if own and own[-1][1] - own[0][0] <= LONGEST and _are_together(text.words, own):
        return _quoted(texts, row, own[0][0], own[-1][1])
    fitting = [span for span in own if SHORTEST <= span[1] - span[0] <= LONGEST]
    if not fitting:
        spans = sentences_of(text.words)
        first = next((span for span in spans if span[1] - span[0] >= SHORTEST), spans[0])
        return _quoted(texts, row, *first)
    best = max(fitting, key=lambda span: (_weight(text.words[slice(*span)], weights), -span[0]))
    return _quoted(texts, row, *best)


def _own(texts: Texts, row: int, usual: Set[str]) -> list[Span]:
    """Return the sentences of a text that hold a word and are not usual."""
    words = texts.each[row].words
    said = ((span, words[slice(*span)]) for span in sentences_of(words))
    return [span for span, one in said if one.casefold() not in usual and any(map(str.isalpha, one))]


def _are_together(words: str, spans: Sequence[Span]) -> bool:
    """Tell whether nothing but space stands between sentences."""
    return not any(words[end:begin].strip() for (_begin, end), (begin, _end) in pairwise(spans))


def _weight(sentence: str, weights: dict[str, float]) -> float:
    words = [word for word, _written in tokens_of(sentence)]
    whole = 0.5 if sentence[0].islower() or sentence[-1] in _GOES_ON else 1.0
    return float(f"{whole * sum(weights.get(word, 0.0) for word in sorted(set(words))) / max(len(words), 12):.9g}")


def _quoted(texts: Texts, row: int, start: int, end: int) -> Quote:
    text = texts.each[row]
    return Quote(text.id, start, end, text.words[start:end])

"""Guess the languages of many texts at once: all of them walk through the detector's automaton side by side.

One text at a time, reading its tables takes most of the time; many at once, they are read in a quarter of it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Texts that walk together: more would not be faster, and would take more memory.
TOGETHER = 500

type Shares = NDArray[np.float32]


class SideBySide:
    """The tables of a `py3langid.langid.LanguageIdentifier` with `norm_probs`, laid out for many texts."""

    def __init__(self, identifier: Any) -> None:
        self.languages: list[str] = identifier.nb_classes
        self._encoded = identifier._encode
        self._move = np.frombuffer(identifier.tk_nextmove, dtype=identifier.tk_nextmove.typecode)
        self._row = np.asarray(identifier._rowbase)
        self._feature = np.asarray(identifier.tk_output)
        self._weight = identifier.nb_ptc.astype(np.float32)
        self._bias = identifier.nb_pc

    def classify(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Return for each text what `LanguageIdentifier.classify` does: its language, and how sure that is (0–1)."""
        found: list[tuple[str, float]] = []
        for first in range(0, len(texts), TOGETHER):
            shares = self._shares([self._encoded(text) for text in texts[first : first + TOGETHER]])
            best = shares.argmax(axis=1)
            found += [(self.languages[one], float(row[one])) for one, row in zip(best, shares, strict=True)]
        return found

    def _shares(self, texts: list[bytes]) -> Shares:
        """Return how likely each language is for each text, as `LanguageIdentifier._decide` does for one."""
        sizes = np.array([len(text) for text in texts])
        scores = np.zeros((len(texts), len(self.languages)), dtype=np.float32)
        text, feature, times = self._met(texts, sizes)
        firsts = np.flatnonzero(np.diff(text, prepend=-1))
        weighed = np.log1p(times.astype(np.float32))[:, None] * self._weight[feature]
        scores[text[firsts]] = np.add.reduceat(weighed, firsts) + self._bias
        scores /= np.sqrt(np.maximum(sizes, 1))[:, None]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True), dtype=np.float32)

    def _met(self, texts: list[bytes], sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        """Return which text met which feature of the automaton, and how many times."""
        letters = np.zeros((len(texts), int(sizes.max())), dtype=np.uint8)
        for number, text in enumerate(texts):
            letters[number, : len(text)] = np.frombuffer(text, dtype=np.uint8)
        state = np.zeros(len(texts), dtype=np.int64)
        met = []
        for position, letter in enumerate(letters.T):
            state = self._move[self._row[state] + letter]
            feature = self._feature[state]
            at = np.flatnonzero((feature >= 0) & (position < sizes))
            met.append(at * len(self._weight) + feature[at])
        pairs, times = np.unique(np.concatenate(met), return_counts=True)
        return pairs // len(self._weight), pairs % len(self._weight), times

"""How alike two texts are in their words, whatever their order, accents, capitals, punctuation and slips of the pen.

The words of a text, folded as the search folds them and without those that say nothing, are cut into pieces of five
letters. Two texts are compared by the share of pieces they have in common (Jaccard), so that a moved word costs nothing
and a misspelt one only the pieces around the slip. So that one text can be compared with a million, each leaves a
sketch (MinHash: of 63 orders of all pieces, the first of this text), and keys made of three values each: texts that
have half their pieces in common nearly always share a key. Whatever is found that way is measured by its words before
it is called alike. By what the numbers below were chosen is told in docs/decisions/likeness.md.

Alike in words is not alike in meaning: "not" says nothing here. People decide, with the differences before their eyes.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.core.lookalikes import seen_through
from parvis.core.search.folding import bare, running_words, significant

type Pieces = NDArray[np.uint64]
"""The pieces of a text, as sorted numbers, each once."""
type Sketch = NDArray[np.uint16]

LETTERS = 5
"""Letters of a piece; the edge of a word counts as one."""
FEWEST_PIECES = 20
"""A text with fewer is too short to tell: it is only ever the same as another, never nearly the same."""
MOST_PIECES = 4096
"""Of a longer text, these many are kept: those whose numbers are smallest, so that it is the same choice everywhere."""
ALIKE = 0.45
"""From this share of common pieces on, two texts are called alike."""
# Or when nearly all of the shorter one stands in the other, which is not much longer: a greeting was put before it.
WITHIN, ALIKE_WITHIN = 0.9, 0.3

KEYS, VALUES_PER_KEY = 21, 3
_VALUES = KEYS * VALUES_PER_KEY


def _drawn(count: int, purpose: str) -> NDArray[np.uint64]:
    """Return odd numbers that look drawn by lot, and are the same whatever the version of numpy: keys are stored."""
    digests = (hashlib.blake2b(f"{purpose} {number}".encode(), digest_size=8).digest() for number in range(count))
    return np.array([int.from_bytes(digest) | 1 for digest in digests], dtype=np.uint64)


_PLACES = _drawn(LETTERS, "place")
_FACTORS = _drawn(_VALUES, "factor")
_SUMMANDS = _drawn(_VALUES, "summand")
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF, _MOST = np.uint64(32), np.uint64(29)


@dataclass(frozen=True)
class Prints:
    """What is kept of a text to find others like it: none of it can be turned back into words."""

    exact: int
    pieces: int
    sketch: Sketch
    keys: list[str]

    @property
    def is_too_short(self) -> bool:
        """Tell whether the text is too short to be nearly the same as another."""
        return self.pieces < FEWEST_PIECES


@dataclass(frozen=True)
class Score:
    """How alike two texts are, from 0 to 1: the share of common pieces, and that share of the shorter text."""

    common: float
    within: float
    same: bool = False

    @property
    def is_alike(self) -> bool:
        """Tell whether they are alike enough to be shown side by side."""
        return self.same or self.common >= ALIKE or (self.within >= WITHIN and self.common >= ALIKE_WITHIN)

    @property
    def percent(self) -> int:
        """Return the share of common pieces in percent: 100 only for the same words in the same order."""
        return 100 if self.same else min(99, round(100 * self.common))


def canonical(text: str) -> str:
    """Return `text` as it is compared: its folded words in their order; of a text without words, its signs."""
    words = " ".join(running_words(seen_through(text)))
    return words or "".join(unicodedata.normalize("NFKC", text).split())


def exact_key(text: str) -> int:
    """Return a number of 63 bits that texts with the same words in the same order share; 0 for an empty text."""
    whole = canonical(text)
    return int.from_bytes(hashlib.blake2b(whole.encode(), digest_size=8).digest()) >> 1 if whole else 0


def pieces_of(text: str) -> Pieces:
    """Return the pieces of a text, 4096 at most."""
    words = [bare(word) for word in running_words(seen_through(text))]
    line = f" {' '.join(significant(words) or words)} "
    letters = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(letters) < LETTERS:
        return np.empty(0, np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(letters, LETTERS)
    within_words = windows[(windows[:, 1:-1] != ord(" ")).all(axis=1)]
    numbers = (within_words * _PLACES).sum(axis=1, dtype=np.uint64)
    numbers = (numbers ^ (numbers >> _HALF)) * _MIX
    return np.unique(numbers ^ (numbers >> _MOST))[:MOST_PIECES]


def prints_of(text: str, scope: int | str = "") -> Prints:
    """Return what to keep of a text; only texts of the same `scope` share keys."""
    pieces = pieces_of(text)
    values = _values_of(pieces)
    keys = _keys(values, scope) if len(pieces) >= FEWEST_PIECES else []
    return Prints(exact_key(text), len(pieces), values.astype(np.uint16), keys)


def likeness(one: str, other: str) -> Score:
    """Measure how alike two texts are."""
    return compare(pieces_of(one), pieces_of(other), same=exact_key(one) == exact_key(other))


def compare(one: Pieces, other: Pieces, *, same: bool = False) -> Score:
    """Measure how alike the texts with these pieces are; too short ones are the same or nothing."""
    if min(len(one), len(other)) < FEWEST_PIECES:
        return Score(float(same), float(same), same)
    # Where only the smallest numbers were kept, nothing is known of those beyond.
    if MOST_PIECES in (len(one), len(other)):
        known = min(pieces[-1] for pieces in (one, other) if len(pieces) == MOST_PIECES)
        one, other = one[one <= known], other[other <= known]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    shorter, all_together = min(len(one), len(other)), len(one) + len(other) - shared
    return Score(shared / all_together, shared / max(1, shorter), same)


def estimate(sketch: Sketch, others: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Estimate the share of common pieces of a text with each of `others` (one sketch a row), give or take 0.06."""
    return np.asarray((others == sketch).mean(axis=1), dtype=np.float64)


def _values_of(pieces: Pieces) -> NDArray[np.uint64]:
    """Return, for each order of all pieces, which of these is first."""
    if not len(pieces):
        return np.zeros(_VALUES, np.uint64)
    return np.asarray(((pieces[:, None] * _FACTORS + _SUMMANDS) >> _HALF).min(axis=0))


def _keys(values: NDArray[np.uint64], scope: int | str) -> list[str]:
    """Return the keys: eight hexadecimal digits each."""
    salt = str(scope).encode()
    runs = values.astype("<u4").reshape(KEYS, VALUES_PER_KEY)
    return [
        hashlib.blake2b(run.tobytes(), digest_size=4, key=salt, salt=bytes([place])).hexdigest()
        for place, run in enumerate(runs)
    ]

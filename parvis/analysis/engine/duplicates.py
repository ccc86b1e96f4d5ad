"""Families of texts that say the same in nearly the same words, with what shows it; nothing is merged or deleted.

Texts are compared by their pieces of five characters. Band by band, texts that share a band of their MinHash signature
stand side by side, are measured, and are joined: no list of all candidates is ever held.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.digests import mixed

type Signatures = NDArray[np.uint32]
type Progress = Callable[[int, int], None]

PIECE = 5
PERMUTATIONS, BANDS = 64, 32
ALIKE = 0.7
# A signature is an estimate: what it puts a little below is measured too.
DOUBT = 0.1
_CHUNK = 20_000
_PRIME = np.uint64(0x100000001B3)


class _Kept(dict[int, int | None]):
    """What becomes of each sign: nothing of a mark, a space of what is neither letter nor digit."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        self[code] = kept = None if unicodedata.combining(sign) else code if sign.isalnum() else ord(" ")
        return kept


_KEPT = _Kept()


@dataclass(frozen=True)
class Family:
    """Texts, by number, that are alike: the first in the order of ids leads; `likeness` of each to one of the others.

    It is the share of common pieces (Jaccard), 1 for the same words in the same order.
    """

    members: tuple[int, ...]
    likeness: tuple[float, ...]


def normalised(text: str) -> str:
    """Return a text as it is compared: without marks, capitals and signs, one space between words."""
    return " ".join(unicodedata.normalize("NFKD", text).casefold().translate(_KEPT).split())


def families(texts: Sequence[str], *, alike: float = ALIKE, progress: Progress | None = None) -> list[Family]:
    """Find the families among texts, given in the order of their ids; empty texts belong to none."""
    comparable = [normalised(text) for text in texts]
    first_of, same_as = _distinct(comparable)
    kept = [number for number, text in enumerate(comparable) if text and first_of[text] == number]
    signatures = signatures_of([comparable[number] for number in kept], progress)
    union = _Union(len(texts))
    for likeness, pair in _measured(signatures, kept, comparable, alike):
        union.join(*pair, likeness)
    for number, first in same_as:
        union.join(first, number, 1.0)
    return union.families()


def _distinct(texts: Sequence[str]) -> tuple[dict[str, int], list[tuple[int, int]]]:
    """Return where each text stands first, and each repeat with its first."""
    first_of: dict[str, int] = {}
    repeats = []
    for number, text in enumerate(texts):
        first = first_of.setdefault(text, number)
        if text and first != number:
            repeats.append((number, first))
    return first_of, repeats


def pieces_of(text: str) -> NDArray[np.uint64]:
    """Return the digests of the pieces of a normalised text, each once; of a shorter text, that of the whole."""
    return np.unique(_pieces([text])[0])


def _pieces(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the digests of all pieces of all texts in a row, and where those of each text begin."""
    padded = [text.ljust(PIECE) for text in texts]
    signs = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    with np.errstate(over="ignore"):
        rolled = np.zeros(max(len(signs) - PIECE + 1, 0), dtype=np.uint64)
        for place in range(PIECE):
            rolled = rolled * _PRIME + signs[place : len(signs) - PIECE + 1 + place]
        found = mixed(rolled)
    ends = lengths.cumsum()
    inside = np.ones(len(found), dtype=bool)
    for place in range(1, PIECE):
        # A piece that begins here would run into the next text.
        inside[ends[:-1] - place] = False
    counts = lengths - PIECE + 1
    return found[inside], np.concatenate([[0], counts.cumsum()[:-1]])


def signatures_of(texts: Sequence[str], progress: Progress | None = None) -> Signatures:
    """Return the MinHash signature of each normalised text (texts × 64)."""
    seeds = mixed(np.arange(1, PERMUTATIONS + 1, dtype=np.uint64))
    signatures = np.zeros((len(texts), PERMUTATIONS), dtype=np.uint32)
    for begin in range(0, len(texts), _CHUNK):
        pieces, starts = _pieces(texts[begin : begin + _CHUNK])
        for number, seed in enumerate(seeds):
            with np.errstate(over="ignore"):
                drawn = ((pieces ^ seed) * (seed | np.uint64(1))) >> np.uint64(32)
            signatures[begin : begin + len(starts), number] = np.minimum.reduceat(drawn, starts).astype(np.uint32)
        if progress:
            progress(min(begin + _CHUNK, len(texts)), len(texts))
    return signatures


def _measured(
    signatures: Signatures, numbers: Sequence[int], texts: Sequence[str], alike: float
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield each pair that is alike, with its likeness; of many that share a band, neighbours are measured."""
    known: set[tuple[int, int]] = set()
    for one, other in _neighbours(signatures, alike - DOUBT):
        pair = (numbers[min(one, other)], numbers[max(one, other)])
        if pair in known:
            continue
        known.add(pair)
        likeness = jaccard(texts[pair[0]], texts[pair[1]])
        if likeness >= alike:
            yield likeness, pair


def _neighbours(signatures: Signatures, least: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs that stand side by side in some band, and whose signatures share at least so much.

    Among very many texts a band is shared by some that have little else in common: those that share the next band, too, stand
    side by side before them.
    """
    following = _keys_of(signatures, 0)
    for band in range(BANDS):
        key, following = following, _keys_of(signatures, (band + 1) % BANDS)
        order = np.lexsort((following, key))
        beside = np.flatnonzero(key[order[1:]] == key[order[:-1]])
        ones, others = order[beside], order[beside + 1]
        shared = np.zeros(len(ones))
        for begin in range(0, len(ones), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            shared[part] = (signatures[ones[part]] == signatures[others[part]]).mean(axis=1)
        near = shared >= least
        yield from zip(ones[near].tolist(), others[near].tolist(), strict=True)


def _keys_of(signatures: Signatures, band: int) -> NDArray[np.uint64]:
    """Return what each text has in a band, as one number."""
    width = PERMUTATIONS // BANDS
    keys = np.zeros(len(signatures), dtype=np.uint64)
    for column in range(band * width, (band + 1) * width):
        keys = (keys << np.uint64(32)) ^ signatures[:, column].astype(np.uint64)
    return keys


def jaccard(one: str, other: str) -> float:
    """Return the share of pieces two normalised texts have in common."""
    first, second = pieces_of(one), pieces_of(other)
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common / (len(first) + len(second) - common)


def differing_words(one: str, other: str) -> tuple[list[str], list[str]]:
    """Return the words only the first of two texts has, and those only the second has, in their order."""
    first, second = normalised(one).split(), normalised(other).split()
    return [word for word in first if word not in second], [word for word in second if word not in first]


class _Union:
    """Joins numbers into families."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._likeness = [0.0] * size

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int, likeness: float) -> None:
        for number in (one, other):
            self._likeness[number] = max(self._likeness[number], likeness)
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def families(self) -> list[Family]:
        members: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            members.setdefault(self._root(number), []).append(number)
        return [
            Family(tuple(found), tuple(self._likeness[number] for number in found))
            for found in members.values()
            if len(found) > 1
        ]

"""What texts speak of: fine themes found among them, with ids that last and what people decided about them kept.

Each text has a theme and a strength, its likeness to the middle of the theme. A text no nearer to its theme than texts
commonly are to themes not their own is not placed, and it is said so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.digests import text_digest
from parvis.analysis.engine.embedding import Vectors, unit
from parvis.analysis.engine.groups import contingency, jaccard, named
from parvis.analysis.engine.spherical import Floats, Join, Rows, clustered, joins_of, nearest, sums_of
from parvis.analysis.engine.texts import Texts

MOST_FITTED = 200_000
MOST_THEMES = 200
# A text is placed when it is nearer to its theme than so large a share of texts is to a theme not its own.
COMMON = 0.95
AGAIN = 5
_COMPARED = 5_000
_NUMBER = re.compile(r"T(\d+)")


@dataclass(frozen=True)
class Decisions:
    """What people decided: names of themes, themes that are one (the first keeps its id), and texts moved to a theme."""

    names: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[tuple[str, ...], ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)

    def kept_id(self, theme: str) -> str:
        """Return the id a theme has after the merges."""
        seen = {theme}
        while into := next((merge[0] for merge in self.merges if theme in merge[1:] and merge[0] not in seen), None):
            theme = into
            seen.add(theme)
        return theme

    @property
    def merged(self) -> set[str]:
        """Return the ids under which merged themes go on."""
        return {self.kept_id(merge[0]) for merge in self.merges}

    @property
    def touched(self) -> list[str]:
        """Return the ids that must last, because somebody decided something about them."""
        told = [*self.names, *self.moves.values(), *(theme for merge in self.merges for theme in merge)]
        return sorted({self.kept_id(theme) for theme in told}, key=_numbered)


@dataclass(frozen=True)
class Before:
    """The themes of an earlier result: that of each text placed then, and the highest number ever given."""

    theme_of: Mapping[str, str] = field(default_factory=dict)
    last: int = 0


@dataclass(frozen=True, eq=False)
class Themes:
    """Themes, the largest first; `labels`, `strength` and `placed` of each text, in the rows of the texts."""

    ids: list[str]
    middles: Vectors
    labels: Rows
    strength: Floats
    placed: NDArray[np.bool_]
    joins: list[Join]
    doubt: float
    last: int

    def members(self, label: int) -> Rows:
        """Return the rows of the texts placed in a theme, the nearest to its middle first."""
        rows = np.flatnonzero((self.labels == label) & self.placed)
        return rows[np.argsort(-self.strength[rows], kind="stable")]


def how_many(distinct: int) -> int:
    """Return how many themes are looked for among so many texts."""
    return int(np.clip(round((distinct / 2) ** 0.5), 1, MOST_THEMES))


def distinct_rows(texts: Texts) -> Rows:
    """Return the rows of texts whose words nobody before them used: copies do not make a theme larger."""
    first: dict[bytes, int] = {}
    for row, words in enumerate(texts.words):
        first.setdefault(text_digest(words), row)
    return np.array(sorted(first.values()), dtype=np.int64)


def discover(
    texts: Texts, vectors: Vectors, *, seed: int, before: Before | None = None, decisions: Decisions | None = None
) -> Themes:
    """Find the themes of texts, given as unit vectors in the same rows."""
    before, decisions = before or Before(), decisions or Decisions()
    if not len(texts):
        nothing = np.zeros(0)
        return Themes([], vectors[:0], nothing.astype(np.int64), nothing, nothing.astype(bool), [], 0.0, before.last)
    earlier = {
        row: decisions.kept_id(before.theme_of[name]) for name, row in texts.row_of.items() if name in before.theme_of
    }
    moved = {
        texts.row_of[name]: decisions.kept_id(theme) for name, theme in decisions.moves.items() if name in texts.row_of
    }
    kept, given = _begun(vectors, earlier | moved, decisions.touched)
    # Whoever made two themes one finds their texts there again.
    stay = {row: theme for row, theme in earlier.items() if theme in decisions.merged} | moved
    pins = np.full(len(texts), -1, dtype=np.int64)
    pins[list(stay)] = [kept.index(theme) for theme in stay.values()]
    away = sum(len(merge) - 1 for merge in decisions.merges)
    labels = _labels(texts, vectors, given, pins, seed, away, len(kept))
    return _numbered_themes(texts, vectors, labels, sorted(stay), kept, earlier, before.last)


def _begun(vectors: Vectors, theme_of: Mapping[int, str], touched: Sequence[str]) -> tuple[list[str], Vectors]:
    """Return the themes that must last and still have texts, and with what the search begins.

    These are the middles of all earlier themes as their texts are now, those that must last first.
    """
    rows: dict[str, list[int]] = {}
    for row, theme in sorted(theme_of.items()):
        rows.setdefault(theme, []).append(row)
    kept = [theme for theme in touched if theme in rows]
    order = [*kept, *sorted(set(rows) - set(kept), key=_numbered)]
    middles = [vectors[rows[theme]].sum(axis=0) for theme in order]
    return kept, unit(np.stack(middles)) if middles else vectors[:0]


def _labels(texts: Texts, vectors: Vectors, given: Vectors, pins: Rows, seed: int, away: int, lasting: int) -> Rows:
    """Cluster distinct texts, and give all others to the nearest middle; `away` themes are not to come again."""
    fitted = distinct_rows(texts)[:MOST_FITTED]
    k = max(how_many(len(fitted)) - away, len(given), 1)
    found = clustered(vectors[fitted], k, seed=seed, given=given, pinned=pins[fitted], lasting=lasting)
    labels, _likeness = nearest(vectors, found.middles)
    labels[fitted] = found.labels
    return np.where(pins >= 0, pins, labels)


def _numbered_themes(
    texts: Texts, vectors: Vectors, labels: Rows, stay: Sequence[int], kept: Sequence[str],
    earlier: Mapping[int, str], last: int,
) -> Themes:  # fmt: skip
    """Give each theme its id, order them by size, and say how strongly each text belongs to its theme."""
    present = np.unique(labels)
    ids = {label: kept[label] for label in present.tolist() if label < len(kept)}
    new = [label for label in present.tolist() if label >= len(kept)]
    if new:
        rows = np.flatnonzero(np.isin(labels, new))
        others = {texts.ids[row]: theme for row, theme in earlier.items() if theme not in kept}
        last = max([last, *(_numbered(theme)[0] for theme in earlier.values())])
        names = named(
            [texts.ids[row] for row in rows], np.searchsorted(new, labels[rows]), len(new), others,
            fresh=lambda number: f"T{last + number + 1}",
        )  # fmt: skip
        ids |= dict(zip(new, names, strict=True))
    sizes = np.bincount(labels)
    order = sorted(present.tolist(), key=lambda label: (-sizes[label], _numbered(ids[label])))
    place = np.zeros(len(sizes), dtype=np.int64)
    place[order] = np.arange(len(order))
    labels = place[labels]
    sums = sums_of(vectors, labels, len(order))
    middles = unit(sums.astype(np.float32))
    strength = np.einsum("ij,ij->i", vectors, middles[labels], optimize=False).astype(np.float64)
    doubt = _doubt(vectors, middles, labels)
    placed = strength > doubt
    placed[list(stay)] = True
    named_so = [ids[label] for label in order]
    return Themes(
        named_so, middles, labels, strength, placed, joins_of(sums), doubt,
        max([last, *(_numbered(each)[0] for each in named_so)]),
    )  # fmt: skip


def stability_of(vectors: Vectors, labels: Rows, k: int, *, seed: int) -> Floats:
    """Return how alike each theme is to the one most like it when the search begins elsewhere, five times: 1 the same.

    It is the share of common texts among all in either (Jaccard), among the first 5,000 texts.
    """
    some, labels = vectors[:_COMPARED], labels[:_COMPARED]
    alike = np.zeros(k)
    for number in range(AGAIN if k else 0):
        again = clustered(some, k, seed=seed + 1 + number)
        shared = jaccard(contingency(labels, again.labels))
        alike[: len(shared)] += shared.max(axis=1)
    return alike / AGAIN


def _doubt(vectors: Vectors, middles: Vectors, labels: Rows) -> float:
    """Return the likeness that 95 of 100 pairs of a text and a theme not its own do not reach."""
    if len(middles) < 2:
        return -1.0
    likeness = (vectors[:_COMPARED] @ middles.T).astype(np.float64)
    likeness[np.arange(len(likeness)), labels[: len(likeness)]] = np.nan
    return float(f"{np.nanquantile(likeness, COMMON):.6g}")


def _numbered(theme: str) -> tuple[int, str]:
    found = _NUMBER.fullmatch(theme)
    return (int(found.group(1)) if found else 0), theme

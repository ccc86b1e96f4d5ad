"""How much of what was said the quotes speak for, what they leave out, and which small groups say something of their own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parvis.analysis.engine.embedding import Vectors
from parvis.analysis.engine.spherical import Floats, Rows
from parvis.analysis.engine.themes import Themes

CURVE = tuple(round(0.1 * step, 1) for step in range(1, 10))
# Two texts are near when they are nearer than so large a share of pairs of texts.
COMMON = 0.95
FEWEST = 5
SMALL = 0.05
# A small theme is close when its texts are more alike than those of so large a share of themes.
CLOSE = 0.75
_PAIRED = 2_000


@dataclass(frozen=True, eq=False)
class Coverage:
    """`nearest` tells how near the nearest quote is to each text; those not within `threshold` are not covered."""

    threshold: float
    nearest: Floats

    @property
    def covered(self) -> Rows:
        """Return the rows within the threshold of a quote."""
        return np.flatnonzero(self.nearest >= self.threshold)

    @property
    def not_covered(self) -> Rows:
        """Return the other rows, the farthest from any quote first."""
        rows = np.flatnonzero(self.nearest < self.threshold)
        return rows[np.argsort(self.nearest[rows], kind="stable")]

    def share(self, threshold: float | None = None) -> float | None:
        """Return the share of texts within a threshold of a quote; None without texts."""
        within = self.nearest >= (self.threshold if threshold is None else threshold)
        return float(within.mean()) if len(within) else None


def near_enough(vectors: Vectors) -> float:
    """Return the likeness that 95 of 100 pairs of texts do not reach."""
    some = vectors[:_PAIRED]
    if len(some) < 2:
        return 0.0
    pairs = (some @ some.T)[np.triu_indices(len(some), 1)]
    return float(f"{np.quantile(pairs.astype(np.float64), COMMON):.6g}")


def coverage_of(vectors: Vectors, quoted: Sequence[int]) -> Coverage:
    """Tell how near each text is to the quotes, which are rows too."""
    if not len(quoted):
        return Coverage(near_enough(vectors), np.zeros(len(vectors)))
    nearest = (vectors @ vectors[list(quoted)].T).max(axis=1).astype(np.float64)
    nearest[list(quoted)] = 1.0
    return Coverage(near_enough(vectors), nearest)


def by_cell(cells: Sequence[str], rows: Rows) -> dict[str, dict[str, int | None]]:
    """Count, for each cell such as a language, its texts and those among some rows; "" is no cell.

    Cells of fewer than five texts are not told; nor is the next smallest when it could be found by subtraction.
    """
    told = suppressed(Counter(cell for cell in cells if cell))
    among = Counter(cells[row] for row in rows.tolist())
    return {
        cell: {"texts": size, "covered": among[cell] if size is not None else None}
        for cell, size in sorted(told.items())
    }


def suppressed(sizes: Mapping[str, int]) -> dict[str, int | None]:
    """Return the sizes of cells, None where one is under five or would tell one that is."""
    hidden = [cell for cell, size in sizes.items() if size < FEWEST]
    if len(hidden) == 1:
        others = sorted((size, cell) for cell, size in sizes.items() if cell not in hidden)
        hidden += [cell for _size, cell in others[:1]]
    return {cell: None if cell in hidden else size for cell, size in sizes.items()}


def inner_likeness(vectors: Vectors, rows: Rows) -> float:
    """Return the mean likeness of two texts of a group; 0 for fewer than two."""
    n = len(rows)
    if n < 2:
        return 0.0
    total = vectors[rows].sum(axis=0, dtype=np.float64)
    return float((total @ total - n) / (n * (n - 1)))


def minorities(themes: Themes, vectors: Vectors) -> list[tuple[int, float]]:
    """Return the themes of under 5 % of the texts, and five at least, that are close, with their inner likeness.

    The closest come first.
    """
    members = [themes.members(label) for label in range(len(themes.ids))]
    inner = [inner_likeness(vectors, rows) for rows in members]
    if not inner:
        return []
    close = float(np.quantile(inner, CLOSE))
    found = [
        (label, inner[label])
        for label, rows in enumerate(members)
        if FEWEST <= len(rows) < SMALL * len(themes.labels) and inner[label] >= close
    ]
    return sorted(found, key=lambda each: (-each[1], each[0]))

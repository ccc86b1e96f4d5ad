"""Three themes for each text that is not filed yet, with reasons; people file it, never the program.

From ten filed texts a theme on, the program learns from them; before that, it goes by the name and description of the theme.
How often the right theme is among the three is tried on filed texts: where that is too seldom, nothing is suggested.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sklearn.isotonic import IsotonicRegression

from parvis.analysis.engine.digests import chance, digests_of
from parvis.analysis.engine.embedding import Vectors
from parvis.analysis.engine.filing import (
    STRENGTH_OF_MEANING,
    STRENGTH_OF_WORDS,
    Regression,
    both,
    by_name,
    counted,
    regression,
)
from parvis.analysis.engine.spherical import Floats, Rows
from parvis.analysis.engine.textfiles import Theme
from parvis.analysis.engine.texts import Texts, tokens_of

SUGGESTED = 3
EXAMPLES = 10
FOLDS = 5
# How often the right theme has to be among the three, for the three to be suggested.
TRUSTED = 0.5
REASONS, NEAREST = 5, 3
MOST_TRIED = 2_000
# A word of so few letters is no reason: it joins others. Thai, Chinese and Japanese stand beyond the first of theirs.
SHORT, _UNSPACED = 3, "\u0e00"
UNFILED = -1
_FOLD = 7


@dataclass(frozen=True)
class Suggestion:
    """A theme, its chance, the words that speak for it with their weights, and filed texts that are most alike."""

    theme: str
    chance: float
    words: tuple[tuple[str, float], ...]
    nearest: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Suggested:
    """Three themes for a text. `right` is how often the right one is among three as sure as these; None when not known."""

    id: str
    suggestions: tuple[Suggestion, ...]
    right: float | None
    abstains: bool


class Assignment:
    """Suggests themes. `vectors` tell what texts mean (for what is learned), `by_meaning` and `names` what themes are called.

    The last two must come from one embedder. `filed` is the number of the theme of each text, −1 for none.
    """

    def __init__(
        self, texts: Texts, themes: Sequence[Theme], filed: Rows, vectors: Vectors, by_meaning: Vectors, names: Vectors
    ) -> None:
        self.texts, self.themes, self.filed = texts, list(themes), filed
        self._vectors, self._by_meaning, self._names = vectors, by_meaning, names
        sizes = np.bincount(filed[filed >= 0], minlength=len(self.themes))
        self.learned = np.flatnonzero(sizes >= EXAMPLES)

        self._learns = len(self.learned) > 1
        self._counted = counted(texts.words) if self._learns else None

    def suggested(self) -> list[Suggested]:
        """Return suggestions for each text that is not filed, in the order of the texts."""
        wanted = np.flatnonzero(self.filed == UNFILED)
        if not len(wanted):
            return []
        chances = self.chances(np.flatnonzero(self.filed >= 0), wanted)
        right = self._right(chances)
        doubtful = self._unlike(wanted) if right is None else right < TRUSTED
        reasons = self._word_model(np.flatnonzero(self.filed >= 0)) if self._learns else None
        return [
            Suggested(
                self.texts.ids[row],
                tuple(self._suggestion(row, int(theme), chances[place], reasons) for theme in order_of(chances[place])),
                None if right is None else float(right[place]),
                bool(doubtful[place]),
            )
            for place, row in enumerate(wanted.tolist())
        ]

    def chances(self, known: Rows, wanted: Rows) -> Floats:
        """Return the chance of each theme (wanted × themes), knowing the themes of the rows `known` only."""
        seen = np.full(len(self.filed), UNFILED)
        seen[known] = self.filed[known]
        if not self._learns:
            return by_name(self._by_meaning, self._names, seen)[wanted]
        k = len(self.themes)
        examples = known[np.isin(self.filed[known], self.learned)]
        meaning = regression(self._vectors[examples].astype(np.float64), self.filed[examples], STRENGTH_OF_MEANING)
        assert self._counted is not None
        told = both(
            self._word_model(known).chances(self._counted.weights[wanted], k),
            meaning.chances(self._vectors[wanted], k),
        )
        few = np.setdiff1d(np.arange(k), self.learned)
        if len(few):
            # Themes with few texts go by their names; what chance those leave, the others share.
            named = by_name(self._by_meaning, self._names, seen)[wanted][:, few]
            told *= 1 - named.sum(axis=1, keepdims=True)
            told[:, few] = named
        return told

    def _word_model(self, known: Rows) -> Regression:
        examples = known[np.isin(self.filed[known], self.learned)]
        assert self._counted is not None
        return regression(self._counted.weights[examples], self.filed[examples], STRENGTH_OF_WORDS)

    def _right(self, chances: Floats) -> Floats | None:
        """Return how often the right theme is among the three first, by what filed texts show; None where they are few."""
        tried = self._tried
        if tried is None:
            return None
        sure, hit = tried
        rule = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(sure, hit)
        found: Floats = rule.predict(np.sort(chances, axis=1)[:, -SUGGESTED:].sum(axis=1))
        return found

    @cached_property
    def _tried(self) -> tuple[Floats, Floats] | None:
        """Suggest themes for filed texts from the others, a fifth at a time: how sure it was, and whether it was right."""
        rows = np.flatnonzero(np.isin(self.filed, self.learned))[:MOST_TRIED]
        if not self._learns:
            return None
        sure, hit = [], []
        folds = fold_of([self.texts.ids[row] for row in rows], FOLDS, _FOLD)
        for fold in range(FOLDS):
            known, wanted = rows[folds != fold], rows[folds == fold]
            if len(wanted) and len(np.unique(self.filed[known])) > 1:
                told = self.chances(known, wanted)
                sure.append(np.sort(told, axis=1)[:, -SUGGESTED:].sum(axis=1))
                hit.append(among_three(told, self.filed[wanted]).astype(np.float64))
        return (np.concatenate(sure), np.concatenate(hit)) if sure else None

    @property
    def tried_right(self) -> float | None:
        """Return the share of filed texts whose theme was among the three, when it was suggested from the others."""
        return float(self._tried[1].mean()) if self._tried else None

    def _unlike(self, wanted: Rows) -> Floats:
        """Tell which texts are no nearer to the name of their best theme than most are to that of another."""
        likeness = np.sort((self._by_meaning @ self._names.T).astype(np.float64), axis=1)
        common = np.quantile(likeness[:, :-1], 0.95) if likeness.shape[1] > 1 else -1.0
        told: Floats = likeness[wanted, -1] <= common
        return told

    def _suggestion(self, row: int, theme: int, chances: Floats, reasons: Regression | None) -> Suggestion:
        words = self._shared(row, theme)
        if reasons is not None and theme in reasons.themes:
            words = self._weighed(row, int(np.flatnonzero(reasons.themes == theme)[0]), reasons)
        return Suggestion(self.themes[theme].id, float(chances[theme]), words, self._nearest(row, theme))

    def _weighed(self, row: int, place: int, reasons: Regression) -> tuple[tuple[str, float], ...]:
        """Return the words of a text that speak most for a theme, each with what it adds."""
        assert self._counted is not None
        own = self._counted.weights[[row]]
        added = own.data * reasons.slopes[place, own.indices]
        words = self._counted.words[own.indices]
        found = sorted(zip((-added).tolist(), words.tolist(), strict=True))
        return tuple((word, -weight) for weight, word in found if weight < 0 and _tells(word))[:REASONS]

    def _shared(self, row: int, theme: int) -> tuple[tuple[str, float], ...]:
        """Return the words a text shares with the name and description of a theme."""
        told = self.themes[theme]
        named = {word for word, _written in tokens_of(f"{told.name} {told.description}") if _tells(word)}
        shared = sorted(named & {word for word, _written in tokens_of(self.texts.words[row])})
        return tuple((word, 1.0) for word in shared[:REASONS])

    def _nearest(self, row: int, theme: int) -> tuple[tuple[str, float], ...]:
        rows = np.flatnonzero(self.filed == theme)
        likeness = (self._vectors[rows] @ self._vectors[row]).astype(np.float64)
        order = np.argsort(-likeness, kind="stable")[:NEAREST]
        return tuple((self.texts.ids[rows[place]], float(likeness[place])) for place in order)


def _tells(words: str) -> bool:
    """Tell whether one of some words is long enough to be a reason; of words written without spaces, each is."""
    return any(len(word) > SHORT or word >= _UNSPACED for word in words.split())


def order_of(chances: Floats) -> Rows:
    """Return the three themes with the greatest chances, the greatest first."""
    return np.argsort(-chances, kind="stable")[:SUGGESTED]


def among_three(chances: Floats, right: Rows) -> Rows:
    """Tell of each row whether the right theme is among its three first."""
    order = np.argsort(-chances, axis=1, kind="stable")[:, :SUGGESTED]
    told: Rows = (order == right[:, None]).any(axis=1)
    return told


def fold_of(ids: Sequence[str], folds: int, seed: int) -> Rows:
    """Return the fold of each id: by its digest, so that one more text moves no other."""
    drawn = chance(digests_of(ids), np.zeros(len(ids), dtype=np.uint64), seed)
    return (drawn * folds).astype(np.int64)


def queue_of(suggested: Sequence[Suggested]) -> list[str]:
    """Return the ids of texts in the order in which people should look at them: the least certain first."""

    def certainty(each: Suggested) -> tuple[float, float, str]:
        sure = sum(one.chance for one in each.suggestions)
        return (sure if each.right is None else each.right), sure, each.id

    return [each.id for each in sorted(suggested, key=certainty)]

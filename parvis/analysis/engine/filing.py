"""Two ways to learn from filed texts into which theme others belong, and what both say together.

Words: one or two in a row, weighed by how rare they are. Meaning: the vectors of the texts. Each is a logistic regression in
which every theme counts alike; the geometric mean of their chances was right more often than either, on folds not used
to choose it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from parvis.analysis.engine.embedding import Vectors, unit
from parvis.analysis.engine.spherical import Floats, Rows
from parvis.analysis.engine.texts import tokens_of

STRENGTH_OF_WORDS, STRENGTH_OF_MEANING = 10.0, 1.0
# A word that so large a share of texts use tells nothing, where there are enough texts.
USUAL, ENOUGH = 0.1, 50
MOST_WORDS = 200_000
# How sharply likeness to the name of a theme becomes a chance.
SHARPNESS = 20.0
# Up to so many filed texts, the regression is solved in the space they span: as exact, and ten times as fast.
_FEW = 3_000
_ROUNDS, _WITHIN = 300, 1e-4


def words_of(text: str) -> list[str]:
    """Return the words of a text and each two in a row, folded."""
    words = [word for word, _written in tokens_of(text)]
    return words + [f"{one} {other}" for one, other in pairwise(words)]


@dataclass(frozen=True, eq=False)
class Counted:
    """Texts as weights of words (a row each), and the words."""

    weights: csr_matrix
    words: NDArray[np.object_]


def counted(texts: Sequence[str]) -> Counted:
    """Weigh the words of texts (TF-IDF)."""
    n = len(texts)
    weigher = TfidfVectorizer(
        analyzer=words_of,
        sublinear_tf=True,
        min_df=2 if n >= ENOUGH else 1,
        max_df=USUAL if n >= ENOUGH else 1.0,
        max_features=MOST_WORDS,
    )
    try:
        weights = weigher.fit_transform(texts)
    except ValueError:  # no word is left
        return Counted(csr_matrix((n, 1)), np.array([""], dtype=object))
    return Counted(csr_matrix(weights), weigher.get_feature_names_out())


@dataclass(frozen=True, eq=False)
class Regression:
    """What a theme makes of a feature (themes × features) and of none; only of `themes`, those with filed texts."""

    themes: Rows
    slopes: Floats
    intercepts: Floats

    def chances(self, features: Any, k: int) -> Floats:
        """Return the chance of each of k themes for each row of features; 0 for themes not learned."""
        scores = np.asarray(features @ self.slopes.T) + self.intercepts
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        told = np.zeros((scores.shape[0], k))
        told[:, self.themes] = scores / scores.sum(axis=1, keepdims=True)
        return told


def regression(features: Any, themes: Rows, strength: float) -> Regression:
    """Learn the themes of rows of features, sparse or dense; every theme counts alike, however many texts it has."""
    with threadpool_limits(1):
        back = None
        if features.shape[0] <= _FEW:
            back, features = _spanned(features)
        model = LogisticRegression(C=strength, class_weight="balanced", max_iter=_ROUNDS, tol=_WITHIN)
        model.fit(features, themes)
        slopes, intercepts = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            slopes, intercepts = np.vstack([-slopes, slopes]) / 2, np.concatenate([-intercepts, intercepts]) / 2
        if back is not None:
            slopes = np.asarray(back.T @ slopes.T).T
    return Regression(np.asarray(model.classes_, dtype=np.int64), slopes, intercepts)


def _spanned(features: Any) -> tuple[Any, Floats]:
    """Return the rows in coordinates of the space they span, and the directions of these in features."""
    gram = features @ features.T
    gram = np.asarray(gram.toarray() if hasattr(gram, "toarray") else gram, dtype=np.float64)
    values, vectors = np.linalg.eigh(gram)
    kept = values > values.max(initial=0.0) * 1e-10
    lengths = np.sqrt(values[kept])
    directions = vectors[:, kept] / lengths
    found = features.T @ directions
    return found.T, vectors[:, kept] * lengths


def both(words: Floats, meaning: Floats) -> Floats:
    """Return the geometric mean of two rows of chances, adding to one."""
    product = np.sqrt(words * meaning)
    total: Floats = product / np.maximum(product.sum(axis=1, keepdims=True), 1e-300)
    return total


def by_name(vectors: Vectors, names: Vectors, filed: Rows) -> Floats:
    """Return the chances of themes by likeness to their names, and to what few texts are filed under them."""
    middles = names.astype(np.float64)
    for theme in range(len(names)):
        middles[theme] += vectors[filed == theme].sum(axis=0)
    likeness = (vectors @ unit(middles.astype(np.float32)).T).astype(np.float64)
    scores = np.exp(SHARPNESS * (likeness - likeness.max(axis=1, keepdims=True)))
    chances: Floats = scores / scores.sum(axis=1, keepdims=True)
    return chances

"""From texts to everything that is found in them: languages, families, themes, quotes, coverage, flags, suggestions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

import numpy as np
from threadpoolctl import threadpool_limits

from parvis.analysis.engine.assignment import UNFILED, Assignment, Suggested
from parvis.analysis.engine.coverage import Coverage, coverage_of, inner_likeness, minorities
from parvis.analysis.engine.digests import text_digest
from parvis.analysis.engine.duplicates import Family, families
from parvis.analysis.engine.embedding import (
    GROUP,
    CorpusLsa,
    Embedder,
    ModelChanged,
    Sentences,
    Vectors,
    hybrid,
    unit,
    without_language,
)
from parvis.analysis.engine.integrity import Flag, flags_of
from parvis.analysis.engine.labels import Quote, Weights, Words, labels_of, quote_of, weights_in
from parvis.analysis.engine.language import Language, languages_of
from parvis.analysis.engine.spherical import Floats, Rows, joined, nearest_few
from parvis.analysis.engine.summary import QUOTES, chosen, quotable, quote_from
from parvis.analysis.engine.textfiles import Theme
from parvis.analysis.engine.texts import Texts
from parvis.analysis.engine.themes import Before, Decisions, Themes, discover, stability_of

type Progress = Callable[[str, int, int], None]

SEED = 1
QUOTES_OF_A_THEME = NEAR = 3
_AT_ONCE = 100 * GROUP


@dataclass(frozen=True, eq=False)
class Named:
    """What a theme is called by its own words, and the quotes that stand for it."""

    labels: dict[str, list[str]]
    central: Quote | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, eq=False)
class Heard:
    """Everything found in texts; arrays are in the rows of `texts`. `near` are the themes nearest to each, and how near."""

    texts: Texts
    languages: list[Language]
    families: list[Family]
    embedder: str
    without_model: str
    themes: Themes
    near: tuple[Rows, Floats]
    named: list[Named]
    quotes: list[Quote]
    coverage: Coverage
    minorities: list[tuple[int, float]]
    inner: list[float]
    stability: list[float]
    flags: list[Flag]
    suggested: list[Suggested] | None
    tried_right: float | None
    decisions: Decisions = field(default_factory=Decisions)
    seed: int = SEED


def at_hand(make: type[Sentences] = Sentences) -> tuple[Sentences | None, str]:
    """Return the language model that is installed, or none and why not, in a sentence."""
    found = make()
    try:
        assert found.digest
    except ModuleNotFoundError:
        return None, "The language model is not installed."
    except (ModelChanged, OSError) as trouble:
        return None, str(trouble)
    return found, ""


def hear(
    texts: Texts,
    *,
    embedder: Embedder | None,
    without_model: str = "",
    themes: Sequence[Theme] = (),
    before: Before | None = None,
    decisions: Decisions | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Heard:
    """Find everything. Without an embedder the texts themselves have to do; `themes` asks for suggestions."""
    tell = progress or _silent
    decisions = decisions or Decisions()
    with threadpool_limits(1):
        tell("languages", 0, 0)
        languages = languages_of(texts)
        alike = families(texts.words, progress=lambda done, of: tell("looking for repeats", done, of))
        codes = [language.code for language in languages]
        names = [f"{theme.name}. {theme.description}".strip() for theme in themes]
        meaning = _meaning([*texts.words, *names], embedder, tell)
        vectors = _vectors(texts, codes, None if meaning is None else meaning[: len(texts)], tell)
        tell("themes", 0, 0)
        found = discover(texts, vectors, seed=seed, before=before, decisions=decisions)
        near = nearest_few(vectors, found.middles, NEAR)
        tell("suggestions and quotes", 0, 0)
        suggested, tried = _suggested(texts, themes, vectors, meaning, names)
        words = Words(texts, codes, embedder.is_usual) if embedder else Words(texts, codes)
        quoted = _quoted(texts, codes, words, vectors, found, seed)
    return Heard(
        texts=texts,
        languages=languages,
        families=alike,
        embedder=embedder.name if embedder else CorpusLsa.name,
        without_model=without_model,
        themes=found,
        near=near,
        **quoted,
        flags=flags_of(texts, alike),
        suggested=suggested,
        tried_right=tried,
        decisions=decisions,
        seed=seed,
    )


def _silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""


class _Quoted(TypedDict):
    """The part of what is heard that rests on themes."""

    named: list[Named]
    quotes: list[Quote]
    coverage: Coverage
    minorities: list[tuple[int, float]]
    inner: list[float]
    stability: list[float]


def _quoted(texts: Texts, codes: Sequence[str], words: Words, vectors: Vectors, found: Themes, seed: int) -> _Quoted:
    """Call themes by their words, quote them and all texts, and tell what that covers."""
    members = [found.members(label) for label in range(len(found.ids))]
    weights = [weights_in(words, rows) for rows in members]
    small = minorities(found, vectors)
    can = quotable(texts, words.usual)
    floors = _floors(found, members, [label for label, _inner in small])
    rows = chosen(vectors, QUOTES, floors=floors, candidates=can)
    return {
        "named": [
            _named(texts, codes, words, vectors, own, each, can) for own, each in zip(members, weights, strict=True)
        ],
        "quotes": [_quote(texts, codes, words, row, weights[found.labels[row]]) for row in rows],
        "coverage": coverage_of(vectors, rows),
        "minorities": small,
        "inner": [inner_likeness(vectors, own) for own in members],
        "stability": stability_of(vectors, found.labels, len(found.ids), seed=seed).tolist(),
    }


def _meaning(words: Sequence[str], embedder: Embedder | None, tell: Progress) -> Vectors | None:
    """Embed texts in the order of their digests, so many at a time that each group is what it would be in one go."""
    if embedder is None or not words:
        return None
    by_digest = {text_digest(each): each for each in words}
    order = sorted(by_digest)
    found = []
    for begin in range(0, len(order), _AT_ONCE):
        found.append(embedder.embed([by_digest[each] for each in order[begin : begin + _AT_ONCE]]))
        tell("reading what texts mean", min(begin + _AT_ONCE, len(order)), len(order))
    row_of = {each: row for row, each in enumerate(order)}
    return np.concatenate(found)[[row_of[text_digest(each)] for each in words]]


def _vectors(texts: Texts, codes: Sequence[str], meaning: Vectors | None, tell: Progress) -> Vectors:
    """Return both views side by side; without a model, what the corpus itself tells."""
    tell("comparing words", 0, 0)
    if not len(texts):
        return np.zeros((0, CorpusLsa().dimensions), dtype=np.float32)
    pieces = CorpusLsa().embed(texts.words)
    if meaning is not None:
        return hybrid(meaning, pieces, codes)
    return unit(without_language(pieces - pieces.mean(axis=0), codes))


def _floors(themes: Themes, members: Sequence[Rows], small: Sequence[int]) -> list[Rows]:
    """Return who must not go unheard: the large branches of themes, then small themes whose texts are close."""
    k = len(themes.ids)
    branches = joined(themes.joins, k, QUOTES // 2)
    large = [
        np.concatenate([members[label] for label in np.flatnonzero(branches == branch).tolist()])
        for branch in set(branches.tolist())
    ]
    return [*sorted(large, key=len, reverse=True), *(members[label] for label in small[: QUOTES // 4])]


def _quote(texts: Texts, codes: Sequence[str], words: Words, row: int, weights: Weights) -> Quote:
    return quote_from(texts, row, weights.get(codes[row], {}), words.usual)


def _named(
    texts: Texts, codes: Sequence[str], words: Words, vectors: Vectors, members: Rows, weights: Weights, can: Rows
) -> Named:
    """Call a theme by its words, and quote those of its texts that can be."""
    rows = chosen(vectors[members], QUOTES_OF_A_THEME, candidates=np.flatnonzero(np.isin(members, can)))
    quotes = tuple(_quote(texts, codes, words, int(members[row]), weights) for row in rows)
    return Named(labels_of(words, weights), quote_of(texts, members, words.usual), quotes)


def _suggested(
    texts: Texts, themes: Sequence[Theme], vectors: Vectors, meaning: Vectors | None, names: Sequence[str]
) -> tuple[list[Suggested] | None, float | None]:
    """Suggest themes for texts without one, if there are themes; without a model, names are compared by their words."""
    if not themes:
        return None, None
    if meaning is None:
        meaning = CorpusLsa().embed([*texts.words, *names])
    number = {theme.id: place for place, theme in enumerate(themes)}
    filed = np.array([number[text.theme] if text.theme else UNFILED for text in texts.each], dtype=np.int64)
    given = Assignment(texts, themes, filed, vectors, meaning[: len(texts)], meaning[len(texts) :])
    return given.suggested(), given.tried_right

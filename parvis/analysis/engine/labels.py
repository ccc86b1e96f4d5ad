"""What themes are called: their own words in each language, and the words of one text that stands in their middle.

No name is made up. Words of a theme are those used by more of its texts, and fewer of others' (class TF-IDF), as most people
wrote them. Words that very many texts of a language use say nothing: what they are, the texts tell, not a list.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from parvis.analysis.engine.spherical import Rows
from parvis.analysis.engine.texts import Texts, sentences_of, tokens_of

LABELS = 3
# A word that so large a share of the texts of a language use is no label, where there are enough texts to tell.
USUAL = 0.1
ENOUGH = 50
SHORTEST_WORD = 3
FEWEST_USES = 2
RELATED_LETTERS, RELATED = 3, 0.6
# Two words in a row say more than one; a term that is used no more often than elsewhere says next to nothing.
PAIR, LITTLE = 1.2, 0.001
# Labels are taken from so many texts at most, those first by the digests of their ids.
MOST_READ = 50_000
# A language has labels of its own in a theme when so large a share of its texts are in it.
SPOKEN = 0.1
# A sentence that so large a share of different texts hold, and so many, is nobody's own.
USUAL_SENTENCE, MANY_TEXTS = 0.02, 5
LONGEST_QUOTE = 140
SHORTEST_QUOTE = 20


@dataclass(frozen=True)
class Quote:
    """Whole sentences of a text: `words` stand in it from `start` to `end`."""

    id: str
    start: int
    end: int
    words: str


class Words:
    """The one and two words in a row that the first 50,000 texts use, and how they are written; in their rows.

    Where texts are too few to tell which words are used everywhere, `is_usual` tells.
    """

    def __init__(
        self, texts: Texts, languages: Sequence[str], is_usual: Callable[[str], bool] = lambda _word: False
    ) -> None:
        self.languages, self._is_usual = languages[:MOST_READ], is_usual
        self._read_from = texts.words[:MOST_READ]
        self._written: dict[str, Counter[str]] = {}
        self.of_each = [frozenset(self._read(text)) for text in self._read_from]

    def _read(self, text: str) -> Iterable[str]:
        tokens = tokens_of(text)
        for one, written in tokens:
            self._written.setdefault(one, Counter())[written if written.isupper() else written.lower()] += 1
            yield one
        for (first, one), (second, other) in pairwise(tokens):
            pair = f"{first} {second}"
            self._written.setdefault(pair, Counter())[f"{one} {other}".lower()] += 1
            yield pair

    def as_written(self, term: str) -> str:
        """Return a term as it is mostly written."""
        return min(self._written[term].items(), key=lambda each: (-each[1], each[0]))[0]

    @cached_property
    def usual(self) -> frozenset[str]:
        """Return the sentences, in small letters, that very many different texts hold: such as the question of a form."""
        distinct = set(self._read_from)
        found = Counter(
            sentence for text in distinct for sentence in {text[slice(*span)].casefold() for span in sentences_of(text)}
        )
        return frozenset(each for each, n in found.items() if n >= MANY_TEXTS and n > USUAL_SENTENCE * len(distinct))

    @cached_property
    def uses(self) -> dict[str, Counter[str]]:
        """Return, by language, how many texts use each term."""
        found: dict[str, Counter[str]] = {}
        for language, terms in zip(self.languages, self.of_each, strict=True):
            found.setdefault(language, Counter()).update(terms)
        return found

    @cached_property
    def texts_in(self) -> Counter[str]:
        """Count the texts of each language."""
        return Counter(self.languages)

    def _without_elision(self, word: str) -> str:
        return self.as_written(word).lower().replace("’", "'").rpartition("'")[2]

    def tells(self, term: str, language: str) -> bool:
        """Tell whether a term can be a label: none of its words is short or used by very many."""
        n, uses = self.texts_in[language], self.uses[language]
        for word in term.split():
            short = len(word) < SHORTEST_WORD and word.isascii()
            usual = uses[word] > USUAL * n if n >= ENOUGH else self._is_usual(self._without_elision(word))
            if short or word.isdigit() or usual:
                return False
        return True


type Weights = dict[str, dict[str, float]]


def weights_in(words: Words, rows: Rows) -> Weights:
    """Return, by language, the weight of each term in a theme, given by the rows of its texts.

    Languages in which under a tenth of its texts are have no weights.
    """
    uses: dict[str, Counter[str]] = {}
    read = rows[rows < MOST_READ].tolist()
    sizes = Counter(words.languages[row] for row in read)
    for row in read:
        uses.setdefault(words.languages[row], Counter()).update(words.of_each[row])
    return {
        language: _weighed(words, language, uses[language], n)
        for language, n in sorted(sizes.items())
        if n >= SPOKEN * len(read)
    }


def _weighed(words: Words, language: str, uses: Counter[str], n: int) -> dict[str, float]:
    """Weigh each term: how many of the texts of a theme use it, times how much more than all texts of the language do.

    What a theme says no more often than all others weighs next to nothing.
    """
    all_uses, everywhere = words.uses[language], words.texts_in[language]
    fewest = FEWEST_USES if n > FEWEST_USES else 1
    found = {}
    for term, used in uses.items():
        if used >= fewest:
            more = (used / n) / (all_uses[term] / everywhere)
            pair = PAIR if " " in term else 1.0
            found[term] = float(f"{used / n * max(np.log((1 + more) / 2), LITTLE) * pair:.9g}")
    return found


def labels_of(words: Words, weights: Weights) -> dict[str, list[str]]:
    """Return up to three labels of a theme in each of its languages."""
    return {language: _labels(words, language, of_terms) for language, of_terms in weights.items()}


def _labels(words: Words, language: str, weights: dict[str, float]) -> list[str]:
    """Choose the terms with most weight; none has a word that is a form of one before it."""
    chosen: list[str] = []
    taken: list[str] = []
    for term, _weight in sorted(weights.items(), key=lambda each: (-each[1], each[0])):
        if words.tells(term, language) and not any(related(word, one) for word in term.split() for one in taken):
            chosen.append(words.as_written(term))
            taken += term.split()
        if len(chosen) == LABELS:
            break
    return chosen


def related(one: str, other: str) -> bool:
    """Tell whether two words begin alike for most of the shorter: vote and voting, transparence and transparency."""
    common = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one == other or (common >= RELATED_LETTERS and common >= RELATED * min(len(one), len(other)))


def quote_of(texts: Texts, rows: Rows, usual: Set[str] = frozenset()) -> Quote | None:
    """Return the first sentence short enough to stand as a label, and not usual, from the first text that has one."""
    for row in rows.tolist():
        text = texts.each[row]
        for start, end in sentences_of(text.words):
            own = text.words[start:end].casefold() not in usual
            if own and SHORTEST_QUOTE <= end - start <= LONGEST_QUOTE:
                return Quote(text.id, start, end, text.words[start:end])
    return None

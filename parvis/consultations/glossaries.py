"""Whether a translation keeps to the words of a glossary."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from parvis.core.languages import direction
from parvis.core.search.folding import words_of


class Missed(NamedTuple):
    """A term that stands in a text and whose word in the other language does not stand in its translation."""

    term: str
    expected: str


def terms_in(words: str, language: str, other: str, glossary: Iterable[Mapping[str, str]]) -> list[Missed]:
    """Return the terms of a glossary that a text holds and that have a word in the `other` language."""
    return [
        Missed(term[language], term[other])
        for term in glossary
        if term.get(language) and term.get(other) and _holds(words, term[language], language)
    ]


def missed(
    words: str, language: str, translated: str, other: str, glossary: Iterable[Mapping[str, str]]
) -> list[Missed]:
    """Return the terms whose words a translation does not use; endings make no difference."""
    return [each for each in terms_in(words, language, other, glossary) if not _holds(translated, each.expected, other)]


def _holds(words: str, term: str, language: str) -> bool:
    """Tell whether a text holds a term, whatever ends its words; in scripts from right to left, whatever begins them too."""
    text, sought = words_of(words), words_of(term)
    fits = str.__contains__ if direction(language) == "rtl" else str.startswith
    windows = zip(*(text[number:] for number in range(len(sought))), strict=False)
    return any(all(map(fits, window, sought)) for window in windows)

"""What is found inside documents: where the words stand, with some of the words around them."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from parvis.core.search import search_keys
from parvis.core.search.folding import bare, words_of
from parvis.documents.findable import KIND
from parvis.documents.models import Passage
from parvis.documents.queries.documents import Row, of_place, rows_of
from parvis.places.models import Place

MOST_FOUND, MOST_SNIPPETS = 200, 3
_BEFORE, _AFTER = 12, 18
_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """Some words; whether they were looked for."""

    words: str
    is_sought: bool


@dataclass(frozen=True)
class Snippet:
    """A place in a document where the words stand."""

    language: str
    pieces: list[Piece]


@dataclass
class Found:
    """A document that holds the words, with some of the places where they stand."""

    row: Row
    snippets: list[Snippet] = field(default_factory=list)


@dataclass(frozen=True)
class Findings:
    """What a search found; `is_cut` when there is more than is shown."""

    found: list[Found]
    is_cut: bool


def find(place: Place, query: str, wanted: dict[str, str]) -> Findings:
    """Return the documents of a place that hold every word of a query, as far as they are what is asked for; five queries."""
    keys = search_keys(KIND, place.slug, query, MOST_FOUND, labels=_labels(wanted))
    hits = [(slug, int(number)) for slug, _slash, number in (key.rpartition("/") for key in keys)]
    documents = {each.slug: each for each in of_place(place, wanted).filter(slug__in={slug for slug, _number in hits})}
    rows = {row.document.slug: row for row in rows_of(documents.values(), is_public=True)}
    passages = Passage.objects.select_related("version").in_bulk([number for _slug, number in hits if number])
    found: dict[str, Found] = {}
    for slug, number in hits:
        if slug not in rows:
            continue
        each = found.setdefault(slug, Found(rows[slug]))
        passage = passages.get(number)
        if passage and len(each.snippets) < MOST_SNIPPETS and (pieces := snippet_of(passage.words, query)):
            each.snippets.append(Snippet(passage.version.language, pieces))
    newest_first = sorted(found.values(), key=lambda each: each.row.document.updated_at, reverse=True)
    return Findings(newest_first, len(keys) == MOST_FOUND)


def snippet_of(text: str, query: str) -> list[Piece]:
    """Return the words around the first place where words of a query stand together as closely as they come."""
    sought = [bare(word) for word in words_of(query)]
    tokens = _WORD.findall(text)
    marks = [_holds(token, sought) for token in tokens]
    places = [index for index, mark in enumerate(marks) if mark]
    if not places:
        return []
    best = max(places, key=lambda at: (len({*filter(None, marks[at : at + _AFTER])}), -at))
    begin, end = max(0, best - _BEFORE), min(len(tokens), best + _AFTER)
    pieces: list[Piece] = [Piece("…", False)] if begin else []
    for token, mark in zip(tokens[begin:end], marks[begin:end], strict=True):
        if pieces and pieces[-1].is_sought == bool(mark):
            pieces[-1] = Piece(f"{pieces[-1].words} {token}", bool(mark))
        else:
            pieces.append(Piece(token, bool(mark)))
    return [*pieces, Piece("…", False)] if end < len(tokens) else pieces


def _holds(token: str, sought: list[str]) -> str:
    """Return the sought word that a token begins with, or ""."""
    words = [bare(word) for word in words_of(token)]
    return next((want for want in sought for word in words if word.startswith(want)), "")


def _labels(wanted: dict[str, str]) -> list[str]:
    return [f"{name}:{value}" for name, value in wanted.items() if value]

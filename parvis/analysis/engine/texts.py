"""Texts as they are analysed: in an order of their own, with the words and sentences they are made of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from parvis.analysis.engine.digests import digests_of
from parvis.analysis.engine.manifest import canonical_json, digest

NO_WORDS = "no_words"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Chinese, Japanese and Thai are written without spaces: of them, two signs are taken for a word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
# Marks of direction and joiners stand in texts without being seen.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# An address of a page is no word.
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*", re.IGNORECASE)
_BEFORE_ADDRESS = re.compile(r"^(?:https?:/*)?(?:www\.)?")
_AFTER_ADDRESS = ".,;:!?…)]}>»”\"'’،؛؟。"
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})
_END = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s|$)|[؟。！？]+[»”」』)]*|\n+")
_INITIALS = re.compile(r"(?:^|.*[^\w])?[^\W\d_]\.[^\W\d_]", re.DOTALL)


@dataclass(frozen=True)
class Text:
    """What somebody said. `at` is in seconds since 1970, in UTC; `author` only tells people apart and is never shown."""

    id: str
    words: str
    language: str | None = None
    theme: str | None = None
    author: str | None = None
    at: int | None = None


@dataclass(frozen=True)
class Texts:
    """Texts in the order of the digests of their ids; `left_out` says why those that are not among them are not.

    In `repaired` ones, by id, a space stands for each NUL.
    """

    each: tuple[Text, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    columns_left_out: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.each)

    @cached_property
    def ids(self) -> list[str]:
        """Return their ids."""
        return [text.id for text in self.each]

    @cached_property
    def words(self) -> list[str]:
        """Return what was said."""
        return [text.words for text in self.each]

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Return where each id stands."""
        return {text.id: row for row, text in enumerate(self.each)}

    def people(self, rows: Iterable[int]) -> int | None:
        """Count the people who said some of these texts; None when texts do not name their authors."""
        authors = {self.each[row].author for row in rows}
        return len(authors) if authors and None not in authors else None

    def digest(self) -> str:
        """Return the digest of all that was read."""
        told = [[text.id, text.words, text.language, text.theme, text.author, text.at] for text in self.each]
        return digest(canonical_json([told, sorted(self.left_out.items())]))


def texts_of(rows: Iterable[Text], columns_left_out: Iterable[str] = (), repaired: Iterable[str] = ()) -> Texts:
    """Put texts in their order; leave out those that hold no word, such as signs and pictures alone."""
    kept, left_out = [], {}
    for text in rows:
        if any(sign.isalpha() for sign in text.words):
            kept.append(text)
        else:
            left_out[text.id] = NO_WORDS
    places = digests_of([text.id for text in kept]).tolist()
    order = sorted(range(len(kept)), key=lambda number: (places[number], kept[number].id.encode()))
    return Texts(
        tuple(kept[number] for number in order), left_out, tuple(sorted(columns_left_out)), tuple(sorted(repaired))
    )


def tokens_of(text: str) -> list[tuple[str, str]]:
    """Return the words of a text in their order, each folded and as it was written; addresses and signs of direction are no part."""
    written = _UNSEEN.sub("", _ADDRESS.sub(" ", unicodedata.normalize("NFC", text)))
    found = []
    for match in _WORD.finditer(written):
        word = match.group()
        if _UNSPACED.search(word):
            found += [(pair, pair) for pair in _pairs(word)]
        else:
            found.append((_folded(word), word))
    return found


def place_of(phrase: str, text: str) -> tuple[int, int] | None:
    """Return where words in a row, given folded, first stand in a text; None where it does not hold them letter by letter."""
    wanted, places, at = phrase.split(" "), [], 0
    for word, written in tokens_of(text):
        start = text.find(written, at)
        if start >= 0:
            at = start + (1 if _UNSPACED.search(written) else len(written))
        places.append((word, start, start + len(written)))
    for number in range(len(places) - len(wanted) + 1):
        found = places[number : number + len(wanted)]
        if [word for word, _start, _end in found] == wanted and all(start >= 0 for _word, start, _end in found):
            return found[0][1], found[-1][2]
    return None


def folded(text: str) -> str:
    """Return a text without capitals and marks, Arabic letters that are written in several ways in one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_ARABIC)


@lru_cache(maxsize=1 << 18)
def _folded(word: str) -> str:
    return folded(word.replace("’", "'"))


def _pairs(run: str) -> Iterator[str]:
    yield from (run[place : place + 2] for place in range(len(run) - 1))
    if len(run) == 1:
        yield run


def addresses_in(text: str) -> set[str]:
    """Return the addresses of pages in a text, each in one way of writing it."""
    found = (match.group().casefold().rstrip(_AFTER_ADDRESS) for match in _ADDRESS.finditer(text))
    return {_BEFORE_ADDRESS.sub("", address).rstrip("/") for address in found} - {""}


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends, without the spaces around it.

    The end of a line is that of a sentence, unless the next goes on with a small letter; the point of initials, as in
    U.S., ends none but the last.
    """
    spans, begin = [], 0
    ends = [match.end() for match in _END.finditer(text) if not _goes_on(text, match)]
    for end in [*ends, len(text)]:
        sentence = text[begin:end]
        first = begin + len(sentence) - len(sentence.lstrip())
        last = begin + len(sentence.rstrip())
        if last > first:
            spans.append((first, last))
        begin = end
    return spans


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether what stands between two places of a text is whole sentences."""
    spans = sentences_of(text)
    return start in {first for first, _last in spans} and end in {last for _first, last in spans} and start < end


def _goes_on(text: str, end: re.Match[str]) -> bool:
    after = text[end.end() : end.end() + 40]
    if end.group() == ".":
        return _INITIALS.fullmatch(text[max(end.start() - 3, 0) : end.start()]) is not None and after.strip() != ""
    return end.group().startswith("\n") and after.lstrip()[:1].islower()

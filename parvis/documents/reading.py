"""The words of a file in passages, within limits of pages, characters and seconds."""

import itertools
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import XMLParser
from django.db import transaction

from parvis.core import clock
from parvis.documents import shelf
from parvis.documents.models import FileVersion, Passage

MOST_PAGES, MOST_CHARACTERS, MOST_SECONDS, LARGEST_PAGE = 2_000, 3_000_000, 60, 5_000_000
# A passage is short enough that all its words are in the index, and that a reader finds the place.
WORDS_IN_A_PASSAGE = 1_200
_PIECE = 1 << 16
BROKEN, NOTHING, CUT = "broken", "nothing", "cut"
_PARTS = {
    "docx": ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
    "xlsx": ("xl/sharedStrings.xml", "xl/worksheets/sheet"),
    "pptx": ("ppt/slides/slide",),
    "odt": ("content.xml",),
    "ods": ("content.xml",),
    "odp": ("content.xml",),
}
# Of spreadsheets the words, not the numbers of cells.
_ONLY = {"xlsx": "t"}
_LINES = {"p", "h", "tr", "br", "si", "is", "tab", "line-break", "table-row"}


class _Budget:
    """How much may still be read."""

    def __init__(self) -> None:
        self.characters, self.end, self.was_cut = MOST_CHARACTERS, time.monotonic() + MOST_SECONDS, False

    def take(self, text: str) -> str:
        """Return as much of a text as may be read."""
        taken = text[: self.characters].replace("\0", "")
        self.characters -= len(text)
        return taken

    @property
    def is_spent(self) -> bool:
        """Tell whether reading must end."""
        self.was_cut = self.was_cut or self.characters <= 0 or time.monotonic() > self.end
        return self.was_cut


class _Words:
    """What stands between the tags of a piece of XML, line by line."""

    def __init__(self, only: str) -> None:
        self._pieces: list[str] = []
        self._only, self._is_in = only, not only

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Read on, if these are words."""
        self._is_in = not self._only or tag.rpartition("}")[2] == self._only

    def end(self, tag: str) -> None:
        """End a line where a paragraph or a cell ends."""
        if tag.rpartition("}")[2] in _LINES:
            self._pieces.append("\n")
        self._is_in = not self._only

    def data(self, text: str) -> None:
        """Keep words."""
        if self._is_in:
            self._pieces.append(text)

    def close(self) -> None:
        """Be done."""

    def told(self) -> str:
        """Return the words since the last time."""
        told, self._pieces = "".join(self._pieces), []
        return told


def read(version: FileVersion) -> None:
    """Read the words of a version into passages, and note what hindered it. Done again, it does the same."""
    budget, because = _Budget(), ""
    texts: list[str] = []
    try:
        for text in _texts(shelf.path_of(version.sha256), version.ending, budget):
            texts.append(budget.take(text))
            if budget.is_spent:
                because = CUT
                break
    except Exception:  # neither library promises a kind of exception; the file stays, only unread
        because = BROKEN
    passages = list(_passages(texts))
    if not passages and not because and version.ending not in ("png", "jpg"):
        because = NOTHING
    with transaction.atomic():
        version.passages.all().delete()
        Passage.objects.bulk_create(Passage(version=version, number=n, words=w) for n, w in enumerate(passages, 1))
        version.read_at, version.unread_because = clock.now(), because
        version.save(update_fields=["read_at", "unread_because"])


def _texts(path: Path, ending: str, budget: _Budget) -> Iterator[str]:
    readers: dict[str, Callable[[Path, _Budget], Iterator[str]]] = {"pdf": _of_pdf}
    readers |= dict.fromkeys(("csv", "txt", "md", "json"), _of_text)
    if ending in _PARTS:
        yield from _of_package(path, _PARTS[ending], _ONLY.get(ending, ""), budget)
    elif reader := readers.get(ending):
        yield from reader(path, budget)


def _of_pdf(path: Path, budget: _Budget) -> Iterator[str]:
    from pypdf import PdfReader

    with path.open("rb") as handle:
        for page in itertools.islice(PdfReader(handle).pages, MOST_PAGES + 1):
            if page.page_number >= MOST_PAGES or budget.is_spent:
                budget.was_cut = True
                return
            if _weight(page) <= LARGEST_PAGE:
                yield page.extract_text() + "\n"


def _weight(page: Any) -> int:
    """Return how long the drawing of a page is; what draws for ever would be read for ever."""
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _of_text(path: Path, _budget: _Budget) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as handle:
        while piece := handle.read(100_000):
            yield piece


def _of_package(path: Path, wanted: tuple[str, ...], only: str, budget: _Budget) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.startswith(wanted) and name.endswith(".xml")]
        for name in sorted(names, key=lambda name: (len(name), name)):
            words = _Words(only)
            parser = XMLParser(target=words)
            with package.open(name) as part:
                while (piece := part.read(_PIECE)) and not budget.is_spent:
                    parser.feed(piece)
                    yield words.told()
            if not budget.is_spent:
                parser.close()
            yield words.told()


def _passages(texts: list[str]) -> Iterator[str]:
    """Cut what was read into passages, without cutting a word."""
    lines = "".join(texts).split("\n")
    words = (word for line in lines for word in [*line.split(), "\n"])
    while passage := list(itertools.islice(words, WORDS_IN_A_PASSAGE)):
        written = " ".join(passage).replace(" \n ", "\n").strip()
        if written:
            yield written

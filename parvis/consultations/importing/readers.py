"""Rows out of CSV, XLSX and JSONL files, however untidy, one at a time and in little memory."""

import codecs
import contextlib
import csv
import datetime
import itertools
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext as _

LONGEST_LINE = 2_000_000
LONGEST_CELL_LINES = 2_000
# A spreadsheet holds no more lines, and one that says so would make us count to them.
MOST_LINES = 1_048_576
SMALL_UNPACKED, MOST_TIMES_LARGER, LARGEST_UNPACKED = 20_000_000, 50, 300_000_000
_DELIMITERS = ",;\t|"
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SNIFF = 1 << 20


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass
class Row:
    """A row with the number of its first line; `problem` says why it could not be read, if so."""

    line: int
    cells: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


@dataclass
class Table:
    """A file of rows: its columns (unknown for JSONL), its rows, and how far reading has come (bytes)."""

    columns: list[str]
    rows: Iterator[Row]
    size: int
    read_so_far: Callable[[], int]
    encoding: str = "utf-8"


def open_table(path: Path) -> Table:
    """Open a file by its ending; raise `Unreadable` with a sentence when that cannot be done."""
    readers = {".csv": _open_csv, ".tsv": _open_csv, ".txt": _open_csv, ".xlsx": _open_xlsx}
    readers |= {".jsonl": _open_jsonl, ".ndjson": _open_jsonl}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(_("Give a file that ends in .csv, .xlsx or .jsonl."))
    try:
        return reader(path)
    except OSError as error:
        raise Unreadable(_("%(file)s cannot be opened: %(why)s.") % {"file": path, "why": error.strerror}) from None


def _open_csv(path: Path) -> Table:
    encoding = _encoding_of(path)
    handle = path.open(encoding=encoding, errors="replace", newline="")
    lines = _Lines(handle)
    header = lines.next_row(csv_options := {})
    if header is None:
        raise Unreadable(_("The file is empty."))
    first = header.text
    csv_options["delimiter"] = max(_DELIMITERS, key=first.count)
    columns = _distinct(next(csv.reader([first], **csv_options), []))
    if not any(columns):
        raise Unreadable(_("The first line should name the columns."))
    rows = _csv_rows(lines, columns, csv_options)
    position = lambda: handle.buffer.tell()  # noqa: E731, PLW0108 - holds the handle, which would close its buffer
    return Table(columns, rows, path.stat().st_size, position, encoding)


@dataclass
class _Logical:
    """The physical lines of one row, joined."""

    line: int
    text: str
    problem: str = ""


class _Lines:
    """Physical lines gathered into rows: a quoted cell may hold line ends, but not swallow the file."""

    def __init__(self, handle: TextIO) -> None:
        self.handle = handle
        self.number = 0
        self.waiting: list[str] = []

    def next_row(self, options: dict[str, Any]) -> _Logical | None:
        """Return the next row's text, or None at the end."""
        first = self._next_line()
        while first is not None and not first.strip():
            first = self._next_line()
        if first is None:
            return None
        start = self.number
        if len(first) >= LONGEST_LINE:
            self._skip_rest(first)
            return _Logical(start, "", _("This line is longer than %(limit)d characters.") % {"limit": LONGEST_LINE})
        return self._close_quotes(first, start, options)

    def _close_quotes(self, first: str, start: int, options: dict[str, Any]) -> _Logical:
        lines, length = [first], len(first)
        open_quote = _has_open_quote(lines, options)
        while open_quote:
            line = self._next_line()
            if line is None or length > LONGEST_LINE or len(lines) > LONGEST_CELL_LINES:
                self._give_back([*lines[1:], *([line] if line is not None else [])], start)
                return _Logical(start, first, _("A quote is opened in this line and never closed."))
            lines.append(line)
            length += len(line)
            open_quote = '"' not in line or _has_open_quote(lines, options)
        return _Logical(start, "".join(lines))

    def _next_line(self) -> str | None:
        line = self.waiting.pop() if self.waiting else self.handle.readline(LONGEST_LINE)
        if not line:
            return None
        self.number += 1
        return line

    def _give_back(self, lines: list[str], start: int) -> None:
        self.waiting.extend(reversed(lines))
        self.number = start

    def _skip_rest(self, line: str) -> None:
        while line and not line.endswith("\n"):
            line = self.handle.readline(LONGEST_LINE)


def _has_open_quote(lines: list[str], options: dict[str, Any]) -> bool:
    if not any('"' in line for line in lines):
        return False
    try:
        next(csv.reader(lines, strict=True, **options), None)
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _csv_rows(lines: _Lines, columns: list[str], options: dict[str, Any]) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_LINE * 2)
    while (row := lines.next_row(options)) is not None:
        if row.problem:
            yield Row(row.line, _cells(columns, [row.text[:1000]]), row.problem)
            continue
        values = next(csv.reader(row.text.splitlines(keepends=True), **options), [])
        if any(value.strip() for value in values):
            yield Row(row.line, _cells(columns, values))


def _cells(columns: list[str], values: list[Any]) -> dict[str, Any]:
    return {
        column: value
        for column, value in itertools.zip_longest(columns, values[: len(columns)], fillvalue="")
        if column
    }


def _distinct(names: list[str]) -> list[str]:
    """Name columns apart when the file gives two the same name: comment, comment 2."""
    seen: dict[str, int] = {}
    distinct = []
    for name in (str(name or "").strip() for name in names):
        seen[name] = seen.get(name, 0) + 1
        distinct.append(f"{name} {seen[name]}" if name and seen[name] > 1 else name)
    return distinct


def _encoding_of(path: Path) -> str:
    """Tell the encoding: by its mark or its zeros, else UTF-8 if the whole file is, else that of Western spreadsheets."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as handle:
        start = handle.read(_SNIFF)
        for mark, encoding in _BYTE_ORDER_MARKS.items():
            if start.startswith(mark):
                return encoding
        for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            # Every other byte of Western text is zero, and there is no mark to say so.
            if start[first::2].count(0) > len(start) / 4:
                return encoding
        try:
            while start:
                decoder.decode(start)
                start = handle.read(_SNIFF)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _open_xlsx(path: Path) -> Table:
    # Reading spreadsheets is dear to load and seldom needed.
    from openpyxl import load_workbook

    with _spreadsheet():
        _refuse_bomb(path)
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        lines = sheet.iter_rows(values_only=True)
        columns = _distinct([str(value or "") for value in next(lines, [])])
    if not any(columns):
        raise Unreadable(_("The first line should name the columns."))
    position = [1]

    def rows() -> Iterator[Row]:
        while True:
            # Only what is read, not what is done with it.
            with _spreadsheet():
                values = next(lines, None)
            if values is None:
                return
            position[0] += 1
            if position[0] > MOST_LINES:
                raise Unreadable(_("At most %(most)d lines: cut the file in two.") % {"most": MOST_LINES})
            if any(value not in (None, "") for value in values):
                yield Row(position[0], _cells(columns, [_text_of(value) for value in values]))

    return Table(columns, rows(), sheet.max_row or 0, lambda: position[0], "xlsx")


@contextlib.contextmanager
def _spreadsheet() -> Iterator[None]:
    """Say in a sentence what is wrong with a spreadsheet: the library for it promises no kind of exception."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_("This is not a spreadsheet we can read (%(why)s).") % {"why": error}) from None


def _refuse_bomb(path: Path) -> None:
    """Refuse a spreadsheet that would fill the memory once unpacked; no more is unpacked of a part than it says."""
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > min(LARGEST_UNPACKED, max(SMALL_UNPACKED, MOST_TIMES_LARGER * path.stat().st_size)):
        raise Unreadable(_("This spreadsheet is far larger inside than it looks: save it as CSV."))


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _open_jsonl(path: Path) -> Table:
    handle = path.open(encoding=_encoding_of(path), errors="replace", newline="\n")
    position = lambda: handle.buffer.tell()  # noqa: E731, PLW0108 - holds the handle, which would close its buffer
    return Table([], _jsonl_rows(handle), path.stat().st_size, position)


def _jsonl_rows(handle: TextIO) -> Iterator[Row]:
    number = 0
    while line := handle.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            while line and not line.endswith("\n"):
                line = handle.readline(LONGEST_LINE)
            yield Row(number, {}, _("This line is longer than %(limit)d characters.") % {"limit": LONGEST_LINE})
        elif line.strip():
            yield _jsonl_row(number, line)


def _jsonl_row(number: int, line: str) -> Row:
    try:
        cells = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return Row(number, {"unreadable": line[:1000]}, _("This line is not JSON."))
    if not isinstance(cells, dict):
        return Row(number, {"unreadable": line[:1000]}, _("This line is JSON, but not an object with named values."))
    return Row(number, cells)

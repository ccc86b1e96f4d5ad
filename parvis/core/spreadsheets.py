"""Files for spreadsheets: as CSV that they read as UTF-8, and in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

BOM = "\ufeff"
"""By this mark spreadsheets know that a file is UTF-8."""


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """Yield a file line by line, harmless and each cell in quotes; nothing is held."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_ALL)
    line.write(BOM)
    writer.writerow(columns)
    yield _taken(line)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        yield _taken(line)


def harmless(value: Any) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if _looks_like_formula(text) else text


def as_it_was(value: Any) -> Any:
    """Take away what `harmless` put before a cell."""
    is_marked = isinstance(value, str) and value.startswith("'") and _looks_like_formula(value[1:])
    return value[1:] if is_marked else value


def _looks_like_formula(text: str) -> bool:
    return text.lstrip("' \t\r\n")[:1] in tuple("=+-@|%＝＋－＠")


def _taken(line: io.StringIO) -> bytes:
    said = line.getvalue().encode()
    line.seek(0)
    line.truncate()
    return said

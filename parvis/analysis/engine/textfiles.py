"""Read texts, themes and decisions from files; what cannot be read is said in a sentence that names the row.

Texts come as CSV with a header, or as JSONL with an object on each line: `id`, `text`, and if known `language`, `theme`,
`author` and `at`. Other columns are left out, and it is told which.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Never

from parvis.analysis.engine.reading import BYTES_PER_FIELD, Unreadable, id_of, require, require_width, rows_of
from parvis.analysis.engine.texts import Text, Texts, texts_of

type Told = Callable[[int], None]
type Row = Mapping[str, Any]

NUL = "\0"
KNOWN = ("id", "text", "language", "theme", "author", "at")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Theme:
    """A theme somebody has named, into which texts are filed."""

    id: str
    name: str
    description: str = ""


def read_texts(path: Path, tell: Told | None = None) -> Texts:
    """Return the texts of a file whose name ends in .csv or .jsonl; raise Unreadable. `tell` hears how many were read."""
    seen: set[str] = set()
    unknown: set[str] = set()
    texts, repaired = [], []
    for count, (number, row) in enumerate(_cells_of(path), start=1):
        text = _text(row, number)
        if text.id in seen:
            raise Unreadable(f"Row {number}: the id {text.id[:40]} stands there twice.")
        seen.add(text.id)
        unknown.update(set(row) - set(KNOWN))
        if NUL in str(row["text"]):
            repaired.append(text.id)
        texts.append(text)
        if tell and count % 10_000 == 0:
            tell(count)
    if not texts:
        raise Unreadable(f"{path.name} holds no texts.")
    return texts_of(texts, unknown, repaired)


def read_themes(path: Path) -> list[Theme]:
    """Return the themes of a file with the columns id, name and, if there is one, description; raise Unreadable."""
    themes: dict[str, Theme] = {}
    for number, row in _cells_of(path, ("id", "name")):
        name = _said(row.get("name"), number, "name").strip()
        theme = Theme(
            id_of(_said(row.get("id"), number, "id"), number, "id"),
            name,
            _said(row.get("description"), number, "description").strip(),
        )
        if not name:
            raise Unreadable(f"Row {number}: name is missing.")
        if theme.id in themes:
            raise Unreadable(f"Row {number}: the theme {theme.id[:40]} stands there twice.")
        themes[theme.id] = theme
    if len(themes) < 2:
        raise Unreadable(f"{path.name} has to name two themes at least.")
    return list(themes.values())


def check_filed(texts: Texts, themes: list[Theme]) -> None:
    """Refuse texts that are filed under a theme that is none of `themes`; raise Unreadable."""
    known = {theme.id for theme in themes}
    for text in texts.each:
        if text.theme and text.theme not in known:
            raise Unreadable(f"The text {text.id[:40]} is filed under {text.theme[:40]}, which is none of the themes.")


def read_json(path: Path) -> dict[str, Any]:
    """Return the object a JSON file holds; raise Unreadable."""
    try:
        found = json.loads(_bytes(path), parse_constant=_no_number)
    except ValueError as trouble:
        raise Unreadable(f"{path.name} is not JSON: {trouble}.") from None
    if not isinstance(found, dict):
        raise Unreadable(f"{path.name} is not an object of JSON.")
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Unreadable(f"{path} cannot be opened: {trouble.strerror}.") from None


def _cells_of(path: Path, wanted: tuple[str, ...] = ("id", "text")) -> Iterator[tuple[int, Row]]:
    """Yield each row as a mapping, with its number."""
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        yield from _objects(path, wanted)
        return
    rows = rows_of(path)
    header = next(rows)[1]
    if header[0].startswith("{"):
        raise Unreadable(f"{path.name} looks like JSONL; such a file is named .jsonl.")
    require(header, wanted, path)
    for number, row in rows:
        require_width(row, header, number)
        yield number, dict(zip(header, row, strict=True))


def _objects(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _object(line, number, wanted)
    except OSError as trouble:
        raise Unreadable(f"{path} cannot be opened: {trouble.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not written in UTF-8.") from None


def _object(line: str, number: int, wanted: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line, parse_constant=_no_number)
    except ValueError as trouble:
        raise Unreadable(f"Row {number} is not an object of JSON: {trouble}.") from None
    if not isinstance(row, dict):
        raise Unreadable(f"Row {number} is not an object of JSON.")
    missing = [name for name in wanted if name not in row]
    if missing:
        has = ", ".join(str(name)[:40] for name in list(row)[:8])
        raise Unreadable(f"Row {number} has no {', '.join(missing)}; it has {has}.")
    return row


def _no_number(name: str) -> Never:
    raise ValueError(f"{name} is no number")


def _text(row: Row, number: int) -> Text:
    # What stands where does not change when a space takes the place of NUL, which no database and no page holds.
    words = _said(_repaired(row["text"]), number, "text")
    if words.strip().lower() == "nan":
        words = ""
    if len(words) > BYTES_PER_FIELD:
        raise Unreadable(f"Row {number}: the text has more than {BYTES_PER_FIELD:,} characters.")
    return Text(
        id_of(_said(row["id"], number, "id"), number, "id"),
        words,
        _language(_said(row.get("language"), number, "language"), number),
        _said(row.get("theme"), number, "theme").strip() or None,
        _said(row.get("author"), number, "author").strip() or None,
        _instant(row.get("at"), number),
    )


def _repaired(cell: Any) -> Any:
    return cell.replace(NUL, " ") if isinstance(cell, str) else cell


def _said(cell: Any, number: int, name: str) -> str:
    """Return a cell as words; nothing is an empty text."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, bool | float | list | dict):
        raise Unreadable(f"Row {number}: {name} is no text.")
    words = str(cell)
    if NUL in words:
        raise Unreadable(f"Row {number}: {name} holds the character NUL.")
    if any("\ud800" <= sign <= "\udfff" for sign in words):
        raise Unreadable(f"Row {number}: {name} holds half a character.")
    return words


def _language(cell: str, number: int) -> str | None:
    code = cell.strip().lower().replace("_", "-").partition("-")[0]
    if not code or code == "und":
        return None
    if not _LANGUAGE.fullmatch(code):
        raise Unreadable(f"Row {number}: the language is “{cell.strip()[:20]}”; it must be a code such as fr.")
    return code


def _instant(cell: Any, number: int) -> int | None:
    said = _said(cell, number, "at").strip()
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        raise Unreadable(
            f"Row {number}: at is “{said[:30]}”; it must be a date such as 2026-05-21, with a time or without."
        ) from None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())

"""Posts out of files: a table with the columns text, link, posted_at, author, under the names people give them."""

import datetime
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from parvis.asks.models.sources import Network
from parvis.asks.posts import Post
from parvis.consultations.importing.readers import Table, Unreadable

KNOWN_NAMES = {
    "text": "text texte texto content contenu contenido post message words tweet full_text النص نص",
    "link": "link url uri lien enlace address permalink رابط الرابط",
    "posted_at": "posted_at date created_at created fecha publie_le published_at تاريخ التاريخ",
    "author": "author auteur autor user username handle nom name المؤلف",
    "language": "language lang langue idioma اللغة",
}
MOST_ROWS = 20_000


@dataclass
class Rows:
    """The posts of a file with the line each began on, and the lines that could not be read, each with a sentence."""

    posts: list[tuple[int, Post]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def posts_of(table: Table) -> Rows:
    """Read a table; raise Unreadable when no column says what was posted."""
    rows = Rows()
    columns = _columns(table.columns) if table.columns else {}
    for row in table.rows:
        if not columns:
            columns = _columns(list(row.cells))
        if len(rows.posts) + len(rows.problems) >= MOST_ROWS:
            raise Unreadable(_("A file of asks has at most %(most)d lines: cut it in two.") % {"most": MOST_ROWS})
        if row.problem:
            rows.problems.append((row.line, row.problem))
            continue
        cells = {name: _text(row.cells.get(column)) for name, column in columns.items()}
        rows.posts.append((row.line, _post(cells)))
    return rows


def _columns(names: list[str]) -> dict[str, str]:
    found = {}
    for name, known in KNOWN_NAMES.items():
        folded = known.split()
        if column := next((column for word in folded for column in names if _folded(column) == _folded(word)), ""):
            found[name] = column
    if "text" not in found and "link" not in found:
        shown = ", ".join(names[:20])[:400]
        raise Unreadable(_("No column is called text. The columns are: %(columns)s.") % {"columns": shown})
    return found


def _post(cells: dict[str, str]) -> Post:
    return Post(
        uri="",
        link=cells.get("link", ""),
        text=cells.get("text", ""),
        posted_at=_moment(cells.get("posted_at", "")),
        author=cells.get("author", ""),
        language=cells.get("language", "").lower()[:12],
        network=Network.FILE,
    )


def lines_of(words: str) -> Iterator[Post]:
    """Return what was pasted as posts: each paragraph is one; a line that is only an address is the link of its paragraph."""
    for paragraph in words.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        links = [line for line in lines if line.startswith(("https://", "http://")) and " " not in line]
        text = "\n".join(line for line in lines if line not in links)
        if lines:
            yield Post("", links[0] if links else "", text, network=Network.PASTED)


def _moment(text: str) -> datetime.datetime | None:
    try:
        moment = parse_datetime(text)
        day = None if moment else parse_date(text[:10])
    except ValueError:
        return None
    if moment is None and day is not None:
        moment = datetime.datetime.combine(day, datetime.time(12))
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("\ufeff", "")).casefold().strip().strip('"')
    return "".join("_" if c in " -" else c for c in plain if not unicodedata.combining(c))

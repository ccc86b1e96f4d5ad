"""How each database answers: the newest documents that hold given words and labels.

Whatever is asked, no more is read than a bounded number of rows or, for what is rare, the rows that match:
a page of a million documents costs what it costs out of a thousand.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s

from django.db import connection

PREFIX = 12
"""Letters by which words are looked up; the same number is written in the migration of the index."""

# PostgreSQL keeps no order in its index of words, so the newest documents are looked for in growing windows: the last
# 2**8 to 2**9 documents, and so on, then all. The migration of the index writes the same sizes.
WINDOWS = (8, 11, 14, 17, 20)

# MATERIALIZED, and the position outside: or the planner reads documents one by one from the newest, hoping to meet the
# words soon, or all positions below a million. The window in a condition of its own: or the index reads each rare word
# from its beginning, instead of leaping to the window.
_IN_WINDOW = """
    WITH found AS MATERIALIZED (
        SELECT id, key FROM core_searchdocument
        WHERE parvis_search_lexemes(id, words) @@ %s::tsquery AND parvis_search_lexemes(id, words) @@ %s::tsquery
    )
    SELECT id, key FROM found WHERE id < %s ORDER BY id DESC LIMIT %s
"""
_IN_ALL = """
    WITH found AS MATERIALIZED (
        SELECT id, key FROM core_searchdocument WHERE parvis_search_lexemes(id, words) @@ %s::tsquery
    )
    SELECT id, key FROM found WHERE id < %s ORDER BY id DESC LIMIT %s
"""

# On SQLite each transaction adds a segment to the index, and each segment is read by each search.
FEW_SEGMENTS = 8
PAGES_A_STEP = 500


@dataclass(frozen=True)
class Terms:
    """What a document must hold: each of the labels, and for each of the words one that begins with it."""

    labels: Sequence[str]
    words: Sequence[str]


type Hit = tuple[int, str]
"""A document's position and its key."""


@functools.lru_cache(maxsize=4096)
def label(*parts: str) -> str:
    """Return a word no text holds, not longer than PREFIX, standing for `parts`."""
    return "_" + blake2s("\0".join(parts).encode(), digest_size=5).hexdigest()


def newest(terms: Terms, limit: int, before: int | None = None) -> list[Hit]:
    """Return at most `limit` documents that hold `terms`, newest first, of those before position `before`."""
    if connection.vendor == "postgresql":
        return _newest_in_windows(terms, limit, before)
    return _newest_in_order(terms, limit, before)


def _newest_in_order(terms: Terms, limit: int, before: int | None) -> list[Hit]:
    match = " AND ".join([f'"{name}"' for name in terms.labels] + [f'"{word[:PREFIX]}"*' for word in terms.words])
    return _read(
        """
        SELECT document.id, document.key
        FROM core_search_index AS found JOIN core_searchdocument AS document ON document.id = found.rowid
        WHERE found.core_search_index MATCH %s AND found.rowid < %s ORDER BY found.rowid DESC LIMIT %s
        """,
        [match, 2**63 - 1 if before is None else before, limit],
    )


def _newest_in_windows(terms: Terms, limit: int, before: int | None) -> list[Hit]:
    if before is None:
        before = last_position() + 1
    wanted = " & ".join(f"'{word[:PREFIX]}'" for word in (*terms.labels, *terms.words))
    size: int | None = WINDOWS[0]
    while size is not None:
        last = (before - 1) >> size
        hits = _read(_IN_WINDOW, [f"'#{size}.{last}' | '#{size}.{last - 1}'", wanted, before, limit])
        if len(hits) == limit or last <= 1:
            return hits
        size = _next_window(size, len(hits), limit)
    return _read(_IN_ALL, [wanted, before, limit])


def _next_window(size: int, found: int, limit: int) -> int | None:
    """Choose the window that should hold enough, judging by how many this one held; None for all documents."""
    growth = math.log2(limit / found) if found else 6
    return next((wider for wider in WINDOWS if wider > size and wider >= size + growth), None)


def last_position() -> int:
    """Return the position of the newest document, 0 when there is none."""
    [(position, _empty)] = _read("SELECT coalesce(max(id), 0), '' FROM core_searchdocument", [])
    return position


def position_of(kind: str, key: str) -> int | None:
    """Return the position of a document, None when there is none."""
    found = _read("SELECT id, key FROM core_searchdocument WHERE kind = %s AND key = %s", [kind, key])
    return found[0][0] if found else None


def flush() -> None:
    """Move what PostgreSQL set aside when writing into its index; while aside, each search reads it through."""
    if connection.vendor == "postgresql":
        _read("SELECT gin_clean_pending_list('core_search_index'), ''", [])


def tidy() -> None:
    """Bring the index into its fastest form, in steps short enough for others to write between them.

    For the night, and after bringing in a great many things: it may write the whole index anew.
    """
    if connection.vendor == "postgresql":
        flush()
        return
    [(segments, _empty)] = _read("SELECT count(DISTINCT segid), '' FROM core_search_index_idx", [])
    if segments <= FEW_SEGMENTS:
        return
    pages = -PAGES_A_STEP
    while _merge(pages):
        pages = PAGES_A_STEP


def _merge(pages: int) -> bool:
    """Merge so many pages of the index; negative begins a merge of everything. False when nothing is left to do."""
    with connection.cursor() as cursor:
        changes = "SELECT total_changes()"
        [before] = cursor.execute(changes).fetchone()
        cursor.execute("INSERT INTO core_search_index(core_search_index, rank) VALUES ('merge', %s)", [pages])
        [after] = cursor.execute(changes).fetchone()
        # Two rows change even when there is nothing to merge.
        return bool(after - before >= 2)


def _read(sql: str, values: Sequence[str | int]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())

"""How each database answers: the newest documents that hold given words and labels.

Whatever is asked, no more is read than a bounded number of rows or, for what is rare, the rows that match:
a page of a million documents costs what it costs out of a thousand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from django.db import connection

PREFIX = 12
"""Letters by which words are looked up; the same number is written in the migration of the index."""

# PostgreSQL keeps no order in its index of words, so the newest documents are looked for in growing windows of
# 2**8, then 2**12, then all documents. The migration of the index writes the same sizes.
_WINDOWS = (("#", 8), ("##", 12))


@dataclass(frozen=True)
class Terms:
    """What a document must hold: each of the labels, and for each of the words one that begins with it."""

    labels: Sequence[str]
    words: Sequence[str]


type Hit = tuple[int, str]
"""A document's position and its key."""


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
        before = _read("SELECT coalesce(max(id), 0) + 1, '' FROM core_searchdocument", [])[0][0]
    wanted = " & ".join(f"'{word[:PREFIX]}'" for word in (*terms.labels, *terms.words))
    for mark, bits in _WINDOWS:
        last = (before - 1) >> bits
        hits = _read_window(f"{wanted} & ('{mark}{last}' | '{mark}{last - 1}')", limit, before)
        if len(hits) == limit or last <= 1:
            return hits
    return _read_window(wanted, limit, before)


def _read_window(query: str, limit: int, before: int) -> list[Hit]:
    # MATERIALIZED: the planner must not read documents one by one from the newest, hoping to meet the words soon.
    return _read(
        """
        WITH found AS MATERIALIZED (
            SELECT id, key FROM core_searchdocument
            WHERE parvis_search_lexemes(id, words) @@ %s::tsquery AND id < %s
        )
        SELECT id, key FROM found ORDER BY id DESC LIMIT %s
        """,
        [query, before, limit],
    )


def _read(sql: str, values: Iterable[object]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()

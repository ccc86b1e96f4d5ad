"""Read and write rows without making models of them: a million would spend most of their time being made."""

import datetime
import enum
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

# Values a database takes as they are: most of them.
_PLAIN = frozenset({str, int, type(None)})

type Value = str | int | datetime.datetime | datetime.date | None


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Insert rows into the table of a model; every column it requires must be among `columns`."""
    quote = connection.ops.quote_name
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    statement = "INSERT INTO %s (%s) VALUES (%s)" % (quote(model._meta.db_table), names, places)  # noqa: S608, UP031 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[v if type(v) in _PLAIN else _adapted(v) for v in row] for row in rows])


def read_among(statement: str, values: Sequence[str] | Sequence[int], *others: Value) -> list[Any]:
    """Return the rows of a query written by hand: `{among}` in it says "is one of `values`", its other places are after that.

    For what every page waits for, where Django takes longer to write a query than the database to answer it.
    """
    has_arrays = connection.vendor == "postgresql"
    among = "= ANY(%s)" if has_arrays else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(
            statement.replace("{among}", among), [list(values) if has_arrays else json.dumps(values), *others]
        )
        return list(cursor.fetchall())


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """Return the columns of a model, without the number the database gives."""
    return tuple(field.attname for field in model._meta.concrete_fields if not field.primary_key)


def continue_numbers(*models: type[Model]) -> None:
    """Let the numbers the database gives go on after those that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def keep_memory_small() -> None:
    """Let this process hold no part of a SQLite database in its memory beyond the few pages at work.

    For who walks through all of a large one once: pages mapped into memory count as the process's own, and what a long
    savepoint would put back is not only held there, but walked through for each row that is written.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
            # It cannot be changed in the middle of a transaction.
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA temp_store = FILE")


def _adapted(value: Value) -> Any:
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value.value if isinstance(value, enum.Enum) else value

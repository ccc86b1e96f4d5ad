"""Taking the next row of a queue for a while, when several workers want it."""

from collections.abc import Callable
from typing import Any

from django.db import connection, models, transaction


def take_first[Row: models.Model](due: models.QuerySet[Row], changes: Callable[[Row], dict[str, Any]]) -> Row | None:
    """Take the first row of `due` nobody else is taking, writing `changes`, which must move `due_at` or `attempts`."""
    while True:
        if connection.features.has_select_for_update_skip_locked:
            with transaction.atomic():
                row = due.select_for_update(skip_locked=True).first()
                if row is None or _mark(row, changes(row)):
                    return row
        else:
            # Read first: an idle worker must not ask SQLite for its one write lock each second.
            row = due.first()
            if row is None or _mark(row, changes(row)):
                return row


def _mark(row: Any, changes: dict[str, Any]) -> bool:
    # Nothing happened since the row was read: whoever was faster has moved its due time.
    unmoved = type(row)._default_manager.filter(pk=row.pk, due_at=row.due_at, attempts=row.attempts)
    return change(row, unmoved, **changes)


def change(row: Any, where: models.QuerySet[Any], **changes: Any) -> bool:
    """Write `changes` to the one row of `where`, and to `row` if that row is still there."""
    if not where.update(**changes):
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True

"""Change a thing while nobody else can."""

from django.db import connection, models


def lock(subject: models.Model, *related: str) -> None:
    """Read `subject` again, with `related` things, and keep others from changing it until the transaction ends."""
    rows = type(subject)._default_manager.select_for_update(of=("self",))
    if related:
        rows = rows.select_related(*related)
    subject.refresh_from_db(from_queryset=rows)


def hold_still(subject: models.Model, *related: str) -> None:
    """Read `subject` again, with `related` things, and keep others from changing it; they may hold it still as well.

    For what many do at once as long as nobody ends it: whoever ends it uses `lock`, and waits for them.
    """
    meta = type(subject)._meta
    if connection.features.has_select_for_update:
        quote = connection.ops.quote_name
        statement = f"SELECT 1 FROM {quote(meta.db_table)} WHERE {quote(str(meta.pk.column))} = %s FOR SHARE"  # noqa: S608 - our own names
        with connection.cursor() as cursor:
            cursor.execute(statement, [subject.pk])
    rows = type(subject)._default_manager.all()
    subject.refresh_from_db(from_queryset=rows.select_related(*related) if related else rows)

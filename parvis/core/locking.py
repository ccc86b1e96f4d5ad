"""Change a thing while nobody else can."""

from django.db import models


def lock(subject: models.Model, *related: str) -> None:
    """Read `subject` again, with `related` things, and keep others from changing it until the transaction ends."""
    rows = type(subject)._default_manager.select_for_update(of=("self",))
    if related:
        rows = rows.select_related(*related)
    subject.refresh_from_db(from_queryset=rows)

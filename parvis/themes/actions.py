"""Name the subjects people care about."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from parvis.core.overtaken import Marks
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken
from parvis.themes.models import Theme, slug_of
from parvis.themes.rules import may_name_themes

SHOWN = ("name", "description")


@transaction.atomic
def add_theme(*, by: Any, name: Words, description: Words | None = None, slug: str = "") -> Theme:
    """Add a theme; one that is already at the same address is returned as it stands."""
    may_name_themes(by).enforce()
    defaults = {"name": Words(name), "description": Words(description or {})}
    theme, is_new = Theme.objects.get_or_create(slug=slug or slug_of(name), defaults=defaults)
    if is_new:
        _note(theme)
        record("theme.added", theme, by=by)
    return theme


@transaction.atomic
def change_theme(
    theme: Theme,
    *,
    by: Any,
    name: Words,
    description: Words | None = None,
    seen: Marks | None = None,
    confirmed: Iterable[str] = (),
) -> Theme:
    """Reword a theme; its address stays, so that nothing filed under it is lost.

    `confirmed` languages were read again and still say the same. Refused when overtaken: `seen` is what the form showed.
    """
    may_name_themes(by).enforce()
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    description = theme.description if description is None else description
    saved, typed = {each: getattr(theme, each) for each in SHOWN}, {"name": name, "description": description}
    refuse_overtaken(theme, seen, saved=saved, typed=typed, verbs=("theme.added", "theme.reworded"))
    if saved != typed:
        theme.name, theme.description = Words(name), Words(description)
        theme.save(update_fields=["name", "description"])
    _note(theme, {*confirmed, *_older_than(theme.first_language, saved["name"])})
    if saved != typed:
        record("theme.reworded", theme, by=by, facts={"languages": sorted(name)})
    return theme


def _older_than(source: str, before: Words) -> list[str]:
    """Return the languages that were written before there was anything in `source`: they were not made from it."""
    return [] if before.get(source) else list(before)


def _note(theme: Theme, confirmed: Iterable[str] = ()) -> None:
    for field in SHOWN:
        note(theme, field, source=theme.first_language, confirmed=confirmed)

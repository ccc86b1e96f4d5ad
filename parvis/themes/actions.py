"""Name the subjects people care about."""

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
    defaults = {"name": name, "description": description or Words()}
    theme, is_new = Theme.objects.get_or_create(slug=slug or slug_of(name), defaults=defaults)
    if is_new:
        _note(theme)
        record("theme.added", theme, by=by)
    return theme


@transaction.atomic
def change_theme(
    theme: Theme, *, by: Any, name: Words, description: Words | None = None, seen: Marks | None = None
) -> Theme:
    """Reword a theme; its address stays, so that nothing filed under it is lost.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_name_themes(by).enforce()
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    description = theme.description if description is None else description
    saved, typed = {each: getattr(theme, each) for each in SHOWN}, {"name": name, "description": description}
    refuse_overtaken(theme, seen, saved=saved, typed=typed, verbs=("theme.added", "theme.reworded"))
    if saved == typed:
        return theme
    theme.name, theme.description = name, description
    theme.save(update_fields=["name", "description"])
    _note(theme)
    record("theme.reworded", theme, by=by, facts={"languages": sorted(name)})
    return theme


def _note(theme: Theme) -> None:
    for field in ("name", "description"):
        note(theme, field, source=next(iter(getattr(theme, field)), "en"))

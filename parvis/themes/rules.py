"""Who names themes."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule


@rule
def may_name_themes(person: Any) -> Iterator[tuple[object, Sentence]]:
    """Add themes and change their names: they are shared by all places, so whoever convenes anywhere may."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in first.")
    yield (
        person.is_keeper or person.is_support_unit or person.has_role("convener"),
        _("Only those who convene a cycle, the support unit and the keeper of the site name themes."),
    )

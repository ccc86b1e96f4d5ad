"""Who frames a cycle."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule
from parvis.cycles.models import Cycle
from parvis.places.models import Place

type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_frame(person: Any, place: Place) -> Conditions:
    """Prepare, open, change and close the cycles of a place, with their phases, calendar and themes."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in first.")
    yield person.has_role("convener", place), _("Only a convener of this place can do this.")


@rule
def may_suggest(person: Any, cycle: Cycle) -> Conditions:
    """Suggest a theme: anybody, signed in or not, while the cycle is under way."""
    yield cycle.status == Cycle.Status.OPEN, _("Themes can be suggested while a cycle is under way.")


@rule
def may_edit_rules(person: Any) -> Conditions:
    """Revise the rules of the partnership: they are the same for all places."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in first.")
    yield (
        person.is_keeper or person.is_support_unit,
        _("Only the support unit and the keeper of the site revise the rules of the partnership."),
    )

"""Who names places and says how they stand.

Places and their standing come from the partnership: the support unit and the keeper add them and change their standing.
The conveners of a place keep its names, languages and time zone right.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule
from parvis.places.models import Place

type Conditions = Iterator[tuple[object, Sentence]]

_SIGN_IN = _("Sign in first.")


def _is_somebody(person: Any) -> bool:
    return bool(person is not None and person.is_authenticated and person.is_active)


def _runs_the_site(person: Any) -> bool:
    return bool(person.is_keeper or person.is_support_unit)


@rule
def may_add_places(person: Any) -> Conditions:
    """Add places, and change how the partnership sees them."""
    yield _is_somebody(person), _SIGN_IN
    yield _runs_the_site(person), _("Only the support unit and the keeper of the site do this.")


@rule
def may_change_place(person: Any, place: Place) -> Conditions:
    """Change what is said of a place."""
    yield _is_somebody(person), _SIGN_IN
    yield (
        _runs_the_site(person) or person.has_role("convener", place),
        _("Only those who convene here, the support unit and the keeper of the site do this."),
    )

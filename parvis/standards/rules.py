"""Who points to evidence of what happened elsewhere, and who takes the pack of evidence."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule
from parvis.cycles.models import Cycle
from parvis.places.models import Place
from parvis.standards.models import Pack

type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_attest(person: Any, place: Place) -> Conditions:
    """Point to a published document as evidence, and take that back."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in first.")
    yield person.has_role("convener", place), _("Only a convener of this place can do this.")


@rule
def may_compare_members(person: Any) -> Conditions:
    """See all members at a glance."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in first.")
    yield person.is_support_unit or person.is_keeper, _("Only the support unit and the keeper of the site see this.")


@rule
def may_ask_for_pack(person: Any, cycle: Cycle) -> Conditions:
    """Have the evidence of a cycle packed: it takes a worker a while, so whoever has a part in the place asks for it."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in first.")
    has_part = any(role.place_id == cycle.place_id for role in person.current_roles)
    yield (
        has_part or person.is_support_unit or person.is_keeper,
        _("Those who have a part in this place, the support unit and the keeper of the site can have a pack made."),
    )
    yield cycle.status != Cycle.Status.DRAFT, _("A pack is made of a cycle that was opened.")


@rule
def may_end_pack(pack: Pack) -> Conditions:
    """Keep what was built: the worker does it, for whoever asked."""
    yield pack.status == Pack.Status.ASKED, _("This pack is ready already.")

"""Who may write in the registry, and the sentence shown to whoever may not."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule
from parvis.people.models import Person
from parvis.places.models import Place
from parvis.registry.models import Listing

type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_list(person: Person | None, place: Place) -> Conditions:
    """Add listings of a place, change them and say how far they have come."""
    is_somebody = person is not None and person.is_authenticated
    yield is_somebody and person.has_role("convener", place), _("Only a convener of this place can do this.")


@rule
def may_follow(person: Person | None, listing: Listing, *, is_so: bool) -> Conditions:
    """Note that a consultation began or ended: the conveners at any time, anybody (the clock above all) once it is so."""
    yield is_so or may_list(person, listing.place), _("Only a convener of this place can do this.")


@rule
def may_name_codes(person: Person | None) -> Conditions:
    """Add codes to the lists, name them anew, or no longer offer them."""
    is_somebody = person is not None and person.is_authenticated
    yield (
        is_somebody and (person.is_keeper or person.is_support_unit),
        _("Only the support unit or the keeper of the site can do this."),
    )

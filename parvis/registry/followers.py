"""What follows the record here: what can be found in the registry by searching."""

from collections.abc import Sequence

from parvis.core.search import Searchable, forget, index_many
from parvis.record import follower
from parvis.record.models import Entry
from parvis.registry.models import Listing
from parvis.registry.sentences import SENTENCES

_FOUND_BY = {verb for verb in SENTENCES if verb.startswith("listing.")}


@follower("registry.search", _FOUND_BY)
def make_findable(entries: Sequence[Entry]) -> None:
    """Make what is published findable by its number and its words in whatever language, and the rest unfindable."""
    numbers = {entry.subject_key for entry in entries}
    listings = Listing.objects.filter(number__in=numbers, is_publishable=True).order_by("pk")
    found = {listing.number: listing for listing in listings}
    forget(Listing.record_type, *(numbers - found.keys()))
    index_many(
        Searchable(
            kind=Listing.record_type,
            key=number,
            text="\n".join([number, *listing.title.values(), *listing.description.values()]),
        )
        for number, listing in found.items()
    )

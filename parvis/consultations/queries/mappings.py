"""Which saved mapping fits a file."""

from collections.abc import Iterable
from typing import NamedTuple

from parvis.consultations.models import SavedMapping
from parvis.places.models import Place


class Proposal(NamedTuple):
    """A saved mapping that seems to be for a file, and the columns it reads that the file does not have."""

    mapping: SavedMapping
    missing: list[str]

    @property
    def reads(self) -> dict[str, str]:
        """Return what of it can be read in the file."""
        lost = set(self.missing)
        return {
            name: columns for name, columns in self.mapping.reads.items() if not lost & {columns, *columns.split("+")}
        }


def proposal_for(place: Place, columns: Iterable[str]) -> Proposal | None:
    """Return the saved mapping with most columns in common with a file, if it reads at least half of what it needs."""
    there = set(columns)
    found = []
    for mapping in place.saved_mappings.all():
        missing = [column for column in mapping.needs if column not in there]
        if 2 * len(missing) <= len(mapping.needs):
            in_common = len(there & set(mapping.columns)) / max(1, len(there | set(mapping.columns)))
            found.append((-len(missing), in_common, -mapping.pk, Proposal(mapping, missing)))
    return max(found, default=(None,))[-1]

"""Keep for the next file how the files of a source are read."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.importing.mapping import MappingRefused, reading
from parvis.consultations.models import Consultation, SavedMapping
from parvis.consultations.rules import may_map, role_in
from parvis.core.cleaning import clean_line
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.places.models import Place
from parvis.record import record

MOST_MAPPINGS, MOST_COLUMNS = 100, 1_000
NAME_THE_SOURCE = _("Name the source, so that you find its mapping again.")
TOO_MANY = _("At most %(most)d sources for each place: forget one first.")


@transaction.atomic
def save_mapping(
    consultation: Consultation, *, by: Person, name: str, reads: Mapping[str, str], columns: Iterable[str]
) -> SavedMapping:
    """Keep under the name of a source which columns say what, for all consultations of the place; again replaces it."""
    may_map(by, consultation).enforce()
    name, headings = clean_line(name)[:80], list(columns)[:MOST_COLUMNS]
    if not name:
        raise Refused(NAME_THE_SOURCE)
    try:
        reading(headings, reads)
    except MappingRefused as refusal:
        raise Refused(str(refusal)) from None
    place = consultation.place
    # Two who name one source at once are told apart by who comes first.
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    mapping = place.saved_mappings.filter(name=name).first() or SavedMapping(place=place, name=name)
    if mapping.pk is None and place.saved_mappings.count() >= MOST_MAPPINGS:
        raise Refused(TOO_MANY % {"most": MOST_MAPPINGS})
    if (mapping.reads, mapping.columns) != (dict(reads), headings):
        mapping.reads, mapping.columns = dict(reads), headings
        mapping.save()
        _record("mapping.saved", mapping, by)
    return mapping


@transaction.atomic
def forget_mapping(mapping: SavedMapping, *, by: Person) -> None:
    """Keep no longer how the files of a source are read; what was brought in stays."""
    may_map(by, mapping).enforce()
    key = SavedMapping.objects.select_related("place").filter(pk=mapping.pk).first()
    if key is not None and SavedMapping.objects.filter(pk=mapping.pk).delete()[0]:
        _record("mapping.forgotten", key, by)


def _record(verb: str, mapping: SavedMapping, by: Person) -> None:
    facts = {"source": mapping.name, "columns": [f"{name}={column}" for name, column in sorted(mapping.reads.items())]}
    record(verb, mapping, role=role_in(by, mapping.place, "convener", "moderator"), facts=facts)

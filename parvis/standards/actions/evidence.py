"""Point to a published document as evidence of what happened elsewhere; nothing is ticked without one."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles.models import Cycle
from parvis.documents.models import Document
from parvis.people.models import Person
from parvis.record import record
from parvis.standards.models import Attestation
from parvis.standards.requirements import ATTESTED
from parvis.standards.rules import may_attest


@transaction.atomic
def attest(
    cycle: Cycle,
    *,
    by: Person,
    key: str,
    document: Document,
    happened_on: datetime.date,
    words: Words,
    until_on: datetime.date | None = None,
) -> Attestation:
    """Name a published document of the place as evidence that something a requirement asks for happened on a day.

    The same document, requirement and day are attested once.
    """
    may_attest(by, cycle.place).enforce()
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("place").get(pk=cycle.pk)
    _require(cycle, key, document, happened_on, until_on)
    told = cycle.attestations.filter(key=key, document=document, happened_on=happened_on, taken_back_at=None)
    if same := told.first():
        return same
    number = (cycle.attestations.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Attestation.objects.create(
        cycle=cycle,
        number=number,
        key=key,
        document=document,
        happened_on=happened_on,
        until_on=until_on,
        words=words,
        attested_by=by,
        attested_at=clock.now(),
    )
    record("evidence.attested", made, by=by, facts=_facts(made))
    return made


@transaction.atomic
def take_back(attestation: Attestation, *, by: Person) -> Attestation:
    """Name a document as evidence no longer; that it was named stays in the record."""
    may_attest(by, attestation.place).enforce()
    attestation = (
        Attestation.objects.select_for_update(of=("self",)).select_related("cycle__place").get(pk=attestation.pk)
    )
    if attestation.taken_back_at is None:
        attestation.taken_back_at = clock.now()
        attestation.save(update_fields=["taken_back_at"])
        record("evidence.taken_back", attestation, by=by, facts=_facts(attestation))
    return attestation


def _require(
    cycle: Cycle, key: str, document: Document, happened_on: datetime.date, until_on: datetime.date | None
) -> None:
    if key not in ATTESTED:
        raise Refused(_("This requirement is found from what happens here; no document stands for it."))
    if document.place_id != cycle.place_id or document.status != Document.Status.PUBLISHED:
        raise Refused(_("Publish the document first: evidence is what anybody can read."))
    if happened_on > cycle.today():
        raise Refused(_("Evidence tells of what has happened. This day has not come yet."))
    if until_on is not None and until_on < happened_on:
        raise Refused(_("It ends after it starts."))


def _facts(attestation: Attestation) -> dict[str, Any]:
    return {
        "requirement": attestation.key,
        "document": attestation.document.slug,
        "happened_on": attestation.happened_on.isoformat(),
    }

"""Asking for runs, stopping them, and keeping what they found."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from parvis.analysis.actions.placing import Filings, keep_placings, keep_themes
from parvis.analysis.engine.manifest import canonical_json
from parvis.analysis.models import Run, Standing
from parvis.analysis.rules import may_ask_for_run, may_cancel_run, may_end_run
from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.core.packing import packed
from parvis.people.models import Person
from parvis.record.append import record
from parvis.votes.models import Voter, Voting

AT_A_TIME = 2_000

type Place = tuple[str, int, int, str, str]
"""A participant, their place, the group nearest to it, and the group they are surely in."""


@transaction.atomic
def ask_for_run(consultation: Consultation, *, by: Person | None = None, kind: str = Run.Kind.MAP) -> Run:
    """Have a consultation analysed, or return the run that is under way. Without `by` it is the clock that asks.

    A follower of the record hands it to the workers, see `followers`.
    """
    may_ask_for_run(by, consultation, kind).enforce()
    # Two who ask at once wait here for each other.
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    runs = Run.objects.filter(consultation=consultation, kind=kind)
    if under_way := runs.under_way().first():
        return under_way
    last = runs.aggregate(last=Max("number"))["last"] or 0
    run = Run.objects.create(consultation=consultation, kind=kind, number=last + 1, asked_by=by)
    record("run.asked", run, role=_role(by, consultation), facts={"consultation": consultation.slug, "kind": kind})
    return run


@transaction.atomic
def cancel_run(run: Run, *, by: Person) -> Run:
    """Stop a run that waits or is being computed; what it has found so far is lost."""
    may_cancel_run(by, run).enforce()
    if run.move("cancel", ended_at=clock.now()):
        facts = {"consultation": run.consultation.slug, "kind": run.kind}
        record("run.cancelled", run, role=_role(by, run.consultation), facts=facts)
    return run


@transaction.atomic
def publish_run(run: Run, found: Mapping[str, Any], places: Iterable[Place], urgency: Mapping[str, float]) -> Run:
    """Keep what a run found, and show it to everybody; `places` stay with us, and replace those of earlier maps.

    `urgency` says how urgently each statement, by its number, wants votes: voters meet them by it from now on.
    """
    may_end_run(run).enforce()
    if _finish(run, found):
        _keep_places(run, places)
        Voting.objects.filter(consultation=run.consultation_id).update(weights=dict(urgency))
    return run


@transaction.atomic
def publish_themes(run: Run, found: Mapping[str, Any], filings: Filings) -> Run:
    """Keep which themes a run found, put each text where it stands, and suggest themes of the cycle.

    What readers decided stays as it is.
    """
    may_end_run(run).enforce()
    Consultation.objects.select_for_update(no_key=True).get(pk=run.consultation_id)
    if _finish(run, found):
        themes = keep_themes(run.consultation, found["themes"])
        keep_placings(run.consultation, found["texts"], themes, filings)
    return run


@transaction.atomic
def give_up_run(run: Run) -> Run:
    """Say of a run that nothing comes of it."""
    may_end_run(run).enforce()
    if run.move("fail", ended_at=clock.now()):
        facts = {"consultation": run.consultation.slug, "kind": run.kind}
        record("run.failed", run, role="system", facts=facts)
    return run


def _finish(run: Run, found: Mapping[str, Any]) -> bool:
    """Keep what a run found and record it; tell whether it was under way until now."""
    said = canonical_json(found)
    made_of = _sha256(canonical_json(found.get("manifest", {})))
    result = {"result": packed(said), "digest": _sha256(said), "manifest_digest": made_of}
    if not run.move("finish", None, ended_at=clock.now(), **result):
        return False
    facts = {"digest": run.digest, "manifest": made_of, "consultation": run.consultation.slug, "kind": run.kind}
    record("run.published", run, role="system", facts=facts)
    return True


def _role(by: Person | None, consultation: Consultation) -> str:
    return role_in(by, consultation.place, "convener", "moderator") if by else "system"


def _sha256(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()


def _keep_places(run: Run, places: Iterable[Place]) -> None:
    Standing.objects.filter(run__consultation=run.consultation_id, run__kind=run.kind).delete()
    of_consultation = Voter.objects.filter(consultation=run.consultation_id).values_list("participant", "pk")
    # Who left meanwhile has no place any more.
    voters = dict(of_consultation.iterator())
    kept = (
        Standing(run=run, voter_id=voters[participant], x=x, y=y, group=group, shown_group=shown_group)
        for participant, x, y, group, shown_group in places
        if participant in voters
    )
    Standing.objects.bulk_create(kept, batch_size=AT_A_TIME)

"""Write commitments out of what people said, adopt them, take them back with a reason."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.commitments.models import TEXTS, Commitment, CommitmentVersion, Response, Source
from parvis.commitments.rules import may_convene, may_revise_commitment
from parvis.commitments.wording import cleaned, digests, require_parity, require_written, write
from parvis.consultations.models import Contribution
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation, Person
from parvis.record import Line, record, record_many
from parvis.record.overtaking import refuse_overtaken

type Contributions = Iterable[Contribution | int]

AROUND = ("cycle__place", "organisation")
"""What the rules ask a commitment about."""
WRITTEN = ("commitment.drafted", "commitment.revised")
"""The verbs by which a commitment comes to say what it says."""


@transaction.atomic
def draft_commitment(
    cycle: Cycle,
    *,
    by: Person,
    organisation: Organisation,
    title: Mapping[str, str],
    problem: Mapping[str, str] | None = None,
    change: Mapping[str, str] | None = None,
    sources: Contributions = (),
    responses: Iterable[Response] = (),
) -> Commitment:
    """Begin a commitment, made of the contributions `sources` and told in the answers `responses`."""
    may_convene(by, cycle).enforce()
    texts = {"title": cleaned(title), "problem": cleaned(problem), "change": cleaned(change)}
    if not texts["title"]:
        raise Refused(_("Give the commitment a title, in one language at least."))
    number = _next_number(cycle)
    slug = f"{cycle.slug}-c{number:02}"
    commitment = Commitment.objects.create(cycle=cycle, number=number, slug=slug, organisation=organisation)
    write(commitment, cycle, texts)
    _keep_version(commitment)
    added = _add(commitment, sources)
    commitment.responses.set(each for each in responses if each.cycle_id == cycle.pk)
    facts = {"cycle": cycle.slug, "institution": organisation.slug, "sources": len(added)}
    record("commitment.drafted", commitment, role=role_of(by, commitment), facts=facts)
    return commitment


@transaction.atomic
def revise_commitment(
    commitment: Commitment,
    *,
    by: Person,
    title: Mapping[str, str],
    problem: Mapping[str, str],
    change: Mapping[str, str],
    why: Mapping[str, str] | None = None,
    confirmed: Iterable[str] = (),
    sources: Contributions = (),
    seen: Marks | None = None,
) -> Commitment:
    """Write a new version of a commitment; `sources` are the contributions it changed for.

    After adoption the reason is mandatory, and the new version complete, in the official languages. `confirmed`
    languages were read again and still say the same. Refused when overtaken: `seen` is what the form showed.
    """
    lock(commitment, *AROUND)
    may_revise_commitment(by, commitment).enforce()
    texts = {"title": cleaned(title), "problem": cleaned(problem), "change": cleaned(change)}
    why, saved = cleaned(why), {name: getattr(commitment, name) for name in texts}
    refuse_overtaken(commitment, seen, saved=saved, typed=texts, verbs=WRITTEN)
    is_adopted = commitment.status == Commitment.Status.ADOPTED
    changes = saved != texts
    if is_adopted and changes:
        require_written(commitment.cycle, why, _("Say why the commitment changes, in every official language."))
    write(commitment, commitment.cycle, texts, confirmed)
    if is_adopted:
        require_parity(commitment.cycle, [commitment], TEXTS)
    if changes:
        commitment.version += 1
        commitment.save(update_fields=["version"])
        _keep_version(commitment, why)
    added = _add(commitment, sources)
    if changes or added:
        record_many(_revision_lines(commitment, added, role_of(by, commitment), changes=changes))
    return commitment


@transaction.atomic
def add_sources(commitment: Commitment, *, by: Person, contributions: Contributions) -> int:
    """Say that a commitment, as it stands, is made of these contributions too; return how many were new."""
    lock(commitment, *AROUND)
    may_revise_commitment(by, commitment).enforce()
    added = _add(commitment, contributions)
    if added:
        record_many(_revision_lines(commitment, added, role_of(by, commitment), changes=False))
    return len(added)


@transaction.atomic
def remove_sources(commitment: Commitment, *, by: Person, contributions: Contributions) -> int:
    """Say that a commitment is not made of these contributions after all; return how many were taken away."""
    lock(commitment, *AROUND)
    may_revise_commitment(by, commitment).enforce()
    named = commitment.sources.filter(contribution__in=_keys(contributions)).select_related("contribution")
    removed = [source.contribution for source in named]
    if removed:
        named.delete()
        role = role_of(by, commitment)
        lines = [Line("commitment.sources_changed", commitment, role=role, facts={"removed": len(removed)})]
        if commitment.adopted_at:
            facts = {"commitment": commitment.slug, "version": commitment.version}
            lines += [Line("contribution.taken_out_of", each, role=role, facts=facts) for each in removed]
        record_many(lines)
    return len(removed)


@transaction.atomic
def adopt_commitment(commitment: Commitment, *, by: Person) -> Commitment:
    """Make a draft a promise; from now on everybody reads it, and sees of whose words it is made."""
    lock(commitment, *AROUND)
    may_convene(by, commitment.cycle).enforce()
    if commitment.status == Commitment.Status.DRAFT:
        require_parity(commitment.cycle, [commitment], TEXTS)
    if commitment.move("adopt", adopted_at=clock.now()):
        role = role_of(by, commitment)
        sources = list(commitment.sources.select_related("contribution").order_by("pk"))
        facts = {"cycle": commitment.cycle.slug, "sources": len(sources), **_what_it_says(commitment)}
        record_many(
            [
                Line("commitment.adopted", commitment, role=role, facts=facts),
                *(_written_into(commitment, source, role) for source in sources),
            ]
        )
    return commitment


@transaction.atomic
def withdraw_commitment(commitment: Commitment, *, by: Person, reason: Mapping[str, str]) -> Commitment:
    """Take a commitment back, for a public reason; what it said stays readable if it was ever adopted."""
    lock(commitment, *AROUND)
    may_convene(by, commitment.cycle).enforce()
    reason = cleaned(reason)
    require_written(commitment.cycle, reason, _("Say why the commitment is withdrawn, in every official language."))
    if commitment.move("withdraw", {"withdrawn_because": reason}, withdrawn_at=clock.now()):
        facts = {"was_adopted": commitment.adopted_at is not None, "sha256": digests(reason=reason)}
        record("commitment.withdrawn", commitment, role=role_of(by, commitment), facts=facts)
    return commitment


def role_of(person: Person, commitment: Commitment) -> str:
    """Return the plain word for the role in which `person` acts on a commitment."""
    return role_in(person, commitment.cycle.place, "convener", "responder")


def _next_number(cycle: Cycle) -> int:
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    return (cycle.commitments.aggregate(last=Max("number"))["last"] or 0) + 1


def _keep_version(commitment: Commitment, why: Words | None = None) -> None:
    texts = {name: getattr(commitment, name) for name in TEXTS}
    CommitmentVersion.objects.create(
        commitment=commitment, number=commitment.version, why=why or Words(), written_at=clock.now(), **texts
    )


def _keys(contributions: Contributions) -> list[int]:
    return list(dict.fromkeys(getattr(each, "pk", each) for each in contributions))


def _add(commitment: Commitment, contributions: Contributions) -> list[Source]:
    """Name new sources, since the version that stands now; those named before keep theirs."""
    wanted = _keys(contributions)
    known = set(commitment.sources.filter(contribution__in=wanted).values_list("contribution", flat=True))
    readable = Contribution.objects.filter(
        pk__in=wanted, status=Contribution.Status.PUBLISHED, consultation__cycle__place=commitment.cycle.place_id
    ).in_bulk()
    if missing := len(set(wanted) - known - readable.keys()):
        sentence = ngettext(
            "%(count)d of these contributions is not published in this place.",
            "%(count)d of these contributions are not published in this place.",
            missing,
        )
        raise Refused(sentence % {"count": missing})
    version = commitment.version
    return Source.objects.bulk_create(
        [
            Source(commitment=commitment, contribution=readable[pk], since_version=version)
            for pk in wanted
            if pk not in known
        ],
        batch_size=500,
    )


def _written_into(commitment: Commitment, source: Source, role: str) -> Line:
    facts = {"commitment": commitment.slug, "version": source.since_version}
    return Line("contribution.written_into", source.contribution, role=role, facts=facts)


def _revision_lines(commitment: Commitment, added: list[Source], role: str, *, changes: bool) -> list[Line]:
    """Write what changed; while it is a draft, nothing of it but the fact that it did."""
    is_public = commitment.adopted_at is not None
    facts = {"version": commitment.version, "added": len(added)} | (_what_it_says(commitment) if is_public else {})
    if changes:
        line = Line("commitment.revised", commitment, role=role, facts=facts)
    else:
        line = Line("commitment.sources_changed", commitment, role=role, facts=facts)
    return [line, *(_written_into(commitment, source, role) for source in added if is_public)]


def _what_it_says(commitment: Commitment) -> dict[str, object]:
    return {
        "institution": commitment.organisation.slug,
        "version": commitment.version,
        "sha256": digests(**{name: getattr(commitment, name) for name in TEXTS}),
    }

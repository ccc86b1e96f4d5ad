"""What stands in a pack: each file with how it is written, and the entries of the record that its rows stand in."""

import functools
import itertools
import shutil
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.db.models import Q

from parvis.commitments.models import Commitment, Plan, Response
from parvis.consultations.models import Consultation, Contribution
from parvis.core.receipts import format_code
from parvis.cycles.models import Cycle
from parvis.cycles.queries.timeline import versions_of
from parvis.documents import shelf
from parvis.documents.models import FileVersion
from parvis.heard.models import Report
from parvis.record.leaves import canonical
from parvis.record.models import Entry
from parvis.standards.pack.forum import forum_parts
from parvis.standards.pack.part import Claim, Part, Write, fixed, just, moment_of, words_of, written_csv, written_json

LOT = 500


def parts_of(cycle: Cycle) -> Iterator[Part]:
    """Yield the files that tell of a cycle, without report, record and manifest."""
    yield Part("cycle.json", written_json(lambda: _cycle(cycle)))
    yield from _timelines(cycle)
    yield from _consultations(cycle)
    yield from _responses(cycle)
    yield from _plan(cycle)
    yield from forum_parts(cycle)
    yield from _documents(cycle)


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "place": {"slug": cycle.place.slug, "name": cycle.place.name, "iso": cycle.place.iso},
        "number": cycle.number,
        "title": cycle.title,
        "starts_on": cycle.starts_on.isoformat(),
        "ends_on": cycle.ends_on.isoformat(),
        "rule_set": cycle.rule_set,
        "answer_days": cycle.answer_days,
        "languages": cycle.official_languages,
        "phases": [
            {"name": phase.name, "starts_on": phase.starts_on.isoformat(), "ends_on": phase.ends_on.isoformat()}
            for phase in cycle.phases.all()
        ],
    }


def _timelines(cycle: Cycle) -> Iterator[Part]:
    """Each published version as the bytes whose digest the record holds."""
    for version in versions_of(cycle):
        yield Part(
            f"timeline/{version.number}.json",
            fixed(canonical(version.snapshot).encode()),
            just(Claim(("timeline.published",), "timeline", version.record_key, "digest", version.digest)),
            is_fixed=True,
        )


def _documents(cycle: Cycle) -> Iterator[Part]:
    """The repository of the place, as far as it is before everybody: of this cycle, and of none."""
    public = (
        FileVersion.objects.public()
        .filter(document__place=cycle.place_id)
        .filter(Q(document__cycle=None) | Q(document__cycle=cycle))
    )
    files = public.select_related("document").order_by("document", "language", "number")
    yield Part("documents.csv", written_csv(_DOCUMENT, lambda: map(_document, files.iterator(LOT))))
    for each in files:
        yield Part(
            _path(each),
            functools.partial(_copy, each.sha256),
            just(Claim(_PUT_BEFORE_ALL, "document", each.document.record_key, "sha256", each.sha256)),
            is_fixed=True,
        )


def _consultations(cycle: Cycle) -> Iterator[Part]:
    asked = Consultation.objects.visible_to(None).filter(cycle=cycle)
    yield Part(
        "consultations.csv",
        written_csv(_CONSULTATION, lambda: map(_consultation, asked)),
        lambda: [Claim(("consultation.opened",), "consultation", each.slug) for each in asked],
    )
    said = Contribution.objects.published().filter(consultation__cycle=cycle).order_by("pk")
    yield Part(
        "contributions.csv",
        written_csv(_CONTRIBUTION, lambda: map(_contribution, said.select_related("consultation").iterator(LOT))),
        lambda: (
            Claim(("contribution.published",), "contribution", code)
            for code in said.values_list("code", flat=True).iterator(LOT)
        ),
    )
    for report in Report.objects.published().filter(consultation__cycle=cycle).select_related("consultation"):
        yield Part(
            f"reports/{report.record_key}.json",
            _bytes(report.pk),
            just(Claim(("report.published",), "report", report.record_key, "digest", report.digest)),
            is_fixed=True,
        )


_PUT_BEFORE_ALL = ("document.published", "document.replaced", "document.language_added")
_DOCUMENT = ("document", "kind", "evidence", "title", "language", "version", "published_at", "sha256", "size", "file")
_CONSULTATION = ("consultation", "title", "opens_at", "ended_at", "status")
_CONTRIBUTION = (
    "receipt", "consultation", "published_at", "channel", "language", "kind", "name", "organisation", "words",
    "answer", "answered_at",
)  # fmt: skip
_RESPONSE = ("number", "published_at", "institution", "answer", "reason", "receipts")
_COMMITMENT = ("commitment", "version", "title", "text", "status", "adopted_at", "made_of")


def _document(each: FileVersion) -> list[Any]:
    document = each.document
    return [
        document.slug,
        document.kind,
        document.evidence,
        words_of(document.title),
        each.language,
        each.number,
        moment_of(each.published_at),
        each.sha256,
        each.size,
        _path(each),
    ]


def _path(each: FileVersion) -> str:
    return f"documents/{each.document.slug}/{each.language}-{each.number}.{each.ending}"


def _copy(sha256: str, file: IO[bytes]) -> None:
    with shelf.open_file(sha256) as kept:
        shutil.copyfileobj(kept, file)


def _consultation(each: Consultation) -> list[Any]:
    return [each.slug, words_of(each.title), each.opens_at.isoformat(), each.ended_at.isoformat(), each.status]


def _contribution(each: Contribution) -> list[Any]:
    return [
        format_code(each.code),
        each.consultation.slug,
        moment_of(each.published_at),
        each.channel,
        each.language,
        each.kind,
        each.public_name,
        each.organisation_name,
        each.words,
        each.answer,
        moment_of(each.answered_at),
    ]


def _responses(cycle: Cycle) -> Iterator[Part]:
    given = Response.objects.published().filter(cycle=cycle).select_related("organisation").order_by("number")
    yield Part(
        "responses.csv",
        written_csv(_RESPONSE, lambda: map(_response, given.prefetch_related("answers__contribution").iterator(LOT))),
        lambda: [Claim(("response.published",), "response", each.record_key) for each in given.select_related("cycle")],
    )


def _response(each: Response) -> list[Any]:
    answered = sorted(format_code(answer.contribution.code) for answer in each.answers.all())
    return [
        each.number,
        moment_of(each.published_at),
        str(each.organisation or ""),
        each.disposition,
        words_of(each.reason),
        " ".join(answered),
    ]


def _plan(cycle: Cycle) -> Iterator[Part]:
    adopted = Commitment.objects.visible_to(None).filter(cycle=cycle).order_by("slug")
    yield Part(
        "commitments.csv",
        written_csv(_COMMITMENT, lambda: map(_commitment, adopted.prefetch_related("sources__contribution"))),
    )
    for plan in Plan.objects.visible_to(None).filter(cycle=cycle):
        yield Part(
            "plan.json",
            written_json(functools.partial(_told_plan, plan)),
            just(Claim(("plan.published",), "plan", plan.record_key)),
        )


def _commitment(each: Commitment) -> list[Any]:
    sources = sorted(format_code(source.contribution.code) for source in each.sources.all())
    return [
        each.slug,
        each.version,
        words_of(each.title),
        words_of(each.text),
        each.status,
        moment_of(each.adopted_at),
        " ".join(sources),
    ]


def _told_plan(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "introduction": plan.introduction,
        "published_at": moment_of(plan.published_at),
        "commitments": [line.commitment.slug for line in plan.lines.select_related("commitment")],
    }


def claims_in_record(claims: Iterable[Claim], name: str, size: int) -> Iterator[dict[str, Any]]:
    """Yield each claim about a file with its entry among the first `size`: the last one that says it.

    A claim that no entry bears out yet is left out: nothing is claimed that is not signed.
    """
    for lot in itertools.batched(claims, LOT):
        entries = _entries(lot, size)
        for claim in lot:
            found = entries.get((claim.type, claim.key, claim.digest))
            if found is not None:
                seq, verb = found
                said = {"file": name, "entry": seq, "verb": verb, "type": claim.type, "key": claim.key}
                yield said | ({"digest_in": claim.digest_in} if claim.digest_in else {})


def _entries(claims: Iterable[Claim], size: int) -> dict[tuple[str, str, str], tuple[int, str]]:
    """Return number and verb of the entries that claims may mean, by type, key and digest."""
    facts = {claim.type: claim.digest_in for claim in claims}
    verbs = {verb for claim in claims for verb in claim.verbs}
    keys = {claim.key for claim in claims}
    entries = Entry.objects.filter(seq__lt=size, verb__in=verbs, subject_type__in=facts, subject_key__in=keys)
    found = {}
    for entry in entries.order_by("seq"):
        digest = entry.facts.get(facts[entry.subject_type], "") if facts[entry.subject_type] else ""
        found[entry.subject_type, entry.subject_key, digest] = (entry.seq, entry.verb)
    return found


def _bytes(report: int) -> Write:
    return lambda file: file.write(Report.objects.get(pk=report).bytes)

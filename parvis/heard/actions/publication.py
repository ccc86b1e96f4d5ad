"""Give a draft to the forum, sign it, freeze it, and put right in the open what was wrong."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from parvis.analysis.engine.manifest import canonical_json
from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.core.locking import lock
from parvis.core.packing import packed
from parvis.core.rules import Refused
from parvis.heard.actions.reports import AROUND, cleaned, require_something, role_of
from parvis.heard.faults import faults_of_report
from parvis.heard.freezing import frozen_of, lines, statements_of
from parvis.heard.models import Erratum, Heard, Report
from parvis.heard.rows import rows_of
from parvis.heard.rules import may_correct_report, may_sign_report, may_write_report
from parvis.people.models import Person
from parvis.record import Line, record, record_many


@transaction.atomic
def discuss_report(report: Report, *, by: Person) -> Report:
    """Show a draft to the forum of the place, for comments."""
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    if report.move("discuss"):
        record("report.discussed", report, role=role_of(by, report))
    return report


@transaction.atomic
def take_back_report(report: Report, *, by: Person) -> Report:
    """Take a draft back from the forum, to go on writing."""
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    if report.move("take_back"):
        record("report.taken_back", report, role=role_of(by, report))
    return report


@transaction.atomic
def sign_report(report: Report, *, by: Person) -> Report:
    """Sign and publish a report that others wrote: every number is counted anew, every quote compared, and the whole frozen.

    Refused with a sentence for each thing that is not as it says. Each contribution that is cited or quoted gets its entry.
    """
    lock(report, *AROUND)
    may_sign_report(by, report).enforce()
    if report.is_published:
        return report
    rows, statements = rows_of(report.consultation), statements_of(report)
    if faults := faults_of_report(report, statements, rows):
        raise Refused(" ".join(faults))
    at, role = clock.now(), role_of(by, report)
    said = canonical_json(frozen_of(report, statements, rows, role=role, at=at))
    digest = hashlib.sha256(said).hexdigest()
    kept = {"frozen": packed(said), "rows": packed(lines(rows)), "digest": digest}
    if report.move("publish", None, published_at=at, signed_by=by, signed_as=str(by), **kept):
        facts = {"consultation": report.consultation.slug, "digest": digest, "statements": len(statements)}
        record_many([Line("report.published", report, role=role, facts=facts), *_lines(report, statements, role)])
    return report


@transaction.atomic
def publish_erratum(
    report: Report, *, by: Person, wrong: Mapping[str, str], right: Mapping[str, str], statement: Heard | None = None
) -> Erratum:
    """Say what was wrong in a published report, and what is right; what was published stays readable as it was."""
    lock(report, *AROUND)
    may_correct_report(by, report).enforce()
    texts = {"wrong": cleaned(wrong), "right": cleaned(right)}
    for words in texts.values():
        require_something(words)
    if same := report.errata.filter(statement=statement, **texts).first():
        return same
    number = (report.errata.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Erratum.objects.create(report=report, statement=statement, number=number, by=by, at=clock.now(), **texts)
    facts = {"number": number, "statement": statement.code if statement else "", "sha256": _digests(texts)}
    record("report.corrected", report, role=role_of(by, report), facts=facts)
    return made


def _digests(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        name: {language: hashlib.sha256(text.encode()).hexdigest() for language, text in words.items()}
        for name, words in texts.items()
    }


def _lines(report: Report, statements: Sequence[Heard], role: str) -> Iterable[Line]:
    heard: dict[Contribution, list[str]] = {}
    quoted: dict[Contribution, list[str]] = {}
    for statement in statements:
        for each in statement.contributions.all():
            heard.setdefault(each, []).append(statement.code)
        for made in statement.quotes.all():
            quoted.setdefault(made.contribution, []).append(statement.code)
    for verb, found in (("contribution.heard", heard), ("contribution.quoted", quoted)):
        for contribution, codes in found.items():
            facts = {"report": report.record_key, "statements": sorted(set(codes))}
            yield Line(verb, contribution, role=role, facts=facts)

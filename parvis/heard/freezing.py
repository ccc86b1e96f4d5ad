"""What is published, as canonical JSON: titles, sentences, ids, numbers and where quotes stand, but no words of contributors."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from parvis.analysis.engine.agreement import told
from parvis.analysis.engine.counting import cells_of, counts_of, coverage_of, of_source, votes_of
from parvis.analysis.engine.manifest import canonical_json
from parvis.analysis.models import Run
from parvis.analysis.queries.samples import readings_of
from parvis.consultations.models import Consultation, Contribution
from parvis.heard.models import Heard, Quote, Report, Section
from parvis.heard.rows import Row
from parvis.votes.models import Voting
from parvis.votes.queries.files import has_file, lines_of_votes

FORMAT = "parvis-what-we-heard/1"
CELLS = ("channel", "language", "kind")


def statements_of(report: Report) -> list[Heard]:
    """Return the sentences that stand, with what they cite and quote; four queries."""
    said = Contribution.objects.order_by("code").defer("words")
    quotes = Quote.objects.select_related("contribution__provenance")
    statements = Heard.objects.standing().filter(section__report=report)
    statements = statements.select_related("section__found", "section__theme")
    found = list(statements.prefetch_related(Prefetch("contributions", said), Prefetch("quotes", quotes)))
    for each in found:
        each.section.report = report
    return found


def frozen_of(
    report: Report, statements: Sequence[Heard], rows: Sequence[Row], *, role: str, at: datetime
) -> dict[str, Any]:
    """Return what a report says, with every number counted now."""
    cited = {each.code for statement in statements for each in statement.contributions.all()}
    return {
        "format": FORMAT,
        "consultation": report.consultation.slug,
        "title": report.title,
        "introduction": report.introduction,
        "method": report.method,
        "signed": {"role": role, "at": at.isoformat(timespec="seconds")},
        "who": counts_of(rows, len(rows)) | {"by": {name: cells_of(rows, name) for name in CELLS}},
        "sections": [_section(each, statements, rows) for each in _sections(statements)],
        "coverage": coverage_of(cited, rows),
        "votes": votes_in(report.consultation),
        "agreement": agreement_in(report.consultation),
        "data": {"rows": len(rows), "sha256": hashlib.sha256(lines(rows)).hexdigest()},
    }


def lines(rows: Iterable[Row]) -> bytes:
    """Write rows as lines of canonical JSON."""
    return b"".join(map(canonical_json, rows))


def source_of(section: Section) -> dict[str, str]:
    """Say from where a section takes its contributions."""
    if section.found:
        return {"found_theme": section.found.key}
    return {"theme": section.theme.slug} if section.theme else {}


def votes_in(consultation: Consultation) -> dict[str, Any] | None:
    """Count the file of votes, if there is one, and name the last map with its digest."""
    voting = Voting.objects.filter(consultation=consultation).first()
    run = Run.objects.filter(consultation=consultation, kind=Run.Kind.MAP).done().defer("result").first()
    found: dict[str, Any] = {"map": {"number": run.number, "sha256": run.digest}} if run else {}
    if voting and has_file(voting):
        found |= votes_of(csv.DictReader(lines_of_votes(voting)))
    return found or None


def agreement_in(consultation: Consultation) -> dict[str, Any] | None:
    """Tell how far readers agree who sorted the same texts alone, and who put which where; None when nobody did."""
    readings = readings_of(consultation)
    return told(list(readings.values())) | {"readings": readings} if readings else None


def _sections(statements: Iterable[Heard]) -> list[Section]:
    return list({each.section_id: each.section for each in statements}.values())


def _section(section: Section, statements: Iterable[Heard], rows: Sequence[Row]) -> dict[str, Any]:
    source = source_of(section)
    return {
        "id": section.code,
        "title": section.title,
        "source": source,
        "counts": counts_of(of_source(source, rows), len(rows)),
        "statements": [_statement(each, rows) for each in statements if each.section_id == section.pk],
    }


def _statement(statement: Heard, rows: Sequence[Row]) -> dict[str, Any]:
    cited = [each.code for each in statement.contributions.all()]
    return {
        "id": statement.code,
        "frame": statement.frame,
        "prose": statement.prose,
        "contributions": cited,
        "counts": counts_of([row for row in rows if row["id"] in set(cited)], len(rows)),
        "quotes": [
            {"contribution": each.contribution.code, "start": each.start, "end": each.end}
            for each in statement.quotes.all()
        ],
    }

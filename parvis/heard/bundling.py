"""A published report with all it was made of, in one file: anybody can count it anew, and needs nothing else."""

import hashlib
import io
import zipfile
from collections.abc import Iterator

from parvis.analysis.engine.bundle import MANIFEST, MAP, REPORT, ROWS, TEXTS, VOTES
from parvis.analysis.engine.manifest import canonical_json
from parvis.analysis.models import FoundTheme, Run
from parvis.consultations.models import Consultation, Contribution
from parvis.heard.models import Report
from parvis.votes.models import Voting
from parvis.votes.queries.files import has_file, lines_of_statements, lines_of_votes

_MOMENT = (1980, 1, 1, 0, 0, 0)
README = """\
What we heard, and what it was counted from
===========================================

report.json          the report as it was signed; the public record of the site holds its SHA-256
contributions.jsonl  a line for each published contribution, as it was when the report was signed: receipt, language,
                     channel, kind of participant, themes (placed by a program, or by hand), how many people stood
                     behind it, the family of what says the same, and a number for whoever said it. The number stands
                     nowhere else; lines by one person under one name share it, lines without a name share it with none
texts.jsonl          the words of those that can still be read; null where they were taken back since
themes.jsonl         the themes that were found, as readers named them
votes.csv, statements.csv, map.json
                     where people voted: the votes of those who agreed to it, shuffled; the statements; the last map
manifest.json        the SHA-256 of each file

To count every figure of the report anew, offline, with Parvis installed:

    parvis reproduce BUNDLE.zip
"""
LICENCE = """\
The report and all counts may be used by anybody for anything, with their source named.
The words of contributions are their authors': read them, check them, quote them with their receipt. When an author takes
words back, delete them from your copies.
"""


def bundle_of(report: Report) -> bytes:
    """Return the bundle of a published report, in the same bytes as long as nobody takes words back."""
    files = dict(_files(report))
    files[MANIFEST] = canonical_json(
        {"format": "parvis-bundle/1", "files": {name: _sha256(said) for name, said in files.items()}}
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, said in files.items():
            bundle.writestr(zipfile.ZipInfo(name, _MOMENT), said, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    consultation = report.consultation
    yield "README.txt", README.encode()
    yield "LICENCE.txt", LICENCE.encode()
    yield REPORT, report.bytes
    yield ROWS, report.row_bytes
    yield TEXTS, b"".join(_texts(consultation, report))
    yield "themes.jsonl", b"".join(_themes(consultation))
    told = report.told["votes"] or {}
    if "map" in told:
        run = Run.objects.filter(consultation=consultation, kind=Run.Kind.MAP, number=told["map"]["number"]).first()
        yield MAP, run.bytes if run else b""
    voting = Voting.objects.filter(consultation=consultation).first()
    if "voters" in told and voting and has_file(voting):
        yield VOTES, "".join(lines_of_votes(voting)).encode()
        yield "statements.csv", "".join(lines_of_statements(voting)).encode()


def _texts(consultation: Consultation, report: Report) -> Iterator[bytes]:
    said = Contribution.objects.published().filter(consultation=consultation).order_by()
    words_of = dict(said.values_list("code", "words"))
    for line in report.rows_told:
        words = words_of.get(line["id"])
        digest = _sha256(words.encode()) if words is not None else None
        yield canonical_json({"id": line["id"], "words": words, "sha256": digest})


def _themes(consultation: Consultation) -> Iterator[bytes]:
    for each in FoundTheme.objects.filter(consultation=consultation).select_related("merged_into").order_by("key"):
        merged = each.merged_into.key if each.merged_into else None
        yield canonical_json({"key": each.key, "name": each.name, "words": each.labels, "merged_into": merged})


def _sha256(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()

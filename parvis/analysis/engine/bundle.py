"""Whether a published report says what its data say: every figure counted anew from a bundle, offline, and what differs.

A bundle is a ZIP: report.json as it was signed, contributions.jsonl (receipts and numbers, as they were counted), texts.jsonl (the
words that can still be read), and, where people voted, votes.csv, statements.csv and map.json; manifest.json holds the digest of each.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parvis.analysis.engine import agreement
from parvis.analysis.engine.counting import (
    cells_of,
    counts_of,
    coverage_of,
    of_source,
    strange_numbers,
    votes_of,
)
from parvis.analysis.engine.keeping_back import FEW
from parvis.analysis.engine.manifest import canonical_json
from parvis.analysis.engine.reading import Unreadable
from parvis.analysis.engine.texts import is_whole

REPORT, ROWS, TEXTS, VOTES, MAP, MANIFEST = (
    "report.json", "contributions.jsonl", "texts.jsonl", "votes.csv", "map.json", "manifest.json"
)  # fmt: skip

type Told = Mapping[str, Any]


@dataclass
class Outcome:
    """How many figures were counted anew, what differs, and how many quotes nobody can compare any more."""

    digest: str
    figures: int = 0
    quotes: int = 0
    withdrawn: int = 0
    differences: list[str] = field(default_factory=list)

    def compare(self, what: str, said: Any, counted: Any) -> None:
        """Count one figure, or each of several; note what is not the same."""
        if isinstance(said, Mapping) and isinstance(counted, Mapping):
            for name in sorted(said.keys() | counted.keys()):
                self.compare(f"{what}, {name}" if what else name, said.get(name), counted.get(name))
            return
        self.figures += 1
        if said != counted:
            self.differences.append(f"{what}: the report says {_shown(said)}, the data say {_shown(counted)}.")

    def require(self, holds: bool, sentence: str) -> None:
        """Note a sentence unless it holds."""
        if not holds:
            self.differences.append(sentence)


def reproduce(path: Path) -> Outcome:
    """Count every figure of a bundle anew; `Unreadable` when it is none."""
    files = _files(path)
    report, rows, texts = _read(files)
    found = Outcome(hashlib.sha256(files[REPORT]).hexdigest())
    try:
        _check_files(found, files)
        found.require(canonical_json(report) == files[REPORT], f"{REPORT} is not written as it is signed.")
        found.compare("Digest of the data", report["data"], {"rows": len(rows), "sha256": _sha256(files[ROWS])})
        _check_texts(found, texts)
        _check_who(found, report, rows)
        for section in report["sections"]:
            _check_section(found, section, rows, texts)
        cited = {each for said in _statements(report) for each in said["contributions"]}
        found.compare("Coverage", report["coverage"], coverage_of(cited, rows))
        _check_votes(found, report["votes"], files)
        _check_agreement(found, report["agreement"])
    except (KeyError, TypeError, AttributeError, IndexError) as trouble:
        raise Unreadable(f"This bundle is not complete: {trouble!r}.") from None
    return found


def _files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as bundle:
            files = {name: bundle.read(name) for name in bundle.namelist()}
    except (OSError, zipfile.BadZipFile) as trouble:
        raise Unreadable(f"{path} is no bundle: {trouble}.") from None
    if missing := [name for name in (REPORT, ROWS, TEXTS, MANIFEST) if name not in files]:
        raise Unreadable(f"{path} holds no {', '.join(missing)}.")
    return files


def _read(files: Mapping[str, bytes]) -> tuple[Told, list[Told], dict[str, Told]]:
    try:
        report = json.loads(files[REPORT])
        rows = [json.loads(line) for line in files[ROWS].splitlines()]
        texts = {text["id"]: text for text in map(json.loads, files[TEXTS].splitlines())}
    except (ValueError, KeyError, TypeError) as trouble:
        raise Unreadable(f"This bundle cannot be read: {trouble}.") from None
    return report, rows, texts


def _check_files(found: Outcome, files: Mapping[str, bytes]) -> None:
    digests = json.loads(files[MANIFEST])["files"]
    for name in sorted(digests.keys() | (files.keys() - {MANIFEST})):
        is_same = name in files and digests.get(name) == _sha256(files[name])
        found.require(is_same, f"{name} is not the file of which the manifest holds the digest.")


def _check_texts(found: Outcome, texts: Mapping[str, Told]) -> None:
    for name, text in texts.items():
        is_same = text["words"] is None or _sha256(text["words"].encode()) == text["sha256"]
        found.require(is_same, f"The words of {name} are not those of which its digest was taken.")


def _check_who(found: Outcome, report: Told, rows: list[Told]) -> None:
    said = dict(report["who"])
    by = said.pop("by")
    found.compare("Who spoke", said, counts_of(rows, len(rows)))
    for name, cells in by.items():
        found.compare(f"Who spoke, by {name}", cells, cells_of(rows, name))


def _check_section(found: Outcome, section: Told, rows: list[Told], texts: Mapping[str, Told]) -> None:
    found.compare(section["id"], section["counts"], counts_of(of_source(section["source"], rows), len(rows)))
    known = {row["id"] for row in rows}
    for said in section["statements"]:
        cited = said["contributions"]
        for each in sorted(set(cited) - known):
            found.require(False, f"{said['id']} rests on {each}, which is not in the data.")
        found.require(len(set(cited)) == len(cited) > 0, f"{said['id']} rests on nothing, or on something twice.")
        counts = counts_of([row for row in rows if row["id"] in set(cited)], len(rows))
        found.compare(said["id"], said["counts"], counts)
        for language, prose in said["prose"].items():
            for number in strange_numbers(prose, counts):
                found.require(False, f"{said['id']} ({language}): {number} is not counted from the data.")
        for quote in said["quotes"]:
            _check_quote(found, said, quote, texts)


def _check_quote(found: Outcome, said: Told, quote: Told, texts: Mapping[str, Told]) -> None:
    name, start, end = quote["contribution"], quote["start"], quote["end"]
    where = f"{said['id']} quotes {name}"
    found.quotes += 1
    found.require(name in said["contributions"], f"{where}, on which it does not rest.")
    text = texts.get(name)
    if text is not None and text["words"] is None:
        found.withdrawn += 1
        return
    words = text["words"] if text else ""
    found.require(is_whole(words, start, end), f"{where} in words that are no whole sentences there.")


def _check_votes(found: Outcome, said: Told | None, files: Mapping[str, bytes]) -> None:
    if not said:
        return
    if "map" in said:
        found.compare("Map of opinions, digest", said["map"]["sha256"], _sha256(files.get(MAP, b"")))
    if "voters" in said:
        rows = csv.DictReader(io.StringIO(files.get(VOTES, b"").decode()))
        counted = votes_of(rows)
        found.compare("Votes", {name: said[name] for name in counted}, counted)


def _statements(report: Told) -> Iterator[Told]:
    for section in report["sections"]:
        yield from section["statements"]


def _check_agreement(found: Outcome, said: Told | None) -> None:
    """Compute anew how far readers agree, from where each put each text."""
    if said:
        figures = {name: value for name, value in said.items() if name != "readings"}
        found.compare("Agreement of readers", figures, agreement.told(list(said["readings"].values())))


def _sha256(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()


def _shown(value: Any) -> str:
    if value is None:
        return f"fewer than {FEW}, or nothing"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Iterable) else str(value)

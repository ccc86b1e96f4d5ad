"""Run an import from beginning to end: batch by batch, so that it can be cut off anywhere and begun again."""

import csv
import filecmp
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.imports import Imported, import_contributions, take_up_themes
from parvis.consultations.importing.mapping import Columns, Said, reading
from parvis.consultations.importing.readers import Row, Table
from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core.spreadsheets import as_it_was, harmless
from parvis.people.models import Person
from parvis.record import record

ALONE = _("It speaks about “%(reference)s”, which is not here yet: the two are linked when it comes.")
BATCH = 500
_KEPT = 1_000
_ADDED = ("line", "why")
"""What stands before the cells of a refused row."""


@dataclass
class Report:
    """What became of the rows so far; only the first thousand reasons are kept in memory, all are in the file."""

    accepted: int = 0
    already_there: int = 0
    refused: int = 0
    warned: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    details: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Count a refused row."""
        self.refused += 1
        self.reasons[reason] += 1
        if len(self.details) < _KEPT:
            self.details.append((line, reason))

    def warn(self, line: int, warning: str) -> None:
        """Count a row that was taken with a doubt."""
        self.warned += 1
        if len(self.warnings) < _KEPT:
            self.warnings.append((line, warning))


class RefusedFile:
    """The refused rows as they were, with their line and reason, to be corrected and sent again; made when needed.

    It never replaces a file of an earlier import, in which somebody may be correcting something.
    """

    def __init__(self, source: Path) -> None:
        self.as_json = source.suffix.lower() in (".jsonl", ".ndjson")
        self.path = source.with_name(f"{source.stem}.refused{'.jsonl' if self.as_json else '.csv'}")
        self._draft = self.path.with_name(f"{self.path.name}.part")
        self._handle: Any = None
        self._writer: Any = None
        self._last_line = 0

    def add(self, line: int, reason: str, cells: dict[str, Any]) -> None:
        """Write one refused row; once, when several things it says are refused."""
        if line == self._last_line:
            return
        self._last_line = line
        if self._handle is None:
            self._begin([*_ADDED, *cells])
        if self.as_json:
            self._handle.write(json.dumps({"line": line, "why": reason, **cells}, ensure_ascii=False) + "\n")
        else:
            shown = {name: harmless(value) for name, value in cells.items()}
            self._writer.writerow({"line": line, "why": reason, **shown})

    def close(self) -> None:
        """Finish the file, if one was begun; `path` is then where it is."""
        if self._handle is not None:
            self._handle.close()
            self.path = self._free_path()
            self._draft.replace(self.path)

    def _free_path(self) -> Path:
        names = itertools.chain([self.path.stem], (f"{self.path.stem}-{number}" for number in itertools.count(2)))
        return next(path for name in names if self._may_be_at(path := self.path.with_stem(name)))

    def _may_be_at(self, path: Path) -> bool:
        return not path.exists() or filecmp.cmp(path, self._draft, shallow=False)

    def _begin(self, columns: list[str]) -> None:
        encoding = "utf-8" if self.as_json else "utf-8-sig"
        self._handle = self._draft.open("w", encoding=encoding, errors="replace", newline="")
        if not self.as_json:
            self._writer = csv.DictWriter(self._handle, columns, extrasaction="ignore", quoting=csv.QUOTE_ALL)
            self._writer.writeheader()


def run(
    table: Table,
    consultation: Consultation,
    *,
    by: Person,
    asked: dict[str, str],
    refused: RefusedFile | None = None,
    dry_run: bool = False,
    hold: bool = False,
) -> Iterator[Report]:
    """Import a table; yield the report after each batch. Raise MappingRefused before anything is written."""
    rows, columns = _with_columns(table)
    columns_of = reading(columns, asked, zone=consultation.zone)
    report = Report()
    for batch in itertools.batched(rows, BATCH):
        with _nothing_stays() if dry_run else nullcontext():
            done = _import_batch(batch, columns_of, consultation, by, report, refused, hold)
        # Of a dry run nothing stays, so that nothing later finds what it speaks about.
        for one in () if dry_run else done.alone:
            report.warn(one.line, str(ALONE) % {"reference": one.about})
        yield report
    if not dry_run and report.accepted:
        facts = {"accepted": report.accepted, "already_there": report.already_there, "refused": report.refused}
        role = role_in(by, consultation.place, "convener", "moderator")
        record("consultation.imported", consultation, role=role, facts=facts)


@contextmanager
def _nothing_stays() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _with_columns(table: Table) -> tuple[Iterator[Row], list[str]]:
    rows, columns = iter(table.rows), table.columns
    if not columns:
        first = list(itertools.islice(rows, BATCH))
        readable = (row.cells for row in first if not row.problem)
        rows, columns = itertools.chain(first, rows), list(dict.fromkeys(itertools.chain(*readable)))
    if tuple(columns[: len(_ADDED)]) != _ADDED:
        return rows, columns
    # A file of refused rows, sent again.
    return (_as_sent(row, is_marked=bool(table.columns)) for row in rows), columns[len(_ADDED) :]


def _as_sent(row: Row, *, is_marked: bool) -> Row:
    """Return a row of a file of refused rows without what was added to it."""
    cells = {name: as_it_was(cell) if is_marked else cell for name, cell in row.cells.items() if name not in _ADDED}
    return replace(row, cells=cells)


def _import_batch(
    batch: Iterable[Row],
    columns: Columns,
    consultation: Consultation,
    by: Person,
    report: Report,
    refused: RefusedFile | None,
    hold: bool,
) -> Imported:
    said: list[Said] = []
    cells: dict[int, dict[str, Any]] = {}
    for row in batch:
        cells[row.line] = row.cells
        if row.problem:
            _refuse(report, refused, row.line, row.problem, row.cells)
        else:
            said += columns.said(row.line, row.cells)
    themes = take_up_themes(consultation, by=by, names=(name for one in said for name in one.themes))
    done: Imported = import_contributions(consultation, by=by, said=said, themes=themes, hold=hold)
    report.accepted += done.accepted
    report.already_there += done.already_there
    for one, reason in done.refused:
        _refuse(report, refused, one.line, reason, cells[one.line])
    for one in said:
        for warning in one.warnings:
            report.warn(one.line, warning)
    return done


def _refuse(report: Report, refused: RefusedFile | None, line: int, reason: str, cells: dict[str, Any]) -> None:
    report.refuse(line, reason)
    if refused is not None:
        refused.add(line, reason, cells)

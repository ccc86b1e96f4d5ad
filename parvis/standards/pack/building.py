"""Build a pack: file by file into a folder beside it, so that what was interrupted is gone on with, then into one ZIP.

Of an interrupted pack, files that can never change are kept; all others are written again, so that one pack tells of one moment.
"""

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation import gettext_noop as _

from parvis.core import clock
from parvis.cycles.models import Cycle
from parvis.record import files, verifier
from parvis.record.models import Checkpoint
from parvis.record.queries import latest_checkpoint
from parvis.record.signing import sign_checkpoint
from parvis.standards.pack import CLAIMS, FORMAT, MANIFEST, RECORD
from parvis.standards.pack.archive import write_archive
from parvis.standards.pack.part import Part
from parvis.standards.pack.parts import claims_in_record, parts_of
from parvis.standards.pack.report import reports_of

README = """\
The evidence of an action-plan cycle
====================================

report.LANGUAGE.pdf, report.LANGUAGE.docx
                     how the cycle stands against the partnership's standards: each requirement with its evidence
standards.json       the same, for programs
cycle.json           the cycle and its phases; timeline/ its published timelines
consultations.csv    what was asked; contributions.csv what was said in public; responses.csv what was answered
minutes/             the minutes both sides of the forum approved; reports/ what was heard, as it was signed
plan.json, commitments.csv
                     what is promised
forum.json           the seats of the forum, its meetings with their minutes, decisions and tasks
documents.csv        the repository; documents/ its files, as they were published
record/              a copy of the public record, signed by the site
claims.jsonl         which entry of the record each file, or each row of it, stands in
manifest.json        the SHA-256 of each file

To check all of it offline, with Parvis installed and no database:

    parvis verify-pack PACK.zip

To check the record alone, once unpacked:

    parvis verify-record --from-url record

The words of contributions are their authors': read them, check them, quote them with their receipt. When an author takes
words back, delete them from your copies.
"""

type Progress = Callable[[str, int, int], object]


class Nothing(Exception):
    """There is nothing to make a pack of."""


def build_pack(cycle: Cycle, out: Path, progress: Progress = lambda name, done, of: None) -> str:
    """Write the pack of a cycle and return the digest of its manifest; call again to go on where it was interrupted."""
    if cycle.status == Cycle.Status.DRAFT:
        raise Nothing(_("A pack is made of a cycle that was opened."))
    sign_checkpoint()
    checkpoint = latest_checkpoint()
    if checkpoint is None:
        raise Nothing(_("Nothing in the record is signed yet."))
    folder = out.with_name(out.name + ".parts")
    folder.mkdir(parents=True, exist_ok=True)
    parts = [Part("README.txt", lambda file: file.write(README.encode())), *parts_of(cycle), *reports_of(cycle)]
    _forget_what_changed(folder, parts)
    with _target(folder, CLAIMS).open("wb") as claims:
        for done, part in enumerate(parts):
            progress(part.name, done, len(parts))
            _write(_target(folder, part.name), part)
            for claim in claims_in_record(part.claims(), part.name, checkpoint.size):
                claims.write(verifier.canonical(claim) + b"\n")
    progress(RECORD, len(parts), len(parts))
    verifier.verify(verifier.saving(functools.partial(_public_file, checkpoint), str(folder / RECORD)))
    digest = write_archive(out, _files(folder), lambda digests: (MANIFEST, _manifest(cycle, digests)))
    shutil.rmtree(folder)
    return digest


def _public_file(checkpoint: Checkpoint, path: str) -> bytes:
    """Read a file of the record as it was public under a checkpoint."""
    if path in {"checkpoint", "key"}:
        return (checkpoint.note if path == "checkpoint" else checkpoint.key).encode()
    data = files.read(path, checkpoint.size)
    if data is None:
        raise verifier.Unreadable(path)
    return data


def _forget_what_changed(folder: Path, parts: list[Part]) -> None:
    fixed = {part.name for part in parts if part.is_fixed}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in fixed:
            path.unlink()


def _write(target: Path, part: Part) -> None:
    """Write a part; half of one never stands under its name."""
    if target.exists():
        return
    unfinished = target.with_name(target.name + ".unfinished")
    with unfinished.open("wb") as file:
        part.write(file)
    unfinished.replace(target)


def _target(folder: Path, name: str) -> Path:
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise ValueError(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _manifest(cycle: Cycle, digests: dict[str, str]) -> bytes:
    said = {
        "format": FORMAT,
        "place": cycle.place.slug,
        "cycle": cycle.number,
        "made_at": clock.now().isoformat(),
        "files": digests,
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"

"""Checks the whole record, here or elsewhere."""

import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.record import inspection, notes, verifier
from parvis.record.models import Checkpoint
from parvis.record.notes import VerifierKey


class Command(BaseCommand):
    """Recompute the record and compare it with what was signed."""

    help = (
        "Recompute every hash of the record and compare it with what was signed; name the first entry that disagrees."
        " Without --from-url this reads the database, and compares its columns and secrets too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say where to look, and what is known from before."""
        parser.add_argument("--from-url", metavar="URL", help="read the public files of a site, or a folder of them")
        parser.add_argument("--checkpoint", metavar="FILE", type=Path, action="append", default=[], help="saved before")
        parser.add_argument("--key", metavar="KEY", help="the key, or a file that holds it, as you know it")

    def handle(self, *, from_url: str | None, checkpoint: list[Path], key: str | None, **options: Any) -> None:
        """Check, and end with 1 when something disagrees, with 2 when it could not be checked."""
        try:
            key = verifier.text_or_file(key) if key else None
            known = [verifier.read_checkpoint(path.read_text())[1:] for path in checkpoint]
            if from_url:
                self._check_files(verifier.reader(from_url), key, known)
            else:
                self._check_database(key, known)
        except verifier.Disagreement as disagreement:
            raise CommandError(f"DISAGREEMENT: {disagreement}", returncode=1) from disagreement
        except (verifier.Unreadable, notes.NotANote, OSError, ValueError) as error:
            raise CommandError(f"The check could not be made: {error}", returncode=2) from error

    def _check_database(self, key: str | None, known: list[tuple[int, bytes]]) -> None:
        for name in inspection.missing_triggers():
            self.stderr.write(f"Warning: the database does not protect the record: its trigger {name} is missing.")
        size = inspection.check_entries(self._progress)
        self.stdout.write(f"{size} entries are what their rows say.")
        self.stdout.write(f"{inspection.check_secrets()} secrets open their commitments.")
        landmarks = inspection.check_checkpoints(VerifierKey.read(key) if key else None)
        inspection.check_promises()
        if not Checkpoint.objects.exists():
            self.stdout.write("Nothing is signed yet.")
            return
        self._check_files(inspection.read, key, [*known, *landmarks])

    def _check_files(self, read: Callable[[str], bytes], key: str | None, known: list[tuple[int, bytes]]) -> None:
        origin, size, root, key = verifier.verify(read, key, known, notes.is_signed, self._progress)
        self.stdout.write(f"The record {origin} is intact: {size} entries, root {b64encode(root).decode()}.")
        self.stdout.write(f"Signed with {key}")
        if known:
            self.stdout.write(f"It continues {len(known)} checkpoints signed before.")

    def _progress(self, done: int, size: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done} of {size} entries checked", ending="\n" if done == size else "")

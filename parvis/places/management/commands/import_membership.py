"""`parvis import-membership FILE --as-of DATE`: bring the standing of places up to date with the partnership's list."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.places.importing import Unreadable
from parvis.places.membership import import_membership


class Command(BaseCommand):
    """Safe to run twice: the same list changes nothing the second time."""

    help = "Bring the standing of places up to date with the partnership's list. Columns: iso or name, standing, from, until, reason."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and the day it tells of."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as-of", type=datetime.date.fromisoformat, required=True, help="the day the list tells of: 2026-11-28"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")

    def handle(self, *, file: Path, as_of: datetime.date, dry_run: bool, **options: Any) -> None:
        """Import, and report by line."""
        try:
            report = import_membership(file.read_bytes(), by=CONSOLE, as_of=as_of, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from None
        except (Unreadable, Refused) as wrong:
            raise CommandError(str(wrong)) from None
        for change in report.changes:
            before, after = (told.replace("\n", " ") for told in (change.before or "nothing", change.after))
            self.stdout.write(f"line {change.line}: {change.place}: {before} -> {after}")
        for line, problem in report.problems:
            self.stderr.write(f"line {line}: {problem}")
        for place in report.missing:
            self.stdout.write(f"not in the list, stays as it is: {place}")
        said = f"{len(report.changes)} changed, {report.unchanged} as known, {len(report.problems)} refused, {len(report.missing)} not in the list."
        self.stdout.write(f"{said} Nothing was written." if dry_run else said)
        if report.problems:
            raise CommandError("Correct the lines above and run this again: what was accepted is not taken twice.")

"""`parvis import-places FILE`: add places from a spreadsheet, and bring those already there up to date."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.core.console import CONSOLE
from parvis.places.importing import Unreadable, import_places

COLUMNS = """
Columns, in any order; the first line names them. Separated by commas, semicolons or tabs; UTF-8, UTF-16 or Latin-1.

  name_en, name_fr, …   the name in each language; at least one
  slug                  the address, such as canada; made from the name when absent
  kind                  country (the default) or local
  iso                   such as CA or CA-ON
  region                africa, americas, asia or europe
  languages             the official languages: "en, fr"
  time_zone             such as America/Toronto; UTC when absent
  parent                the slug of the country of a local government; its line comes first
  since                 the day or year from which it takes part: 2012 or 2012-04-17
  standing              active (the default), review, inactive, suspended or withdrawn
"""


class Command(BaseCommand):
    """Safe to run twice: a place is known by its slug."""

    help = "Add places from a CSV file, and bring those already there up to date." + COLUMNS

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        """Keep the lines of the help as they are written."""
        from argparse import RawDescriptionHelpFormatter

        parser = super().create_parser(*args, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check every line, write nothing")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        """Import, and report by line."""
        try:
            report = import_places(file.read_bytes(), by=CONSOLE, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from None
        except Unreadable as wrong:
            raise CommandError(str(wrong)) from None
        for line, problem in report.problems:
            self.stderr.write(f"line {line}: {problem}")
        said = f"{report.added} added, {report.changed} changed, {report.unchanged} already there, {len(report.problems)} refused."
        self.stdout.write(f"{said} Nothing was written." if dry_run else said)
        if report.problems:
            raise CommandError("Correct the lines above and run this again: what was accepted is not added twice.")

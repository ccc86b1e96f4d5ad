"""Count every figure of a published report anew, offline."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.analysis.engine.bundle import reproduce
from parvis.analysis.engine.reading import Unreadable

SHOWN = 100


class Command(BaseCommand):
    """Say of a bundle whether its report says what its data say."""

    requires_system_checks: list[str] = []  # it needs no database
    help = (
        "Count every figure of a report anew from its BUNDLE.zip, and say which differ; offline, without a database.\n"
        "Numbers, people, shares, copies, cells, coverage, votes and digests are counted; each quote is compared with the\n"
        "words it was taken from. It ends with 1 when anything differs. Compare the digest of the report that it prints\n"
        "with the one in the record of the site: then you know that it is the report that was signed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which bundle."""
        parser.add_argument("bundle", type=Path, metavar="BUNDLE.zip")

    def handle(self, *, bundle: Path, **options: Any) -> None:
        """Count, compare, tell."""
        try:
            found = reproduce(bundle)
        except Unreadable as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"Digest of the report: {found.digest}")
        self.stdout.write(
            f"Figures counted anew: {found.figures:,}; quotes compared: {found.quotes - found.withdrawn:,}."
        )
        if found.withdrawn:
            self.stdout.write(f"Quotes whose authors have taken their words back since: {found.withdrawn:,}.")
        for difference in found.differences[:SHOWN]:
            self.stdout.write(f"- {difference}")
        if found.differences:
            raise CommandError(f"Differences: {len(found.differences):,}.")
        self.stdout.write("Nothing differs.")

"""Check a pack of evidence, offline."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.analysis.management.progress import progress_on
from parvis.record import verifier
from parvis.standards.pack.archive import Changed, NotAPack
from parvis.standards.pack.verifying import Unfounded, verify_pack


class Command(BaseCommand):
    """Say whether a pack is as it was written, and whether the record in it bears it out."""

    requires_system_checks: list[str] = []  # it needs no database
    help = (
        "Check a pack of evidence without a site or a database: that no byte changed, that the record in it is whole and\n"
        "signed, and that what the pack claims stands there. It ends with 1 at the first file that is not as it was\n"
        "written, and names it; with 2 when there is nothing to check."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which pack, and the key as it is known from elsewhere."""
        parser.add_argument("pack", type=Path, metavar="PACK.zip")
        parser.add_argument(
            "--key", metavar="KEY", help="the key of the record, or a file that holds it, as you know it"
        )

    def handle(self, *, pack: Path, key: str | None, **options: Any) -> None:
        """Check, and say what is known now."""
        tell = progress_on(self.stderr)
        try:
            key = verifier.text_or_file(key) if key else None
            found = verify_pack(pack, key, lambda done, of: tell("Files", done, of))
        except Changed as change:
            raise CommandError(f"CHANGED: {change.name}", returncode=1) from change
        except Unfounded as claim:
            raise CommandError(f"NOT IN THE RECORD: {claim}", returncode=1) from claim
        except verifier.Disagreement as disagreement:
            raise CommandError(f"THE RECORD DISAGREES: {disagreement}", returncode=1) from disagreement
        except (NotAPack, verifier.Unreadable, OSError) as trouble:
            raise CommandError(f"The check could not be made: {trouble}", returncode=2) from trouble
        self.stdout.write(
            f"{found.files} files are as they were written; the SHA-256 of the manifest: {found.manifest_digest}"
        )
        self.stdout.write(f"The record {found.origin} is intact: {found.entries} entries, signed with {found.key}")
        self.stdout.write(f"{found.claims} claims stand in it.")

"""Write the evidence of a cycle into one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.analysis.management.progress import progress_on
from parvis.core.rows import keep_memory_small
from parvis.core.rules import Refused
from parvis.cycles.models import Cycle
from parvis.standards.pack.building import Nothing, build_pack


class Command(BaseCommand):
    """Make a pack that a reviewer checks offline."""

    help = (
        "Write what happened in a cycle as one ZIP: data, documents, a report in PDF and DOCX, a copy of the signed record\n"
        "and a manifest. Called again after it was interrupted, it goes on with the documents it has.\n"
        "Whoever gets it checks it with `parvis verify-pack`, without this site or its database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which cycle, and where to."""
        parser.add_argument("place", metavar="PLACE-SLUG")
        parser.add_argument("number", metavar="CYCLE-NUMBER", type=int)
        parser.add_argument("--out", type=Path, required=True, metavar="PACK.zip")

    def handle(self, *, place: str, number: int, out: Path, **options: Any) -> None:
        """Build it, and say what its manifest is known by."""
        cycle = Cycle.objects.select_related("place").filter(place__slug=place, number=number).first()
        if cycle is None:
            raise CommandError(f"{place} has no cycle with number {number}.", returncode=2)
        if not out.resolve().parent.is_dir():
            raise CommandError(f"There is no folder {out.resolve().parent}.", returncode=2)
        keep_memory_small()
        try:
            digest = build_pack(cycle, out, progress_on(self.stderr))
        except (Nothing, Refused) as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"{out}: {out.stat().st_size:,} bytes. The SHA-256 of its manifest: {digest}")

"""`parvis import-codes FILE`: change the lists of codes of the registry."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.registry.actions import name_code


class Command(BaseCommand):
    """Safe to run twice: a code is known by its list and itself."""

    help = (
        "Change the lists of codes of the registry of consultations, from a CSV file with the columns list (subject,"
        " audience or rationale), code, name_en, name_fr, …, and retired (yes or empty)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    @transaction.atomic
    def handle(self, *, file: Path, **options: Any) -> None:
        """Write all or nothing."""
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
        except (OSError, UnicodeDecodeError) as trouble:
            raise CommandError(f"{file} cannot be read: {trouble}.") from None
        for line, row in enumerate(rows, start=2):
            cells = {str(name).strip().lower(): (cell or "").strip() for name, cell in row.items() if name}
            names = {name.removeprefix("name_"): cell for name, cell in cells.items() if name.startswith("name_")}
            retired = cells.get("retired", "").lower() == "yes"
            try:
                name_code(cells.get("list", ""), cells.get("code", ""), by=CONSOLE, name=names, is_retired=retired)
            except Refused as refused:
                raise CommandError(f"Line {line}: {refused} Nothing was written.") from None
        self.stdout.write(f"{len(rows)} codes.")

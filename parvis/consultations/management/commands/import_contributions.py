"""Bring in contributions from a file."""

import gc
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from parvis.consultations.actions import save_mapping
from parvis.consultations.importing.load import RefusedFile, Report, run
from parvis.consultations.importing.mapping import FIELDS, MappingRefused
from parvis.consultations.importing.readers import Table, Unreadable, open_table
from parvis.consultations.models import Consultation
from parvis.consultations.queries.mappings import proposal_for
from parvis.core.console import CONSOLE
from parvis.core.rows import keep_memory_small
from parvis.core.rules import Refused

_SHOWN = 20


class Command(BaseCommand):
    """Import a file of contributions; safe to run twice, and to begin again after it was cut off."""

    help = "Bring in contributions from a CSV, XLSX or JSONL file. Rows already there are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, into which consultation, reading which columns."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--consultation", required=True, metavar="SLUG")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help=f"read a field from a column, or from several joined by +; fields: {', '.join(FIELDS)}",
        )
        parser.add_argument("--mapping", metavar="SOURCE", default="", help="read it as the last file of a source was")
        parser.add_argument(
            "--save-mapping", metavar="SOURCE", default="", help="keep how it is read, for the next file"
        )
        parser.add_argument("--dry-run", action="store_true", help="check every row, write nothing")
        parser.add_argument("--hold", action="store_true", help="let a moderator read them before they are published")

    def handle(self, *, file: Path, consultation: str, dry_run: bool, hold: bool, **options: Any) -> None:
        """Import, showing how far it has come, and report."""
        target = Consultation.objects.select_related("cycle__place").filter(slug=consultation).first()
        if target is None:
            raise CommandError(f"There is no consultation “{consultation}”.")
        asked = self._saved(target, options["mapping"]) | dict(self._asked(wish) for wish in options["map"])
        # What is loaded by now stays: it is not looked through again for each thousand rows.
        gc.freeze()
        keep_memory_small()
        try:
            table = open_table(file)
            refused = None if dry_run else RefusedFile(file)
            if not asked and (fits := proposal_for(target.place, table.columns)) and not fits.missing:
                self.stdout.write(
                    f"Its columns are those of “{fits.mapping}”: --mapping reads it as the last such file."
                )
            if options["save_mapping"] and not dry_run:
                save_mapping(target, by=CONSOLE, name=options["save_mapping"], reads=asked, columns=table.columns)
            report = self._run(table, target, asked, refused, dry_run=dry_run, hold=hold)
        except MappingRefused as refusal:
            raise CommandError(f"{refusal} To say what a column holds: --map words=COLUMN.") from None
        except (Unreadable, Refused, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        self._tell(report, refused, dry_run)

    def _saved(self, target: Consultation, source: str) -> dict[str, str]:
        if not source:
            return {}
        if (mapping := target.place.saved_mappings.filter(name=source).first()) is None:
            known = ", ".join(f"“{each}”" for each in target.place.saved_mappings.all()) or "none"
            raise CommandError(f"No mapping is kept for “{source}”. Those kept are: {known}.")
        return dict(mapping.reads)

    def _asked(self, wish: str) -> tuple[str, str]:
        name, equals, column = wish.partition("=")
        if not equals:
            raise CommandError(f"Write --map FIELD=COLUMN, not “{wish}”.")
        return name.strip(), column.strip()

    def _run(
        self, table: Table, target: Consultation, asked: dict[str, str], refused: RefusedFile | None, **how: bool
    ) -> Report:
        report = Report()
        unit = {"unit": "row"} if table.encoding == "xlsx" else {"unit": "B", "unit_scale": True}
        with tqdm(total=table.size or None, desc="Importing", disable=None, **unit) as bar:
            try:
                for report in run(table, target, by=CONSOLE, asked=asked, refused=refused, **how):
                    bar.update(table.read_so_far() - bar.n)
                    bar.set_postfix(accepted=report.accepted, refused=report.refused)
            finally:
                if refused is not None:
                    refused.close()
        return report

    def _tell(self, report: Report, refused: RefusedFile | None, dry_run: bool) -> None:
        self.stdout.write(
            f"{report.accepted} accepted, {report.already_there} already there, {report.refused} refused"
            + (f", {report.warned} with a doubt" if report.warned else "")
            + (" (dry run: nothing was written)." if dry_run else ".")
        )
        for line, text in report.warnings[:_SHOWN]:
            self.stdout.write(f"  line {line}: {text}")
        for line, text in report.details[:_SHOWN]:
            self.stdout.write(f"  line {line} refused: {text}")
        if report.refused > _SHOWN:
            self.stdout.write(f"  … and {report.refused - _SHOWN} more.")
        if report.refused and refused is not None:
            self.stdout.write(f"The refused rows are in {refused.path}: correct them there and import that file.")

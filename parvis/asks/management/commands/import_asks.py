"""Bring in asks from a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.asks.actions.taking_in import Taken, preview, take_in
from parvis.asks.files import Rows, posts_of
from parvis.asks.models import Ask
from parvis.asks.models.routes import TO_OF_KIND
from parvis.consultations.importing.readers import Unreadable, open_table
from parvis.core.console import CONSOLE
from parvis.core.receipts import format_code

TRIAGE = "triage"


class Command(BaseCommand):
    """Take in a file of posts; safe to run twice: what is already there is left as it is."""

    help = (
        "Bring in posts from a CSV, XLSX or JSONL file with the columns text, link, posted_at, author, and say how each"
        " is read.\n"
        "Authors are not kept. A row tells its countries (ISO codes), kind, language, which ask it repeats\n"
        "(duplicate_of: a receipt, or line N of the file in a dry run), and its route: triage when a person has to\n"
        "decide, else point_of_contact, support_unit or contributions. In triage, the countries are proposals."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and how to tell of it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read every row, write nothing")
        parser.add_argument("--json", action="store_true", help="print a JSON list with an object for each row")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        """Take the posts in, and print a line for each row."""
        try:
            rows = posts_of(open_table(file))
        except Unreadable as trouble:
            raise CommandError(str(trouble)) from None
        act = preview if dry_run else take_in
        taken = act([post for _line, post in rows.posts], by=CONSOLE)
        told = _told(rows, taken, dry_run)
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for row in told:
            self.stdout.write(_in_words(row))
        refused = len(taken.refused) + len(rows.problems)
        ending = " (dry run: nothing was written)" if dry_run else ""
        self.stdout.write(f"{len(taken.new)} new, {taken.already_there} already there, {refused} refused{ending}.")


def _told(rows: Rows, taken: Taken, dry_run: bool) -> list[dict[str, Any]]:
    """Return a description of each row, in the order of the file."""
    told: list[dict[str, Any]] = [{"line": line, "refused": problem} for line, problem in rows.problems]
    first_lines: dict[str, int] = {}
    for (line, _post), outcome in zip(rows.posts, taken.outcomes, strict=True):
        if isinstance(outcome, Ask):
            told.append(_row(line, outcome, first_lines, dry_run))
            first_lines.setdefault(outcome.code, line)
        else:
            told.append({"line": line, "refused": str(outcome)})
    return sorted(told, key=lambda row: row["line"])


def _row(line: int, ask: Ask, first_lines: dict[str, int], dry_run: bool) -> dict[str, Any]:
    # The same post twice in a file is one ask; the same words in two posts are two, of which the second repeats the first.
    first = ask if ask.code in first_lines else ask.duplicate_of
    repeats = None
    if first is not None:
        repeats = (
            f"line {first_lines[first.code]}" if dry_run and first.code in first_lines else format_code(first.code)
        )
    return {
        "line": line,
        "receipt": None if dry_run else format_code(ask.code),
        "countries": ask.countries,
        "kind": ask.kind,
        "kind_because": ask.kind_because,
        "language": ask.language,
        "duplicate_of": repeats,
        "route": TRIAGE if ask.triage else str(TO_OF_KIND[Ask.Kind(ask.kind)]),
        "triage": ask.triage or None,
        "text": ask.text,
        "link": ask.link,
    }


def _in_words(row: dict[str, Any]) -> str:
    if "refused" in row:
        return f"line {row['line']}: refused: {row['refused']}"
    countries = ",".join(row["countries"]) or "-"
    said = [f"line {row['line']}", countries, row["kind"], row["language"], row["route"]]
    if row["duplicate_of"]:
        said.append(f"repeats {row['duplicate_of']}")
    return " | ".join([*said, row["text"].replace("\n", " ")[:80]])

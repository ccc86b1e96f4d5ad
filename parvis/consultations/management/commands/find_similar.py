"""`parvis find-similar TEXT --consultation SLUG [--json]`: what was said that is like a text."""

import sys
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.consultations.models import Consultation
from parvis.consultations.queries.similar import similar_to
from parvis.core.likeness import prints_of

TOO_SHORT = "This text is too short to tell what is nearly the same: only what is exactly the same is."


class Command(BaseCommand):
    """Reads only. What it prints are published contributions."""

    help = "Find the published contributions of a consultation that say the same as a text, nearly the same, or close."

    def add_arguments(self, parser: CommandParser) -> None:
        """The text, and where to look."""
        parser.add_argument("text", help="the words; - reads them from the standard input")
        parser.add_argument("--consultation", required=True, metavar="SLUG", help="the address of the consultation")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print it for a program")

    def handle(self, *, text: str, consultation: str, as_json: bool, **options: Any) -> None:
        """Print what is found, the most alike first."""
        found = Consultation.objects.exclude(status=Consultation.Status.DRAFT).filter(slug=consultation).first()
        if found is None:
            raise CommandError(f"There is no consultation at {consultation}.")
        text = sys.stdin.read() if text == "-" else text
        rows = [_told(row) for row in similar_to(found, text)]
        too_short = prints_of(text).is_too_short
        if as_json:
            self.stdout.write(orjson.dumps({"too_short": too_short, "similar": rows}).decode())
            return
        if too_short:
            self.stdout.write(TOO_SHORT)
        for row in rows:
            percent = "" if row["common"] is None else f" {row['common']:.0%}"
            self.stdout.write(f"{row['receipt']}  {row['how']}{percent}  {' '.join(row['words'].split())[:100]}")
        if not rows:
            self.stdout.write("Nothing like it was found.")


def _told(row: dict[str, Any]) -> dict[str, Any]:
    score = row["score"]
    return {
        "receipt": row["receipt"],
        "how": "close" if score is None else "same" if score.same else "nearly",
        "common": None if score is None else round(score.common, 3),
        "within": None if score is None else round(score.within, 3),
        "words": row["words"],
        "language": row["language"],
        "supports": row["supports"],
    }

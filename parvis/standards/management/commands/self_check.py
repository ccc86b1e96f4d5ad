"""Say how a place stands against the standards."""

import datetime
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.cycles.models import Cycle
from parvis.standards.phrases import sentence
from parvis.standards.queries.standing import StandardsPage, standards_page
from parvis.standards.queries.telling import told


class Command(BaseCommand):
    """Check a place against the minimum requirements."""

    help = (
        "Say of each cycle of a place that runs (of the last one, when none does) how it stands against the minimum\n"
        "requirements: met, not met or not yet due, with evidence, what is missing, and the first day on which it fails.\n"
        "A self-check, never a verdict. It ends with 1 when a requirement is not met."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which place, on which day, and how it is told."""
        parser.add_argument("place", metavar="PLACE-SLUG")
        parser.add_argument("--on", metavar="DATE", type=datetime.date.fromisoformat, help="as it stood or would stand")
        parser.add_argument("--json", action="store_true", help="as JSON, with all evidence")

    def handle(self, *, place: str, on: datetime.date | None, json: bool, **options: Any) -> None:
        """Check, tell, and end with 1 when something is not met."""
        pages = [standards_page(cycle, on) for cycle in _cycles(place)]
        if json:
            self._tell_as_json(pages)
        else:
            for page in pages:
                self._tell(page)
        if any(page.not_met for page in pages):
            raise SystemExit(1)

    def _tell_as_json(self, pages: list[StandardsPage]) -> None:
        self.stdout.write(json.dumps([told(page) for page in pages], ensure_ascii=False, indent=2))

    def _tell(self, page: StandardsPage) -> None:
        self.stdout.write(f"{page.cycle.slug}, on {page.on}: rule set {page.cycle.rule_set}")
        for each in page.standings:
            fails = f", fails on {each.finding.fails_on}" if each.days_left is not None else ""
            self.stdout.write(
                f"{each.rule.number}: {each.finding.state}{fails} ({len(each.finding.evidence)} pieces of evidence)"
            )
            for missing in each.finding.missing:
                self.stdout.write(f"  - {sentence(missing)}")


def _cycles(place: str) -> list[Cycle]:
    known = Cycle.objects.visible_to(None).filter(place__slug=place).select_related("place").order_by("-number")
    if not known:
        raise CommandError(f"No cycle was opened in a place with the address {place}.", returncode=2)
    return list(known.filter(status=Cycle.Status.OPEN)) or list(known[:1])

"""Shows how far each follower of the record has got."""

from typing import Any

from django.core.management.base import BaseCommand

from parvis.record.followers import progress


class Command(BaseCommand):
    """List the followers of the record."""

    help = "List the followers of the record, how far each is behind, and what went wrong."

    def handle(self, **options: Any) -> None:
        """Print one line for each, those with trouble first."""
        for each in progress():
            behind = f"{each.behind} entries behind" if each.behind else "up to date"
            trouble = f", failed {each.failures} times: {each.error}" if each.failures else ""
            self.stdout.write(f"{each.name}: {behind}{trouble}")

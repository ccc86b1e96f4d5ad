"""Makes again what a follower of the record has made."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.record import followers


class Command(BaseCommand):
    """Let followers read the record again from the first entry."""

    help = "Empty what a follower of the record has made and let it read again from the first entry."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name them."""
        parser.add_argument("follower", nargs="+", help="as `parvis followers` lists them")

    def handle(self, *, follower: list[str], **options: Any) -> None:
        """Rebuild one after the other."""
        unknown = sorted(set(follower) - set(followers.FOLLOWERS))
        if unknown:
            known = ", ".join(sorted(followers.FOLLOWERS)) or "none"
            raise CommandError(f"No follower is named {', '.join(unknown)}. The followers are: {known}.")
        for name in follower:
            self.stdout.write(f"Rebuilding {name}.")
            try:
                followers.rebuild(name)
            except ExceptionGroup as failed:
                reasons = "; ".join(str(error) for error in failed.exceptions)
                raise CommandError(f"{name} failed and will be tried again by the worker: {reasons}") from failed

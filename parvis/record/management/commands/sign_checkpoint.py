"""Signs the record as it stands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.core.rules import Refused
from parvis.record import signing


class Command(BaseCommand):
    """Sign a checkpoint of the record."""

    help = "Sign the record as it stands. The worker does it each minute; refused when entries were changed or lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer a new key."""
        parser.add_argument(
            "--new-key", metavar="REASON", help="begin to sign with a new key, and say why in the record"
        )

    def handle(self, *, new_key: str | None, **options: Any) -> None:
        """Sign, or say why not."""
        try:
            checkpoint = signing.sign_with_new_key(new_key) if new_key else signing.sign_checkpoint()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if checkpoint is None:
            self.stdout.write("Nothing happened since the last checkpoint.")
        else:
            self.stdout.write(checkpoint.note, ending="")

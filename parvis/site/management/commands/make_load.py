"""Fill an empty database with many contributions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from parvis.core.rules import Refused
from parvis.core.search import tidy
from parvis.record.signing import sign_checkpoint
from parvis.site.load.fill import fill


class Command(BaseCommand):
    """Make up contributions to see how the site bears them; only in a database that holds nothing else."""

    help = "Fill an empty database with made-up contributions, to see how the site bears the load."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and in which consultation."""
        parser.add_argument("count", type=int, help="how many contributions the consultation holds in the end")
        parser.add_argument("--consultation", default="load", metavar="SLUG", help="made when it is not there yet")
        parser.add_argument("--with-record", action="store_true", help="write their entries in the record too: slower")

    def handle(self, *, count: int, consultation: str, with_record: bool, verbosity: int, **options: Any) -> None:
        """Fill, showing how far it has come."""
        with tqdm(total=count, desc="Making up contributions", disable=None if verbosity else True) as bar:
            try:
                for written in fill(consultation, count, with_record=with_record):
                    bar.update(written)
            except Refused as refusal:
                raise CommandError(str(refusal)) from None
        tidy()
        sign_checkpoint()

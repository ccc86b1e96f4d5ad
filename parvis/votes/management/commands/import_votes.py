"""Bring in a voting that was held elsewhere."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from parvis.consultations.models import Consultation
from parvis.core.rules import Refused
from parvis.votes.actions import import_votes
from parvis.votes.importing import Unreadable, read


class Command(BaseCommand):
    """Read a folder of statements and votes, and seal them; safe to run twice."""

    help = (
        "Bring in a voting that was held elsewhere: a folder with comments.csv (comment-id, comment-body, moderated) and\n"
        "votes.csv (comment-id, voter-id, vote, timestamp) or participants-votes.csv. Agree is 1, disagree -1, pass 0."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which folder, into which consultation, and what is said of where it comes from."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--consultation", required=True, metavar="SLUG")
        parser.add_argument("--attribution", required=True, help="source and licence, shown with the results")

    def handle(self, *, folder: Path, consultation: str, attribution: str, **options: Any) -> None:
        """Read, write all or nothing, and report."""
        target = Consultation.objects.select_related("cycle__place").filter(slug=consultation).first()
        if target is None:
            raise CommandError(f"There is no consultation “{consultation}”.")
        try:
            with tqdm(desc="Reading", unit="row", disable=None) as bar:
                elsewhere = read(folder, lambda rows: bar.update(rows - bar.n))
            with tqdm(desc="Writing", unit="vote", total=len(elsewhere.votes), disable=None) as bar:
                report = import_votes(target, by=None, elsewhere=elsewhere, attribution=attribution, tell=bar.update)
        except (Unreadable, Refused) as trouble:
            raise CommandError(str(trouble)) from None
        if not report.votes:
            self.stdout.write("These votes are there already: nothing was added.")
            return
        self.stdout.write(f"{report.statements} statements, {report.voters} voters, {report.votes} votes, sealed.")
        if elsewhere.unknown:
            self.stdout.write(f"{elsewhere.unknown} votes are on no statement of comments.csv, and were left out.")

"""Make a map of opinions from a file of votes."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.analysis.engine.mapfile import WHY, map_json
from parvis.analysis.engine.mapmaking import SEED, OpinionMap, make_map
from parvis.analysis.engine.reading import Unreadable, read_statements, read_votes
from parvis.analysis.engine.scale import workers_at
from parvis.analysis.management.progress import progress_on


class Command(BaseCommand):
    """Read votes, find what divides and unites, and write it as JSON; offline, the same bytes each time."""

    requires_system_checks: list[str] = []  # it needs no database
    help = (
        "Make a map of opinions from VOTES.csv: columns comment-id, voter-id, vote (1 agree, 0 pass, -1 disagree) and\n"
        "timestamp, or a row for each participant with a column for each statement.\n"
        "COMMENTS.csv (comment-id, comment-body, moderated) gives the words, and leaves out what is moderated out (-1)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which files, and where the map goes."""
        parser.add_argument("votes", type=Path, metavar="VOTES.csv")
        parser.add_argument("--comments", type=Path, metavar="COMMENTS.csv")
        parser.add_argument("--out", type=Path, required=True, metavar="map.json")
        parser.add_argument("--seed", type=int, default=SEED, help=f"of what is hidden and drawn ({SEED})")

    def handle(self, *, votes: Path, comments: Path | None, out: Path, seed: int, **options: Any) -> None:
        """Read, make, write, and say in a few lines what was found."""
        progress = progress_on(self.stderr)
        try:
            statements = read_statements(comments) if comments else None
            matrix = read_votes(votes, statements, lambda rows: progress("votes read", rows, 0))
            with workers_at(settings.DASK) as workers:
                found = make_map(matrix, seed=seed, workers=workers, progress=progress)
            out.write_bytes(map_json(found, statements.words if statements else {}))
        except Unreadable as trouble:
            raise CommandError(str(trouble)) from None
        except OSError as trouble:
            raise CommandError(f"{out} cannot be written: {trouble.strerror}.") from None
        for line in _told(found):
            self.stdout.write(line)


def _told(found: OpinionMap) -> list[str]:
    people, statements = found.matrix.shape
    sizes = ", ".join(
        f"{name}: {size}" for name, size in zip(found.ids, found.groups.sizes if found.groups else [], strict=True)
    )
    return [
        f"People: {people:,}; statements: {statements:,}; votes: {len(found.matrix.values):,}; placed: {int(found.who.sum()):,}.",
        WHY[found.structure.why],
        *([f"{found.structure.k} groups ({sizes})."] if found.groups else []),
    ]

"""The files that everybody may download once votes are sealed: those of voters who agreed, shuffled, under new numbers."""

import csv
import hashlib
from collections.abc import Iterable, Iterator

from parvis.people.exports import safe_cell
from parvis.votes.models import Statement, Vote, Voter, Voting
from parvis.votes.queries.results import FEWEST


class _Echo:
    """Hand back each line that is written."""

    def write(self, line: str) -> str:
        return line


def has_file(voting: Voting) -> bool:
    """Tell whether there is a file of votes: once they are sealed, when enough voters agreed that one is not found in it."""
    return voting.status == Voting.Status.CLOSED and _voters(voting).count() >= FEWEST


def lines_of_votes(voting: Voting) -> Iterator[str]:
    """Yield the lines of the file of votes: who, by a number that stands nowhere else; on what; and how. No moment is told."""
    voters = _voters(voting).values_list("pk", "salt")
    # Who does not know the salts cannot tell whose number is which, not even by the leaves of the seal.
    order = sorted(voters, key=lambda voter: hashlib.sha256(f"file {voter[1]}".encode()).digest())
    number_of = {pk: number for number, (pk, _salt) in enumerate(order, 1)}
    votes = Vote.objects.filter(voter__in=_voters(voting), statement__status=Statement.Status.PUBLISHED)
    rows = votes.values_list("voter_id", "statement__number", "value").order_by("statement__number")
    found = sorted((number_of[pk], statement, value) for pk, statement, value in rows.iterator(5_000))
    return _lines([("voter", "statement", "vote"), *found])


def lines_of_statements(voting: Voting) -> Iterator[str]:
    """Yield the lines of the file of statements: those that count, by number."""
    rows = voting.consultation.statements.published().order_by("number").values_list("number", "language", "words")
    return _lines([("statement", "language", "words"), *rows])


def _voters(voting: Voting):
    return Voter.objects.filter(consultation=voting.consultation_id, in_file=True).exclude(leaf="")


def _lines(rows: Iterable[tuple]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    return (writer.writerow([safe_cell(cell) for cell in row]) for row in rows)

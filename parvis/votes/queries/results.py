"""What people agree with, in plain counts; never those of fewer than five."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef

from parvis.votes.models import Vote, Voter, Voting
from parvis.votes.queries.worded import Worded, worded

FEWEST = 5
"""A statement with fewer votes than this is not shown."""
COUNTED_FOR = 60
_KINDS = (Vote.AGREE, Vote.DISAGREE, Vote.PASS)


class Counts(NamedTuple):
    """The votes on a statement by kind."""

    agree: int
    disagree: int
    passed: int

    @property
    def total(self) -> int:
        """Return how many voted."""
        return sum(self)

    @property
    def agreed(self) -> float:
        """Return the share that agrees, with one vote of each kind added, so that few votes prove little."""
        return (self.agree + 1) / (self.total + 3)

    @property
    def divided(self) -> float:
        """Return how evenly people are divided."""
        return min(self.agree + 1, self.disagree + 1) / (self.total + 3)


@dataclass(frozen=True)
class Result:
    """A statement, and how people voted on it."""

    worded: Worded
    counts: Counts


@dataclass(frozen=True)
class Results:
    """Everything a page of results shows."""

    rows: list[Result]
    too_few: int
    voters: int | None
    with_account: int | None
    votes: int


ORDERS: dict[str, Callable[[Result], tuple[float, int]]] = {
    "agreed": lambda row: (-row.counts.agreed, row.worded.number),
    "divided": lambda row: (-row.counts.divided, row.worded.number),
    "number": lambda row: (0, row.worded.number),
}


def results_of(voting: Voting, order: str = "agreed") -> Results:
    """Return the published statements with enough votes, in one of `ORDERS`; counted anew every minute."""
    counted, voters, known = _counted(voting)
    statements = voting.consultation.statements.published().select_related("consultation").order_by("number")
    rows, too_few, votes = [], 0, 0
    for each in worded(statements):
        kinds = counted.get(each.statement.pk, {})
        counts = Counts(*(kinds.get(kind, 0) for kind in _KINDS))
        votes += counts.total
        if counts.total < FEWEST:
            too_few += 1
        else:
            rows.append(Result(each, counts))
    return Results(
        rows=sorted(rows, key=ORDERS[order]),
        too_few=too_few,
        voters=voters if voters >= FEWEST else None,
        # Neither few with an account, nor few without.
        with_account=known if min(known, voters - known) >= FEWEST else None,
        votes=votes,
    )


def _counted(voting: Voting) -> tuple[dict[int, dict[int, int]], int, int]:
    key = f"votes.counted.{voting.pk}.{voting.status}"
    found = cache.get(key)
    if found is None:
        votes = Vote.objects.filter(statement__consultation=voting.consultation_id).order_by()
        counted: dict[int, dict[int, int]] = {}
        for statement, value, count in votes.values_list("statement_id", "value").annotate(count=Count("pk")):
            counted.setdefault(statement, {})[value] = count
        having = Exists(Vote.objects.filter(voter=OuterRef("pk")))
        voters = Voter.objects.filter(having, consultation=voting.consultation_id)
        found = counted, voters.count(), voters.exclude(person=None).count()
        cache.set(key, found, COUNTED_FOR)
    return found

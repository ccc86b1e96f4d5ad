"""What a voter sees of their own votes."""

from dataclasses import dataclass
from typing import NamedTuple

from parvis.people.models import Person
from parvis.votes.models import Vote, Voter, Voting
from parvis.votes.queries.worded import Worded, worded
from parvis.votes.sealing import Receipt, receipt_of


@dataclass(frozen=True)
class OwnVote:
    """A vote of whoever looks."""

    worded: Worded
    value: int
    is_counted: bool


def own_votes(voter: Voter) -> list[OwnVote]:
    """Return the votes of a voter by the number of the statement; on a hidden one they are not counted."""
    votes = voter.votes.select_related("statement__consultation").order_by("statement__number")
    values = {vote.statement_id: vote.value for vote in votes}
    shown = worded(vote.statement for vote in votes)
    return [OwnVote(each, values[each.statement.pk], each.statement.status == "published") for each in shown]


class Joining(NamedTuple):
    """How many votes were cast here, and by the same person elsewhere; on how many statements there are two."""

    here: int
    elsewhere: int
    both: int


def joining(here: Voter, person: Person) -> Joining:
    """Return what comes together when a person says that the votes of a voter are theirs; two queries."""
    mine = set(here.votes.values_list("statement", flat=True))
    own = Vote.objects.filter(voter__consultation=here.consultation_id, voter__person=person).exclude(voter=here)
    elsewhere = set(own.values_list("statement", flat=True))
    return Joining(len(mine), len(elsewhere), len(mine & elsewhere))


def leaves_of(voting: Voting) -> list[str]:
    """Return the leaves of the seal in ascending order."""
    found = Voter.objects.filter(consultation=voting.consultation_id).exclude(leaf="")
    return sorted(found.values_list("leaf", flat=True))


def receipt_for(voter: Voter, voting: Voting) -> Receipt | None:
    """Return the receipt with which a voter checks the seal; None before there is one, or when they did not vote."""
    if voting.status != Voting.Status.CLOSED or not voter.leaf:
        return None
    votes = voter.votes.order_by("statement__number").values_list("statement__number", "value")
    return receipt_of(voting.consultation.slug, voter.salt, list(votes), leaves_of(voting))


VALUES = {"agree": Vote.AGREE, "disagree": Vote.DISAGREE, "pass": Vote.PASS}

"""Let people vote for a time, then seal all votes."""

import datetime
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from parvis.consultations.actions.consultations import OVER_ALREADY
from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record
from parvis.votes.models import Vote, Voter, Voting
from parvis.votes.rules import may_end, may_open
from parvis.votes.sealing import leaf_of, root_of_leaves

AT_A_TIME = 500


@transaction.atomic
def open_voting(
    consultation: Consultation,
    *,
    by: Person,
    closes_at: datetime.datetime | None = None,
    people_propose: bool = True,
) -> Voting:
    """Let people vote on the statements of a consultation, until it ends, or until `closes_at` if that comes first."""
    voting, _is_new = Voting.objects.get_or_create(consultation=consultation)
    may_open(by, voting).enforce()
    if closes_at is not None and closes_at <= clock.now():
        raise Refused(OVER_ALREADY)
    if voting.move("open", opened_at=clock.now(), closes_at=closes_at, people_propose=people_propose):
        facts = {"closes_at": voting.ends_at.isoformat(), "people_propose": people_propose}
        facts["statements"] = consultation.statements.published().count()
        record("voting.opened", voting, role=role_in(by, voting.place, "convener"), facts=facts)
    return voting


@transaction.atomic
def close_voting(voting: Voting, *, by: Person | None = None) -> Voting:
    """Close a voting and seal its votes. Without `by` it is the clock that closes it, once its last instant has come.

    Whoever is voting at this moment is waited for. Closed twice, it is sealed once.
    """
    lock(voting, "consultation__cycle__place")
    may_end(by, voting).enforce()
    if voting.status != Voting.Status.CLOSED:
        seal(voting, "close", role_in(by, voting.place, "convener") if by else "system")
    return voting


def seal(voting: Voting, move: str, role: str, **changes: object) -> None:
    """Move a voting, held by the caller, to its end, and record the digest of its votes."""
    ended_at = min(clock.now(), voting.ends_at)
    leaves, cast = _leaves(voting.consultation)
    for start in range(0, len(leaves), AT_A_TIME):
        Voter.objects.bulk_update(leaves[start : start + AT_A_TIME], ["leaf"])
    root = root_of_leaves(voter.leaf for voter in leaves)
    if voting.move(move, root=root, leaves=len(leaves), cast=cast, **{"closed_at": ended_at} | changes):
        facts = {"root": root, "voters": len(leaves), "votes": cast}
        facts["statements"] = voting.consultation.statements.voted_on().count()
        record("voting.closed", voting, role=role, facts=facts)


def _leaves(consultation: Consultation) -> tuple[list[Voter], int]:
    """Return the voters who cast a vote, each with their leaf, and how many votes that is."""
    votes = Vote.objects.filter(voter__consultation=consultation).order_by("voter_id")
    rows = votes.values_list("voter_id", "voter__salt", "statement__number", "value").iterator(5_000)
    voters, cast = [], 0
    for (pk, salt), each in groupby(rows, key=itemgetter(0, 1)):
        said = [(number, value) for _pk, _salt, number, value in each]
        cast += len(said)
        voters.append(Voter(pk=pk, leaf=leaf_of(consultation.slug, salt, said)))
    return voters, cast

"""Vote. Who voted what is nobody's business: the record knows only the seal of all votes."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.locking import hold_still
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.votes.models import Statement, Vote, Voter, Voting
from parvis.votes.rules import may_be_one, may_cast, may_vote

CHOOSE = _("Choose: agree, disagree, or pass.")
ELSEWHERE = _("This statement belongs to another consultation.")


@transaction.atomic
def become_voter(consultation: Consultation, *, by: Person | None = None) -> Voter:
    """Begin to vote in a consultation: a person who has votes there already goes on with them."""
    may_vote(by, Voting.objects.filter(consultation=consultation).first()).enforce()
    by = Person.objects.hold(by)
    if by is None:
        return Voter.objects.create(consultation=consultation)
    voter, _is_new = Voter.objects.get_or_create(consultation=consultation, person=by, same_as=None)
    return voter


@transaction.atomic
def cast_vote(statement: Statement, *, voter: Voter, value: int, by: Person | None = None) -> Vote:
    """Agree with a statement (1), disagree (−1) or pass (0); the last word counts. `by` is who has signed in, if anybody."""
    if value not in (Vote.AGREE, Vote.PASS, Vote.DISAGREE):
        raise Refused(CHOOSE)
    if statement.consultation_id != voter.consultation_id:
        raise Refused(ELSEWHERE)
    voting = _held_still(statement.consultation)
    statement.refresh_from_db(fields=["status"])
    may_cast(by, statement, voting).enforce()
    voter = held_voter(voter)
    said = {"value": value, "at": clock.now()}
    vote, _is_new = Vote.objects.update_or_create(voter=voter, statement=statement, defaults=said)
    return vote


@transaction.atomic
def say_whether_in_file(voter: Voter, *, in_file: bool, by: Person | None = None) -> Voter:
    """Say whether one's votes may stand, under another random number, in the file that everybody may download."""
    may_vote(by, _held_still(voter.consultation)).enforce()
    voter = held_voter(voter)
    voter.in_file = in_file
    voter.save(update_fields=["in_file"])
    return voter


@transaction.atomic
def link_voter(voter: Voter, *, by: Person) -> Voter:
    """Make the votes of a voter those of a person; of two votes of theirs on a statement, the later one counts.

    Return the voter the person is from now on. Nobody is told.
    """
    voting = _held_still(voter.consultation)
    by = Person.objects.hold(by) or Person()
    voter = held_voter(voter)
    may_be_one(by, voter, voting).enforce()
    own = Voter.objects.filter(consultation=voter.consultation_id, person=by, same_as=None).first()
    if own is None:
        voter.person = by
        voter.save(update_fields=["person"])
        return voter
    if own != voter:
        own = held_voter(own)
        _move_votes(voter, own)
        own.in_file = own.in_file and voter.in_file
        own.save(update_fields=["in_file"])
        voter.same_as = own
        voter.save(update_fields=["same_as"])
        voter.others.update(same_as=own)
    return own


def held_voter(voter: Voter) -> Voter:
    """Return the voter somebody is by now, and keep others from changing their votes until the transaction ends."""
    rows = Voter.objects.select_for_update(no_key=True, of=("self",)).select_related("consultation")
    held = rows.get(pk=voter.pk)
    return rows.get(pk=held.same_as_id) if held.same_as_id else held


def _held_still(consultation: Consultation) -> Voting | None:
    """Return the voting of a consultation; whoever closes it waits until we are done."""
    voting = Voting.objects.filter(consultation=consultation).first()
    if voting is not None:
        hold_still(voting, "consultation__cycle__place")
    return voting


def _move_votes(voter: Voter, own: Voter) -> None:
    there = {vote.statement_id: vote for vote in own.votes.all()}
    for vote in voter.votes.all():
        standing = there.get(vote.statement_id)
        if standing is None:
            Vote.objects.filter(pk=vote.pk).update(voter=own)
        else:
            value, at = _last(standing, vote)
            Vote.objects.filter(pk=standing.pk).update(value=value, at=at)
    voter.votes.all().delete()


def _last(one: Vote, other: Vote) -> tuple[int, datetime.datetime]:
    """Return the later of two votes; two different ones at the same instant make a pass, as in every analysis."""
    if one.at == other.at and one.value != other.value:
        return Vote.PASS, one.at
    last = max(one, other, key=lambda vote: vote.at)
    return last.value, last.at

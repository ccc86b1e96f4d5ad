"""Votings, statements and votes, for tests."""

import itertools

from django.db.models import Max

from parvis.core import clock
from parvis.votes.models import Statement, Vote, Voter, Voting


def make_voting(consultation, *, statements=(), **fields):
    """Open the voting of a consultation, without anybody having opened it, with statements in English."""
    defaults = {"status": Voting.Status.OPEN, "opened_at": clock.now()}
    voting = Voting.objects.create(consultation=consultation, **defaults | fields)
    for words in statements:
        make_statement(consultation, words)
    return voting


def make_statement(consultation, words="Every contract should be published.", **fields):
    """Publish a statement of the conveners."""
    last = consultation.statements.aggregate(last=Max("number"))["last"] or 0
    defaults = {"number": last + 1, "language": "en", "status": "published", "origin": Statement.Origin.SEEDED}
    return Statement.objects.create(consultation=consultation, words=words, **defaults | fields)


def make_voter(consultation, *values, **fields):
    """Make a voter who has voted on the first statements in turn; None leaves one out."""
    voter = Voter.objects.create(consultation=consultation, **fields)
    for statement, value in zip(consultation.statements.order_by("number"), itertools.chain(values), strict=False):
        if value is not None:
            Vote.objects.create(voter=voter, statement=statement, value=value)
    return voter

"""What is handed to whoever analyses votes: never who somebody is."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from parvis.consultations.models import Consultation
from parvis.votes.models import Statement, Vote

AT_A_TIME = 5_000


class VoteRow(NamedTuple):
    """One vote: who, by their random id; on which statement, by its number; 1 agree, 0 pass, −1 disagree; and when."""

    participant: str
    statement: str
    value: int
    at: datetime.datetime


class StatementRow(NamedTuple):
    """One statement that is or was voted on; votes on a hidden one are not to be counted."""

    statement: str
    words: str
    language: str
    is_hidden: bool


def rows_of(consultation: Consultation) -> Iterator[VoteRow]:
    """Yield the last vote of each voter on each statement, in no order; votes on hidden statements are among them.

    Rows are read as they are asked for: a million votes fit into little memory.
    """
    votes = Vote.objects.filter(statement__consultation=consultation, statement__status__in=_VOTED_ON)
    found = votes.values_list("voter__participant", "statement__number", "value", "at")
    for participant, number, value, at in found.iterator(AT_A_TIME):
        yield VoteRow(participant, str(number), value, at)


def statements_of(consultation: Consultation) -> list[StatementRow]:
    """Return the statements that are or were voted on, by number: published ones, and hidden ones flagged."""
    found = consultation.statements.voted_on().order_by("number").values_list("number", "words", "language", "status")
    return [
        StatementRow(str(number), words, language, status == Statement.Status.HIDDEN)
        for number, words, language, status in found
    ]


_VOTED_ON = (Statement.Status.PUBLISHED, Statement.Status.HIDDEN)

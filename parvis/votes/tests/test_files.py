"""The file of votes: of those who allow it, once they are sealed, and nobody is found in it."""

import csv
import io

import pytest
from django.urls import reverse

from parvis.votes.actions import close_voting, hide_statement
from parvis.votes.tests.factories import make_statement, make_voter


def rows(client, consultation, name="votes"):
    answer = client.get(reverse("vote_file", args=[consultation.slug, name]))
    return list(csv.reader(io.StringIO(b"".join(answer).decode())))


def status(client, consultation, name="votes"):
    return client.get(reverse("vote_file", args=[consultation.slug, name])).status_code


@pytest.fixture
def allowing(voting, consultation):
    """Six voters who allow it, and one who does not."""
    make_voter(consultation, -1, -1, -1)
    return [make_voter(consultation, 1, None, 0, in_file=True) for _number in range(6)]


def test_the_file_holds_the_votes_of_those_who_allow_it(client, allowing, consultation, voting, bruno):
    close_voting(voting, by=bruno)
    head, *cast = rows(client, consultation)
    assert head == ["voter", "statement", "vote"]
    assert cast == [
        [str(voter), statement, vote] for voter in range(1, 7) for statement, vote in (("1", "1"), ("3", "0"))
    ]


def test_nobody_stands_there_under_a_number_known_elsewhere(client, allowing, consultation, voting, bruno):
    close_voting(voting, by=bruno)
    text = str(rows(client, consultation))
    assert not any(secret in text for each in allowing for secret in (each.participant, each.code, each.salt))


def test_there_is_no_file_before_the_seal_nor_of_a_few(client, allowing, consultation, voting, bruno):
    assert status(client, consultation) == 404
    for voter in allowing[:2]:
        voter.in_file = False
        voter.save()
    close_voting(voting, by=bruno)
    assert status(client, consultation) == 404


def test_a_hidden_statement_stands_in_neither_file(client, allowing, consultation, voting, bruno):
    make_statement(consultation, "=HYPERLINK(1)")
    hide_statement(consultation.statements.get(number=1), by=bruno, reason="abuse")
    close_voting(voting, by=bruno)
    assert {row[1] for row in rows(client, consultation)} == {"statement", "3"}
    assert [row[0] for row in rows(client, consultation, "statements")] == ["statement", "2", "3", "4"]
    assert rows(client, consultation, "statements")[-1][2] == "'=HYPERLINK(1)"


def test_there_are_no_other_files(client, allowing, consultation, voting, bruno):
    close_voting(voting, by=bruno)
    assert status(client, consultation, "voters") == 404

"""What is handed to whoever analyses votes."""

import pytest
from django.db import IntegrityError, transaction

from parvis.consultations.tests.factories import make_consultation
from parvis.votes.models import Vote
from parvis.votes.queries import rows_of, statements_of
from parvis.votes.tests.factories import make_statement, make_voter, make_voting


def test_votes_come_with_a_random_id_and_nothing_else_of_who_it_was(voting, consultation, amina):
    voter = make_voter(consultation, 1, None, -1, person=amina)

    rows = {(row.participant, row.statement, row.value) for row in rows_of(consultation)}

    assert rows == {(voter.participant, "1", 1), (voter.participant, "3", -1)}
    assert len(voter.participant) == 16


def test_hidden_statements_are_flagged_and_those_never_published_left_out(voting, consultation):
    consultation.statements.filter(number=2).update(status="hidden", reason="abuse")
    make_statement(consultation, "Who wrote this?", status="proposed")
    make_statement(consultation, "Buy shoes.", status="refused", reason="spam")

    assert [(row.statement, row.is_hidden) for row in statements_of(consultation)] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]


def test_votes_on_a_hidden_statement_are_still_told(voting, consultation):
    make_voter(consultation, 0, 1)
    consultation.statements.filter(number=2).update(status="hidden", reason="abuse")
    assert sorted(row.statement for row in rows_of(consultation)) == ["1", "2"]


def test_votes_of_another_consultation_are_not_told(voting, consultation):
    other = make_consultation()
    make_voting(other, statements=["Another one."])
    make_voter(other, 1)
    assert list(rows_of(consultation)) == []
    assert [row.words for row in statements_of(other)] == ["Another one."]


def test_a_consultation_without_voting_has_neither(consultation):
    assert (list(rows_of(consultation)), statements_of(consultation)) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_votes_is_one_query(voting, consultation, count, django_assert_num_queries):
    for _number in range(count):
        make_voter(consultation, 1, 0, -1)
    with django_assert_num_queries(1):
        assert len(list(rows_of(consultation))) == 3 * count


def test_one_voter_has_one_vote_on_a_statement(voting, consultation):
    voter = make_voter(consultation, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(voter=voter, statement=consultation.statements.first(), value=-1)


@pytest.mark.parametrize("value", [2, -2, 7])
def test_a_vote_is_agree_pass_or_disagree(voting, consultation, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_voter(consultation, value)


def test_one_person_is_one_voter_in_a_consultation(voting, consultation, amina):
    make_voter(consultation, 1, person=amina)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_voter(consultation, -1, person=amina)

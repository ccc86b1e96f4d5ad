"""What is shown of votes: plain counts, and never those of fewer than five."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from parvis.votes.actions import hide_statement
from parvis.votes.queries.results import results_of
from parvis.votes.tests.factories import make_statement, make_voter, make_voting


@pytest.mark.parametrize("voters", [0, 1, 2, 4])
def test_a_statement_with_fewer_than_five_votes_is_not_shown(voting, consultation, voters):
    for _number in range(voters):
        make_voter(consultation, 1)
    found = results_of(voting)
    assert (found.rows, found.too_few, found.voters) == ([], 3, None)


def test_statements_are_ordered_by_agreement_and_by_division(voting, consultation):
    for number in range(12):
        make_voter(consultation, 1 if number % 2 else -1, 1, -1)
    numbers = {
        order: [row.worded.number for row in results_of(voting, order).rows]
        for order in ("agreed", "divided", "number")
    }
    assert numbers == {"agreed": [2, 1, 3], "divided": [1, 2, 3], "number": [1, 2, 3]}


def test_five_votes_prove_less_than_fifty(consultation):
    voting = make_voting(consultation, statements=["Few agree with this.", "Many agree with this one."])
    for number in range(50):
        make_voter(consultation, 1 if number < 5 else None, 1)
    assert [row.worded.number for row in results_of(voting).rows] == [2, 1]


def test_a_hidden_statement_is_neither_shown_nor_counted(voting, consultation, bruno):
    for _number in range(6):
        make_voter(consultation, 1, -1)
    hide_statement(consultation.statements.get(number=1), by=bruno, reason="abuse")
    found = results_of(voting)
    assert ([row.worded.number for row in found.rows], found.votes) == ([2], 6)


def test_how_many_have_an_account_is_told_when_neither_part_is_small(voting, consultation, amina):
    for _number in range(6):
        make_voter(consultation, 1)
    make_voter(consultation, 1, person=amina)
    assert results_of(voting).with_account is None


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_statements_takes_the_same_queries(consultation, count, django_assert_num_queries):
    voting = make_voting(consultation)
    for number in range(count):
        make_statement(consultation, f"Statement {number} about one thing.")
    for _number in range(6):
        make_voter(consultation, *[1] * count)
    cache.clear()
    with django_assert_num_queries(5):
        assert len(results_of(voting).rows) == count


def test_the_page_tells_the_counts_in_words(client, voting, consultation):
    for number in range(12):
        make_voter(consultation, 1 if number < 7 else -1)
    page = client.get(reverse("vote_results", args=[consultation.slug])).content.decode()
    assert "agree: 7 (58%)" in page
    assert "12 people voted, 12 votes in all." in page


def test_where_votes_were_brought_in_from_is_told(client, consultation):
    make_voting(consultation, statements=["One."], attribution="Gathered elsewhere, CC BY 4.0.")
    assert (
        "Gathered elsewhere, CC BY 4.0."
        in client.get(reverse("vote_results", args=[consultation.slug])).content.decode()
    )

"""Which statement comes next: fair by default, and never one that was voted on or hidden."""

from collections import Counter

from django.core.cache import cache

from parvis.votes.models import Voter
from parvis.votes.queries.drawing import next_statement
from parvis.votes.tests.factories import make_statement, make_voter, make_voting


def many(consultation, count=10):
    return make_voting(consultation, statements=[f"Number {number} of these statements." for number in range(count)])


def drawn(voting, voters):
    cache.clear()
    return Counter(next_statement(voting, voter).number for voter in voters)


def test_equals_are_drawn_by_lot_each_voter_their_own(consultation):
    voting = many(consultation)
    found = drawn(voting, [make_voter(consultation) for _number in range(200)])
    assert len(found) == 10
    assert max(found.values()) < 45


def test_those_with_the_fewest_votes_come_first(consultation):
    voting = many(consultation)
    for _number in range(5):
        make_voter(consultation, *[1] * 9)
    assert set(drawn(voting, [make_voter(consultation) for _number in range(20)])) == {10}


def test_what_was_voted_on_or_hidden_does_not_come_again(consultation):
    voting = many(consultation, 3)
    voter = make_voter(consultation, 1, None, 0)
    assert next_statement(voting, voter).number == 2
    consultation.statements.filter(number=2).update(status="hidden", reason="spam")
    assert next_statement(voting, voter) is None


def test_with_weights_most_go_by_them_and_some_do_not(consultation):
    voting = many(consultation)
    voting.weights = {str(number): 1 for number in range(1, 11)} | {"4": 1000.0, "8": 0}
    found = drawn(voting, [make_voter(consultation) for _number in range(200)])
    assert 140 < found[4] < 190
    assert len(found) > 5


def test_weights_that_are_all_nothing_leave_the_fair_order(consultation):
    voting = many(consultation, 3)
    voting.weights = {"1": 0}
    assert len(drawn(voting, [make_voter(consultation) for _number in range(60)])) == 3


def test_a_statement_of_which_nothing_is_known_yet_is_as_urgent_as_any(consultation):
    voting = many(consultation, 5)
    voting.weights = {"1": 0.01, "2": 0.01, "3": 0.01, "4": 4.0, "9": "nonsense", "10": -5}
    found = drawn(voting, [make_voter(consultation) for _number in range(200)])
    assert abs(found[5] - found[4]) < 50 < found[5]


def test_a_new_statement_is_not_passed_over(consultation):
    voting = many(consultation, 4)
    for _number in range(30):
        make_voter(consultation, 1, 1, 1, 1)
    new = make_statement(consultation, "Something new altogether.")
    assert next_statement(voting, Voter.objects.create(consultation=consultation)) == new

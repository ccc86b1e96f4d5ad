"""From rows of votes to a matrix: the last vote counts, and nothing depends on the order of rows."""

import numpy as np
import pytest

from parvis.analysis.engine.tests.worlds import conversation, rows_of, world
from parvis.analysis.engine.votes import Names, matrix_of


def made(*votes, **options):
    """Return the matrix of votes given as (person, statement, value, time)."""
    people, statements, values, at = zip(*votes, strict=True) if votes else ((), (), (), ())
    return matrix_of(people, statements, np.array(values, np.int8), np.array(at, np.int64), **options)


def cells(matrix):
    """Return the votes by person and statement."""
    people, statements, values = rows_of(matrix)
    return {(person, name): int(value) for person, name, value in zip(people, statements, values, strict=True)}


def test_the_last_vote_counts_wherever_its_row_stands():
    matrix = made(("ana", "1", -1, 30), ("ana", "1", 1, 10), ("bo", "2", 0, 5))

    assert cells(matrix) == {("ana", "1"): -1, ("bo", "2"): 0}
    assert matrix.excluded["replaced_by_a_later_vote"] == 1


def test_votes_that_come_with_numbers_make_the_same_matrix():
    rows = [("ana", "2", 1), ("bo", "1", -1), ("ana", "1", 0)]
    people = Names.numbered(["bo", "ana"], np.array([1, 0, 1], np.int32))
    statements = Names.numbered(["1", "2"], np.array([1, 0, 0], np.int32))

    numbered = matrix_of(people, statements, np.array([1, -1, 0], np.int8), np.zeros(3, np.int64))

    assert numbered.digest() == made(*((*row, 0) for row in rows)).digest()


def test_two_different_votes_at_one_instant_are_a_pass_and_flagged():
    matrix = made(("ana", "1", 1, 10), ("ana", "1", -1, 10), ("ana", "2", 1, 10), ("ana", "2", 1, 10))

    assert cells(matrix) == {("ana", "1"): 0, ("ana", "2"): 1}
    assert matrix.flagged == {"two_votes_at_one_instant": 1}


def test_an_earlier_quarrel_is_forgotten_after_a_later_vote():
    matrix = made(("ana", "1", 1, 10), ("ana", "1", -1, 10), ("ana", "1", 1, 11))

    assert cells(matrix) == {("ana", "1"): 1}
    assert matrix.flagged == {"two_votes_at_one_instant": 0}


def test_votes_on_hidden_and_unknown_statements_are_left_out_and_counted():
    matrix = made(("ana", "1", 1, 1), ("ana", "2", 1, 1), ("ana", "9", 1, 1), among=["1", "2"], hidden=["2"])

    assert cells(matrix) == {("ana", "1"): 1}
    assert (matrix.excluded["hidden_statement"], matrix.excluded["unknown_statement"]) == (1, 1)


def test_no_votes_make_an_empty_matrix():
    assert made().shape == (0, 0)


def test_the_matrix_does_not_depend_on_the_order_of_rows():
    matrix = world()
    people, statements, values = rows_of(matrix)
    order = np.random.default_rng(3).permutation(len(values))
    shuffled = matrix_of(
        [people[i] for i in order], [statements[i] for i in order], values[order], np.zeros(len(order), np.int64)
    )

    assert shuffled.digest() == matrix.digest()


def test_nine_stands_before_ten():
    assert made(("ana", "10", 1, 1), ("ana", "9", 1, 1)).statements == ("9", "10")


@pytest.mark.parametrize(
    ("name", "cells_there"),
    [("canadian-electoral-reform", 11_950), ("15-per-hour-seattle", 2_872), ("vtaiwan.uberx", 49_443)],
)
def test_public_conversations_have_the_cells_their_readme_counts(name, cells_there):
    matrix, _statements = conversation(name)

    assert len(matrix.values) + _cells_hidden(name) == cells_there


def _cells_hidden(name):
    """Count the cells of statements that were moderated out."""
    from parvis.analysis.engine.reading import read_votes
    from parvis.analysis.engine.tests.worlds import CONVERSATIONS

    everything = read_votes(CONVERSATIONS / name / "votes.csv")
    _matrix, statements = conversation(name)
    hidden = [column for column, each in enumerate(everything.statements) if each in statements.hidden]
    return int(np.isin(everything.indices, hidden).sum())

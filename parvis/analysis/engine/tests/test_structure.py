"""Whether there are groups: found where there are some, and not where people differ by degree only."""

import numpy as np
import pytest

from parvis.analysis.engine.structure import (
    chances_without_groups,
    draw_without_groups,
    structure_of,
)
from parvis.analysis.engine.tests.worlds import conversation, world


@pytest.mark.parametrize("camps", [2, 3])
def test_camps_are_found(camps):
    found = structure_of(world(camps=camps), seed=1)

    assert (found.k, found.why) == (camps, "groups")
    assert found.p == 0.01


@pytest.mark.parametrize("seed", range(4))
def test_people_who_only_agree_more_or_less_readily_are_no_groups(seed):
    found = structure_of(world(camps=0, readiness=1.5, seed=seed), seed=1)

    assert (found.k, found.why) == (1, "by_degree")


def test_drawing_stops_when_groups_cannot_pass_any_more():
    found = structure_of(world(camps=0, seed=2), seed=1)

    assert len(found.null_margins) < 99
    assert found.p > 0.05


def test_fewer_than_thirty_people_are_not_looked_at():
    found = structure_of(world(n_people=29, camps=2), seed=1)

    assert (found.k, found.why, found.p) == (1, "too_few_people", None)


def test_everybody_alike_is_no_group():
    matrix = world()

    found = structure_of(matrix.with_values(np.ones(len(matrix.values), np.int8)), seed=1)

    assert (found.k, found.why) == (1, "all_alike")


def test_votes_drawn_without_groups_keep_the_mix_of_each_person_and_statement():
    matrix = world(camps=2, n_people=200)
    drawn = draw_without_groups(matrix, chances_without_groups(matrix), seed=1, number=0)

    for places, size in ((matrix.rows, 200), (matrix.indices, 30)):
        before, after = (np.bincount(places, weights=each.values, minlength=size) for each in (matrix, drawn))
        assert np.corrcoef(before, after)[0, 1] > 0.8


def test_the_answer_is_the_same_each_time():
    matrix = world(camps=2)

    assert structure_of(matrix, seed=1) == structure_of(matrix, seed=1)


@pytest.mark.parametrize("name", ["15-per-hour-seattle", "canadian-electoral-reform"])
def test_people_who_really_disagreed_are_recognised(name):
    matrix, _statements = conversation(name)

    assert structure_of(matrix.of_people(matrix.votes_of_each >= 7), seed=1).why == "groups"

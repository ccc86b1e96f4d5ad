"""Of fewer than five nobody learns how they voted: neither from a number, nor from all the others."""

import numpy as np
import pytest

from parvis.analysis.engine.keeping_back import FEW, kept_back


def back_of(*voted, others=0):
    return kept_back(np.array(voted, dtype=np.int64), others).tolist()


def test_where_no_group_is_small_all_are_told():
    assert back_of(35, 46) == [False, False]
    assert back_of(35, 46, others=12) == [False, False]


def test_a_group_of_which_nobody_voted_is_not_few():
    assert back_of(0, 30) == [False, False]


def test_of_a_group_of_which_few_voted_nothing_is_told_and_it_does_not_follow():
    assert back_of(4, 60, 50) == [True, False, True]
    assert back_of(4, 3, 50) == [True, True, False]
    assert back_of(4, 60, 50, others=9) == [True, False, False]


def test_who_has_no_group_keeps_no_group_back():
    assert back_of(60, 50, others=2) == [False, False]
    assert back_of(60, 3, others=1) == [True, True]


def test_a_group_of_which_nothing_may_be_told_does_not_follow():
    assert kept_back(np.array([60, 50]), 4, among_others=True).tolist() == [False, True]
    assert not kept_back(np.array([60, 50]), 5, among_others=True).any()


@pytest.mark.parametrize("seed", range(4))
def test_of_groups_that_are_kept_back_no_fewer_than_five_follow(seed):
    draw = np.random.default_rng(seed)
    for _ in range(300):
        voted, others = draw.integers(0, draw.choice([3, 8, 40], draw.integers(1, 7))), int(draw.integers(0, 8))
        back = kept_back(voted, others)
        untold = others + voted[back].sum()

        assert back[(voted > 0) & (voted < FEW)].all()
        assert not any(back) or untold >= FEW or voted.sum() + others < FEW

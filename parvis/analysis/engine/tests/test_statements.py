"""What groups make of statements: the published formulas, and orders that favour the worst-off group."""

import math

import numpy as np
import pytest

from parvis.analysis.engine.statements import (
    Tally,
    bounded_shares,
    consensus,
    divisive,
    group_aware,
    majority,
    representative,
    representativeness,
    wilson,
)


def counted(*groups):
    """Return a tally: for each group, (agree, disagree, pass) of each statement."""
    array = np.array(groups)
    return Tally(array[:, :, 0], array[:, :, 1], array[:, :, 2])


TWO = counted(
    [(40, 5, 5), (45, 2, 3), (3, 0, 0)],
    [(4, 30, 6), (35, 2, 3), (2, 0, 1)],
)


def test_representativeness_is_what_its_formulas_say():
    found = representativeness(TWO)

    share, others = 41 / 52, 5 / 42
    assert found.p_agree[0, 0] == pytest.approx(share)
    assert found.r_agree[0, 0] == pytest.approx(share / others)
    assert found.pt_agree[0, 0] == pytest.approx(2 * math.sqrt(51) * (41 / 51 - 0.5))
    one, two, pooled = 41 / 51, 5 / 41, 46 / 92
    expected = (one - two) / math.sqrt(pooled * (1 - pooled) * (1 / 51 + 1 / 41))
    assert found.rt_agree[0, 0] == pytest.approx(expected)


def test_each_group_is_told_by_what_sets_it_apart():
    measures = representativeness(TWO)

    assert (0, "agree") in [(each.column, each.side) for each in representative(measures, TWO, 0)]
    assert (0, "disagree") in [(each.column, each.side) for each in representative(measures, TWO, 1)]


def test_consensus_puts_the_best_for_the_worst_off_group_first_and_leaves_out_what_few_saw():
    assert consensus(TWO) == [1, 0]
    assert bounded_shares(TWO).min(axis=0)[1] > 0.5


def test_what_one_group_hardly_likes_comes_after_what_all_like_a_little_less():
    liked_by_most = [(48, 1, 1), (48, 1, 1), (20, 20, 10)]
    liked_by_all = [(38, 8, 4), (38, 8, 4), (38, 8, 4)]

    assert consensus(counted(*zip(liked_by_most, liked_by_all, strict=True))) == [1, 0]


def test_of_two_that_serve_the_least_alike_the_one_other_groups_like_more_comes_first():
    better, worse = [(30, 15, 5), (31, 14, 5), (48, 1, 1)], [(30, 15, 5), (31, 14, 5), (33, 12, 5)]

    assert consensus(counted(*zip(worse, better, strict=True))) == [1, 0]


def test_a_statement_divides_when_one_group_is_for_it_and_another_against():
    assert divisive(TWO) == [0]


def test_the_group_aware_product_is_the_published_one():
    assert group_aware(TWO)[1] == pytest.approx((46 / 52) * (36 / 42))


def test_majorities_need_more_than_half_and_more_than_chance():
    everybody = TWO.summed()

    assert majority(everybody, "agree") == [1, 2]
    assert majority(everybody, "disagree") == []


def test_an_interval_holds_the_share_and_is_everything_where_nobody_voted():
    low, high = wilson(np.array([8, 0]), np.array([10, 0]))

    assert low[0] < 0.8 < high[0]
    assert (low[1], high[1]) == (0.0, 1.0)

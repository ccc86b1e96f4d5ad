"""Krippendorff's alpha: worked examples of its author, and what cannot be said."""

import pytest

from parvis.analysis.engine.agreement import alpha, interval

# Four observers, twelve units, five values (Krippendorff 2011, section C): "*" is missing.
OBSERVERS = {
    "A": "1 2 3 3 2 1 4 1 2 * * *",
    "B": "1 2 3 3 2 2 4 1 2 5 * 3",
    "C": "* 3 3 3 2 3 4 2 2 5 1 *",
    "D": "1 2 3 3 2 4 4 1 2 5 1 *",
}
# Two observers, ten units, two values (section A).
BINARY = {"A": "0 1 0 0 0 0 0 0 1 0", "B": "1 1 1 0 0 1 0 0 0 0"}


def units_of(said):
    rows = {name: values.split() for name, values in said.items()}
    return [
        {name: values[place] for name, values in rows.items() if values[place] != "*"}
        for place in range(len(next(iter(rows.values()))))
    ]


@pytest.mark.parametrize(("said", "expected"), [(OBSERVERS, 0.743), (BINARY, 0.095)])
def test_alpha_is_that_of_published_examples(said, expected):
    assert alpha(units_of(said)) == pytest.approx(expected, abs=0.0005)


def test_readers_who_agree_in_everything_have_an_alpha_of_one():
    assert alpha([{"A": "x", "B": "x"}, {"A": "y", "B": "y"}]) == 1


@pytest.mark.parametrize("units", [[], [{}], [{"A": "x"}], [{"A": "x", "B": "x"}, {"A": "x", "B": "x"}]])
def test_nothing_is_said_where_nothing_can_be_compared(units):
    assert alpha(units) is None
    assert interval(units) is None


def test_the_interval_holds_alpha_and_is_the_same_each_time():
    units = units_of(OBSERVERS)
    low, high = interval(units)

    assert low < alpha(units) <= high <= 1
    assert interval(units) == (low, high)


def test_the_interval_is_the_same_in_whichever_order_texts_come_and_readers_sorted_them():
    units = units_of(OBSERVERS)
    turned = [dict(reversed(unit.items())) for unit in reversed(units)]

    assert interval(turned) == interval(units)

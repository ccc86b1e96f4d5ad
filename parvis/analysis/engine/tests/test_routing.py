"""Which statement is shown next: fair to new ones, and the same for whoever asks again."""

import numpy as np
import pytest

from parvis.analysis.engine.routing import META, chances, pick, priorities

AGREE, PASSED, SEEN = np.array([30, 5, 0]), np.array([2, 30, 0]), np.array([40, 40, 0])


def found(left=(True, True, True), extremity=(0.5, 0.5, 0.0)):
    """Return the chances of three statements: liked, passed over, new."""
    priority = priorities(AGREE, PASSED, SEEN, np.array(extremity), np.zeros(3, bool))
    return chances(priority, SEEN, np.array(left))


def test_priorities_are_those_of_their_formula():
    importance = (1 - 3 / 42) * 1.5 * 31 / 42
    expected = (importance * (1 + 8 * 2 ** (-40 / 5))) ** 2

    assert priorities(AGREE, PASSED, SEEN, np.full(3, 0.5), np.zeros(3, bool))[0] == pytest.approx(expected)
    assert priorities(AGREE, PASSED, SEEN, np.full(3, 0.5), np.ones(3, bool)).tolist() == [META] * 3


def test_chances_add_up_and_a_new_statement_has_at_least_its_share_of_exploring():
    of_each = found().of_each

    assert of_each.sum() == pytest.approx(1)
    assert of_each[2] >= 0.2
    assert of_each[0] > of_each[1]


def test_what_somebody_voted_on_is_not_shown_again():
    assert found(left=(False, True, False)).of_each.tolist() == [0, 1, 0]
    assert pick(found(left=(False, False, False)), seed=1, person="ana", turn=0) is None


def test_the_same_person_is_shown_the_same_statement_at_the_same_turn():
    drawn = [pick(found(), seed=1, person="ana", turn=turn) for turn in range(200)]

    assert drawn == [pick(found(), seed=1, person="ana", turn=turn) for turn in range(200)]
    assert np.bincount(drawn, minlength=3) / 200 == pytest.approx(found().of_each, abs=0.1)

"""The puzzle browsers solve: found, checked, and good for one form once."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from parvis.core import clock, puzzles
from parvis.core.limits import forget_what_is_over

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)


def solved(token):
    return next(str(number) for number in itertools.count() if puzzles.is_solution(token, str(number)))


@pytest.fixture(autouse=True)
def easy(settings):
    settings.PUZZLE_BITS = 8


def test_a_solution_belongs_to_one_puzzle():
    number = solved("form one")
    assert puzzles.is_solution("form one", number)
    others = [puzzles.is_solution(f"form {other}", number) for other in range(2, 200)]
    assert others.count(True) < 10


@pytest.mark.parametrize("wrong", ["", "x", "-1", "1e3", "٣", "9" * 13, "0" * 100_000, "1\n"])
def test_what_is_no_number_solves_nothing(settings, wrong):
    settings.PUZZLE_BITS = 0
    assert not puzzles.is_solution("form", wrong)


@pytest.mark.django_db
def test_a_solution_is_good_once_until_the_form_has_expired():
    number = solved("form")
    with clock.at(NOON):
        assert [puzzles.spend("form", number, until=TOMORROW) for _time in range(3)] == [True, False, False]
    with clock.at(NOON + timedelta(hours=23, minutes=59)):
        forget_what_is_over()
        assert not puzzles.spend("form", number, until=TOMORROW)

"""The last day one can start, counted back from the day the plan is due."""

import datetime
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.cycles.critical_path import Loop, Task, critical_path

BEGINS, DUE = date(2018, 1, 1), date(2018, 6, 30)


def path(*tasks, begins=BEGINS, due=DUE, fixed=None):
    return critical_path(tasks, begins=begins, due=due, fixed=fixed)


def test_one_activity_of_one_day_may_start_on_the_day_it_is_due():
    assert path(Task(1, 1)).last_start == DUE


def test_the_last_day_to_start_counts_back_over_all_that_is_waited_for():
    found = path(Task(1, 30), Task(2, 10, frozenset({1})), Task(3, 5))
    assert found.last_start == date(2018, 5, 22)
    assert found.critical == [1, 2]
    assert found.steps[3].latest_start == date(2018, 6, 26)


def test_an_approval_lies_between_what_is_waited_for_and_the_start():
    found = path(Task(1, 30), Task(2, 10, frozenset({1}), lead_days=30))
    assert found.steps[2].latest_ask == date(2018, 5, 22)
    assert found.steps[1].latest_end == date(2018, 5, 21)
    assert found.steps[2].earliest_start == date(2018, 3, 2)


def test_an_approval_of_the_first_activity_is_asked_for_before_it():
    assert path(Task(1, 1, lead_days=30)).last_start == date(2018, 5, 31)


def test_a_leap_day_counts():
    assert path(Task(1, 31), due=date(2020, 3, 1)).last_start == date(2020, 1, 31)


def test_what_began_is_no_matter_of_choice():
    late = path(Task(1, 30), Task(2, 10, frozenset({1})), fixed={1: date(2018, 6, 15)})
    assert late.slack < 0
    assert late.steps[2].earliest_start == date(2018, 7, 15)


def test_what_cannot_be_there_in_time_has_less_than_no_slack():
    assert path(Task(1, 10), begins=date(2018, 6, 25)).slack == -4


def test_nothing_to_do_has_no_last_day():
    assert path().last_start is None


@pytest.mark.parametrize(
    ("after", "loop"),
    [
        ({1: {1}}, [1]),
        ({1: {2}, 2: {1}}, [1, 2]),
        ({1: {2}, 2: {3}, 3: {2}}, [2, 3]),
        ({1: {3}, 2: {1}, 3: {2}, 4: set()}, [1, 3, 2]),
    ],
)
def test_activities_that_wait_for_one_another_are_named(after, loop):
    with pytest.raises(Loop) as raised:
        path(*(Task(key, 1, frozenset(each)) for key, each in after.items()))
    assert raised.value.keys == loop


@st.composite
def plans(draw):
    """Up to nine tasks; each waits only for some before it, so that there is no loop."""
    count = draw(st.integers(1, 9))
    return [
        Task(
            key,
            draw(st.integers(1, 40)),
            frozenset(draw(st.sets(st.integers(1, key - 1)))) if key > 1 else frozenset(),
            draw(st.sampled_from([0, 0, 7, 30])),
        )
        for key in range(1, count + 1)
    ]


def longest(tasks):
    """The days of the longest chain, counted in the plainest way."""
    known = {task.key: task for task in tasks}

    def chain(key):
        task = known[key]
        return task.lead_days + task.days + max((chain(each) for each in task.after), default=0)

    return max(chain(key) for key in known)


@given(plans())
@settings(max_examples=150, deadline=None)
def test_the_last_day_is_as_far_from_the_due_day_as_the_longest_chain_is_long(tasks):
    found = path(*tasks)
    assert (DUE - found.last_start).days + 1 == longest(tasks)


@given(plans())
@settings(max_examples=150, deadline=None)
def test_begun_on_the_last_day_all_is_there_in_time_and_a_day_later_it_is_not(tasks):
    last = path(*tasks).last_start
    assert path(*tasks, begins=last).slack == 0
    assert path(*tasks, begins=last + datetime.timedelta(days=1)).slack == -1


@given(plans())
@settings(max_examples=150, deadline=None)
def test_done_as_late_as_may_be_nothing_starts_before_what_it_waits_for_has_ended(tasks):
    steps = path(*tasks).steps
    for step in steps.values():
        assert step.latest_end <= DUE
        for each in step.task.after:
            assert steps[each].latest_end < step.latest_ask
            assert steps[each].earliest_end < step.earliest_start - datetime.timedelta(days=step.task.lead_days)


@given(plans(), st.randoms())
@settings(max_examples=50, deadline=None)
def test_the_order_in_which_activities_are_listed_changes_nothing(tasks, random):
    shuffled = random.sample(tasks, len(tasks))
    assert path(*shuffled) == path(*tasks)


@given(plans())
@settings(max_examples=80, deadline=None)
def test_a_chain_from_first_to_last_may_not_slip(tasks):
    found = path(*tasks)
    assert found.critical
    assert {found.steps[key].slack for key in found.critical} == {found.slack}

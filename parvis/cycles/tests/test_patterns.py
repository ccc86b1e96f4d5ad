"""Patterns of timelines, laid out on the days of a cycle."""

import datetime
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.cycles.models import Activity
from parvis.cycles.patterns import FEWEST_DAYS, patterns
from parvis.cycles.timelines import standings

START = datetime.date(2017, 9, 1)
DAY = datetime.timedelta(days=1)
ALL = pytest.mark.parametrize("pattern", patterns().values(), ids=patterns())


def usual(pattern):
    """The pattern at its usual length, four years after the plan is due for those who need them."""
    due = START + (pattern.days - 1) * DAY
    return pattern.lay_out(START, due, due + sum(each["days"] for each in pattern.phases if each.get("delivers")) * DAY)


@ALL
def test_a_pattern_is_written_in_all_languages(pattern):
    timeline = usual(pattern)
    for bar in (*timeline.phases, *timeline.rows):
        assert set(bar.title) == {"en", "fr", "es", "ar"}
        assert not re.search(" [;:!?»]|« ", bar.title["fr"])
    assert {row.kind for row in timeline.rows} <= set(Activity.Kind.values)
    assert len({(row.kind, str(row.title)) for row in timeline.rows}) == len(timeline.rows)


@ALL
def test_at_its_usual_length_a_pattern_is_in_time_and_nothing_starts_too_early(pattern):
    timeline = usual(pattern)
    path = timeline.path(START - DAY)
    assert path.slack >= 0
    assert [each.row.title for each in standings(timeline, path, START - DAY) if each.too_early or each.too_late] == []


@ALL
@given(before=st.integers(FEWEST_DAYS, 900), after=st.integers(30, 2000))
@settings(max_examples=40, deadline=None)
def test_a_pattern_fills_whatever_days_there_are(pattern, before, after):
    due = START + (before - 1) * DAY
    timeline = pattern.lay_out(START, due, due + after * DAY)

    assert timeline.phases[0].starts_on == START
    assert timeline.phases[-1].ends_on == due + after * DAY
    assert due in {phase.ends_on for phase in timeline.phases}
    for earlier, later in itertools.pairwise(timeline.phases):
        assert later.starts_on == earlier.ends_on + DAY
    for row in timeline.rows:
        assert timeline.phases[row.phase - 1].starts_on <= row.starts_on <= row.ends_on


def test_canada_has_its_six_phases():
    names = [str(phase.title) for phase in usual(patterns()["canada"]).phases]
    assert names == ["Planning", "Shaping", "Drafting", "Reviewing", "Finalizing", "Implementing"]


def test_four_years_are_refreshed_mid_way():
    kinds = {str(row.title): row.kind for row in usual(patterns()["four_years"]).rows}
    assert kinds["Midterm review by the Independent Reporting Mechanism"] == "reporting"
    assert kinds["Adopt the refreshed plan"] == "adoption"

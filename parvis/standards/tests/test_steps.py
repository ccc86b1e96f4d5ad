"""The six steps: the partnership's own coding is counted as it counted, and a cycle's own log answers the same questions."""

import csv
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parvis.standards.facts import CIVIL, GOVERNMENT, Facts, Happening, Heard
from parvis.standards.iap2 import Level, suggest
from parvis.standards.steps import Step, score, steps_of_coding, steps_of_facts

PROCESS = Path(os.environ.get("TEST_DATA", "../shared/data")) / "ogp-commitments-2016" / "process.csv"
HEAD, SCORE = 6, 23
BOTH = frozenset({GOVERNMENT, CIVIL})


@pytest.mark.skipif(not PROCESS.exists() and "CI" not in os.environ, reason=f"{PROCESS} is not here (see TEST_DATA)")
def test_the_partnership_counted_the_same_steps():
    with PROCESS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[HEAD:]
    scored = [row for row in rows if row[SCORE] != "NR"]
    ours = [score(steps_of_coding(row)) for row in scored]

    assert (len(rows), len(scored)) == (116, 92)
    assert [found or 0 for found in ours] == [int(row[SCORE]) for row in scored]
    assert ours.count(None) == 8
    assert ours.count(6) == 11


def test_a_plan_nobody_reviewed_has_no_score():
    assert score(steps_of_coding(["NR"] * 56)) is None
    assert score(steps_of_coding(["0"] * 56)) == 0
    assert score(steps_of_coding(["NA", "1"] * 28)) == 4


def thing(day, until=None, kinds=frozenset()):
    return (Happening(f"thing:{day}", day, until=until, kinds=kinds),)


FACTS = Facts(
    begins_on=date(2025, 1, 15),
    ends_on=date(2027, 12, 31),
    plan_on=date(2025, 9, 1),
    timelines=thing(date(2025, 1, 1)),
    outreach=thing(date(2025, 2, 1)),
    channels=thing(date(2025, 2, 1), until=date(2025, 3, 1)),
    in_person=thing(date(2025, 2, 20)),
    summaries=thing(date(2025, 5, 1)),
)


def taken(facts, on=date(2025, 6, 1)):
    return [each.step for each in steps_of_facts(facts, on) if each.is_taken]


def test_a_whole_process_takes_six_steps_each_with_its_evidence():
    steps = steps_of_facts(FACTS, date(2025, 6, 1))

    assert score(steps) == 6
    assert all(each.evidence for each in steps)
    assert taken(FACTS, date(2025, 2, 1)) == [Step.TIMELINE, Step.NOTICE, Step.AWARENESS, Step.ONLINE]


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"timelines": thing(date(2025, 1, 15))}, {Step.TIMELINE}),
        ({"timelines": thing(date(2025, 1, 26))}, {Step.TIMELINE, Step.NOTICE}),
        ({"timelines": ()}, {Step.TIMELINE, Step.NOTICE}),
        ({"outreach": thing(date(2025, 9, 2))}, {Step.AWARENESS}),
        ({"in_person": thing(date(2025, 9, 2))}, {Step.IN_PERSON}),
        # Whoever was heard before the timeline was public had no notice.
        ({"in_person": thing(date(2024, 12, 1), until=date(2025, 1, 20))}, {Step.NOTICE}),
        ({"summaries": thing(date(2025, 6, 2))}, {Step.SUMMARY}),
    ],
)
def test_a_step_is_lost_with_what_shows_it(changed, lost):
    assert set(Step) - set(taken(replace(FACTS, **changed))) == lost


@pytest.mark.parametrize(
    ("known", "level"),
    [
        ({"timelines": ()}, Level.NONE),
        ({"heard": Heard()}, Level.INFORM),
        ({"responses": ()}, Level.CONSULT),
        ({}, Level.INVOLVE),
        ({"meetings": thing(date(2025, 3, 1), kinds=BOTH) + thing(date(2025, 4, 1), kinds=BOTH)}, Level.COLLABORATE),
        ({"meetings": thing(date(2025, 3, 1), kinds=BOTH) + thing(date(2025, 4, 1))}, Level.INVOLVE),
    ],
)
def test_the_level_of_participation_is_suggested_by_what_happened(known, level):
    facts = replace(FACTS, heard=Heard(published=3), responses=thing(date(2025, 4, 1)))

    suggestion = suggest(replace(facts, **known), date(2025, 6, 1))

    assert suggestion.level == level
    assert all(evidence for _level, evidence in suggestion.reasons)

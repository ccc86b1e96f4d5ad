"""What everybody may see of a map: never fewer than five, and nothing from which fewer than five would follow."""

from dataclasses import replace

import numpy as np
import pytest

from parvis.analysis.engine.groups import Groups
from parvis.analysis.engine.manifest import canonical_json
from parvis.analysis.engine.mapmaking import OpinionMap, make_map
from parvis.analysis.engine.shown import FEW, hull_of, marks_of, shown, without_small_groups
from parvis.analysis.engine.statements import tally
from parvis.analysis.engine.tests.worlds import world

NAMES = ("agree", "disagree", "pass", "voted")
CAMPS = make_map(world(camps=2))


def with_a_group_of(few: int, found: OpinionMap = CAMPS) -> OpinionMap:
    """Return the map with so many of its first group made a third one."""
    labels = found.groups.labels.copy()
    labels[np.flatnonzero(labels == 0)[:few]] = 2
    groups = Groups(np.vstack([found.groups.centres, [9.0, 9.0]]), labels, found.groups.strength)
    counts = tally(found.matrix.of_people(found.who), labels, 3)
    stability = replace(found.stability, of_each=(*found.stability.of_each, 0.5))
    return replace(found, groups=groups, counts=counts, stability=stability, ids=["A", "B", "C"])


@pytest.mark.parametrize("n_people", [1, 2, 4])
def test_nothing_is_told_of_fewer_than_five_people(n_people):
    assert shown(make_map(world(n_people=n_people))) == {
        "version": 1, "kind": "map", "withheld": "fewer_than_five_people",
    }  # fmt: skip


def test_a_group_of_fewer_than_five_is_not_told():
    told = shown(with_a_group_of(4))

    assert [group["id"] for group in told["groups"]] == ["A", "B"]
    assert told["small_groups"] == 1
    assert all(set(each["by_group"]) == {"A", "B"} for each in told["statements"])
    assert {mark for _x, _y, mark, _faint in told["picture"]["dots"]} <= {-1, 0, 1}


def test_a_group_of_five_is_told():
    told = shown(with_a_group_of(5))
    assert [group["size"] for group in told["groups"]][2] == 5


def test_no_score_is_told_that_is_made_of_votes_kept_back():
    told = shown(with_a_group_of(5))["statements"]
    kept_back = [each for each in told if any(row["agree"] is None for row in each["by_group"].values())]

    assert kept_back
    assert all(each["worst_off"] is None and each["group_aware"] is None for each in kept_back)


def test_of_fewer_than_five_of_a_group_who_voted_on_a_statement_nothing_is_told():
    told = shown(with_a_group_of(6))["statements"]
    rows = [tuple(row[name] for name in NAMES) for each in told for row in (each, *each["by_group"].values())]

    assert all(row == (None,) * 4 or row[3] >= FEW or row[3] == 0 for row in rows)
    assert (None,) * 4 in rows


def test_the_votes_of_a_group_that_is_not_told_do_not_follow():
    for each in shown(with_a_group_of(4))["statements"]:
        told = [row["voted"] for row in each["by_group"].values()]
        untold = each["voted"] - sum(number or 0 for number in told)
        assert untold == 0 or untold >= FEW


def test_who_may_belong_to_another_group_is_drawn_in_none():
    unsure = replace(CAMPS, groups=replace(CAMPS.groups, strength=np.full(len(CAMPS.groups.labels), 0.5)))
    assert set(marks_of(without_small_groups(unsure)).tolist()) == {-1}


def test_only_who_agreed_stands_in_the_list_by_a_new_number():
    agreed = set(CAMPS.matrix.people[:6])
    told = shown(CAMPS, agreed)["participants"]

    assert [each["number"] for each in told] == [1, 2, 3, 4, 5, 6]
    assert set(told[0]) == {"number", "x", "y", "group"}
    assert shown(CAMPS, set(CAMPS.matrix.people[:4]))["participants"] == []


def test_what_is_shown_has_the_same_bytes_each_time():
    assert canonical_json(shown(make_map(world(camps=2)))) == canonical_json(shown(CAMPS))


def test_many_people_are_drawn_as_numbers_in_cells_and_never_fewer_than_five(monkeypatch):
    monkeypatch.setattr("parvis.analysis.engine.shown.MOST_DOTS", 50)
    picture = shown(CAMPS)["picture"]

    assert "dots" not in picture
    assert all(number is None or number >= FEW for _x, _y, number in picture["cells"])


def test_there_is_no_picture_when_everybody_votes_alike():
    alike = world()
    told = shown(make_map(alike.with_values(np.ones_like(alike.values))))

    assert (told["picture"], told["why"], told["groups"]) == (None, "all_alike", [])
    assert told["warnings"] == [{"kind": "everybody_votes_alike"}]


def test_a_hull_goes_around_all_points():
    square = [[0, 0], [4, 0], [4, 4], [0, 4]]
    assert sorted(hull_of([*square, [2, 2], [1, 3]])) == sorted(square)
    assert hull_of([[1, 1], [1, 1]]) == [[1, 1]]

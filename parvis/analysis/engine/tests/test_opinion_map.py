"""Where people stand: the same bytes whatever the order, the number of parts, or how it is computed."""

import os
import subprocess
import sys

import numpy as np
import pytest

from parvis.analysis.engine import opinion_map
from parvis.analysis.engine.mapfile import as_data, map_json
from parvis.analysis.engine.mapmaking import make_map
from parvis.analysis.engine.opinion_map import axes_of, gram_of, pairs_of, places_of
from parvis.analysis.engine.scale import buckets_of
from parvis.analysis.engine.tests.worlds import rows_of, world
from parvis.analysis.engine.votes import matrix_of

CAMPS = world(camps=2)


def shuffled(matrix, seed):
    """Return the matrix of the same votes in another order."""
    people, statements, values = rows_of(matrix)
    order = np.random.default_rng(seed).permutation(len(values))
    return matrix_of(
        [people[i] for i in order], [statements[i] for i in order], values[order], np.zeros(len(order), np.int64)
    )


def test_a_map_has_the_same_bytes_whatever_the_order_of_votes():
    assert map_json(make_map(shuffled(CAMPS, 1))) == map_json(make_map(CAMPS))


def test_a_map_has_the_same_bytes_in_another_process():
    program = (
        "import sys; from parvis.analysis.engine.tests.worlds import world;"
        "from parvis.analysis.engine.mapmaking import make_map; from parvis.analysis.engine.mapfile import map_json;"
        "sys.stdout.buffer.write(map_json(make_map(world(camps=2))))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2"}
    elsewhere = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True)

    assert elsewhere.stdout == map_json(make_map(CAMPS))


def test_sums_over_pairs_add_up_over_parts():
    whole = pairs_of(CAMPS)
    in_parts = [sum(each) for each in zip(*map(pairs_of, buckets_of(CAMPS)), strict=True)]

    assert all((one == other).all() for one, other in zip(whole, in_parts, strict=True))


def test_leaving_a_statement_out_is_dropping_its_row_and_column():
    means = axes_of(CAMPS).means
    whole = gram_of(pairs_of(CAMPS), means)
    kept = np.arange(len(CAMPS.statements)) != 4
    people, statements, values = rows_of(CAMPS)
    without = matrix_of(people, statements, values, np.zeros(len(values), np.int64), hidden=[CAMPS.statements[4]])

    assert gram_of(pairs_of(without), means[kept]) == pytest.approx(whole[np.ix_(kept, kept)])


def test_both_ways_to_find_the_directions_agree(monkeypatch):
    by_pairs = axes_of(CAMPS)
    monkeypatch.setattr(opinion_map, "MOST_PAIRS", 0)

    by_iteration = axes_of(CAMPS)

    assert by_iteration.loadings == pytest.approx(by_pairs.loadings, abs=1e-7)
    assert by_iteration.explained == pytest.approx(by_pairs.explained)


def test_the_directions_are_those_of_the_singular_value_decomposition():
    dense = np.zeros(CAMPS.shape)
    axes = axes_of(CAMPS)
    dense[CAMPS.rows, CAMPS.indices] = CAMPS.values - axes.means[CAMPS.indices]
    expected = np.linalg.svd(dense, full_matrices=False)[2][:2]

    assert np.abs((axes.loadings * expected).sum(axis=1)) == pytest.approx([1, 1])


def test_few_votes_leave_a_place_near_the_middle_and_unsure():
    axes = axes_of(CAMPS)
    places = places_of(CAMPS, axes)
    few = CAMPS.where(np.random.default_rng(1).random(len(CAMPS.values)) < 0.15)
    unsure = places_of(few, axes)

    assert np.linalg.norm(unsure.at, axis=1).mean() < np.linalg.norm(places.at, axis=1).mean()
    assert unsure.error.mean() > places.error.mean()


def test_who_belongs_to_a_camp_is_in_its_group():
    data = as_data(make_map(CAMPS), {})
    camp_of = {each["id"]: int(each["id"][1:]) % 2 for each in data["participants"]}
    groups = {(camp_of[each["id"]], each["group"]) for each in data["participants"] if each["strength"] > 0.9}

    assert data["distinct_groups"] is True
    assert len(groups) == 2


def test_without_groups_the_map_still_shows_places_and_says_why():
    data = as_data(make_map(world(camps=0, readiness=1.5)), {})

    assert data["distinct_groups"] is False
    assert "by degree" in data["why"]
    assert {each["group"] for each in data["participants"]} == {None}
    assert all(each["x"] is not None for each in data["participants"])


def test_a_map_says_when_its_axis_is_only_agreeing_often():
    data = as_data(make_map(world(camps=0, readiness=2.0)), {})

    assert "horizontal_is_agreeing_often" in {each["kind"] for each in data["warnings"]}


def test_groups_keep_their_ids_when_somebody_joins():
    first = make_map(CAMPS)
    before = {person: first.ids[label] for person, label in zip(first.matrix.people, first.labels, strict=True)}
    swapped = {person: {"A": "B", "B": "A"}[group] for person, group in before.items()}

    again = make_map(CAMPS, before=swapped)

    assert again.ids == [{"A": "B", "B": "A"}[name] for name in first.ids]


@pytest.mark.parametrize(
    "votes",
    [
        [],
        [("ana", "1", 1)],
        [("ana", str(n), 1) for n in range(50)],
        [(f"p{n}", "1", n % 3 - 1) for n in range(50)],
        [(f"p{n}", str(m), 1) for n in range(40) for m in range(10)],
    ],
    ids=["nobody", "one vote", "one person", "one statement", "everybody agrees"],
)
def test_there_is_never_a_wrong_map(votes):
    people, statements, values = zip(*votes, strict=True) if votes else ((), (), ())
    matrix = matrix_of(people, statements, np.array(values, np.int8), np.zeros(len(votes), np.int64))

    data = as_data(make_map(matrix), {})

    assert data["distinct_groups"] is False
    assert len(data["participants"]) == len(set(people))

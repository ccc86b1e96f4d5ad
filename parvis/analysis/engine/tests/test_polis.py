"""Compatibility: the published formulas give the published figures."""

import csv

import numpy as np
import pytest

from parvis.analysis.engine import polis
from parvis.analysis.engine.statements import group_aware, tally
from parvis.analysis.engine.tests.worlds import CONVERSATIONS, conversation, world


def test_the_group_aware_consensus_of_a_public_conversation_is_the_published_one():
    matrix, _statements = conversation("canadian-electoral-reform")
    with (CONVERSATIONS / "canadian-electoral-reform" / "participants-votes.csv").open() as file:
        group_of = {row["participant"]: row["group-id"] for row in csv.DictReader(file)}
    labels = np.array([int(group_of[person]) if group_of[person] else -1 for person in matrix.people])

    product = group_aware(tally(matrix, labels, 2))
    best = {matrix.statements[column]: round(float(product[column]), 4) for column in np.argsort(-product)[:3]}

    assert best == {"111": 0.7292, "1": 0.7285, "89": 0.7246}


def test_places_are_scaled_by_how_few_votes_somebody_cast():
    matrix = world(camps=2)
    found = polis.map_of(matrix)
    dense = np.zeros(matrix.shape)
    dense[matrix.rows, matrix.indices] = matrix.values - found.means[matrix.indices]
    scale = np.sqrt(len(matrix.statements) / matrix.votes_of_each)

    assert found.places == pytest.approx(scale[:, None] * (dense @ found.components.T))


def test_whoever_voted_seven_times_is_grouped_and_the_most_active_fill_up():
    votes = np.array([9, 7, 6, 3] + [0] * 20)

    assert polis.grouped(votes, n_statements=30).sum() == 4
    assert polis.grouped(np.array([9, 7, 6] + [8] * 20), n_statements=30).tolist() == [True, True, False] + [True] * 20


def test_two_camps_are_two_groups():
    matrix = world(camps=2, readiness=0.2)
    labels = polis.groups_of(polis.map_of(matrix).places)
    camp = np.array([int(person[1:]) % 2 for person in matrix.people])

    assert len(set(labels)) == 2
    assert max(np.mean(labels == camp), np.mean(labels != camp)) > 0.95

"""Made-up worlds of votes, of which we know what is true."""

import os
from pathlib import Path

import numpy as np
import pytest

from parvis.analysis.engine.reading import Statements, read_statements, read_votes
from parvis.analysis.engine.votes import VoteMatrix, matrix_of

CONVERSATIONS = Path(os.environ.get("TEST_DATA", "../shared/data")) / "polis"


def world(n_people=120, n_statements=30, camps=0, readiness=1.0, seed=5, seen=0.7):
    """Return votes of people who agree more or less readily and, in `camps`, differ on two statements of three."""
    draw = np.random.default_rng(seed)
    popular = draw.normal(0, 0.8, n_statements)
    ready = draw.normal(0, readiness, n_people)
    wish = popular[None, :] + ready[:, None]
    if camps:
        of_camp = draw.choice([-2.0, 2.0], (camps, n_statements)) * (np.arange(n_statements) % 3 != 0)
        wish = wish + of_camp[np.arange(n_people) % camps]
    said = wish + draw.logistic(0, 1, wish.shape)
    votes = np.where(said > 0.4, 1, np.where(said < -0.4, -1, 0))
    rows, columns = np.nonzero(draw.random(wish.shape) < seen)
    people = [f"p{row}" for row in rows]
    return matrix_of(people, [str(c) for c in columns], votes[rows, columns].astype(np.int8), np.arange(len(rows)))


def rows_of(matrix: VoteMatrix):
    """Return the votes of a matrix as rows: people, statements, values."""
    people = [matrix.people[row] for row in matrix.rows]
    return people, [matrix.statements[column] for column in matrix.indices], matrix.values


def conversation(name: str) -> tuple[VoteMatrix, Statements]:
    """Return a public conversation, or skip where the files are not at hand."""
    folder = CONVERSATIONS / name
    if not folder.is_dir() and "CI" not in os.environ:
        pytest.skip("The public conversations are not beside this checkout.")
    statements = read_statements(folder / "comments.csv")
    votes = folder / "votes.csv"
    return read_votes(votes if votes.exists() else folder / "participants-votes.csv", statements), statements

"""Whether people fall into groups at all, and into how many.

Groups have to foretell hidden votes better than knowing how readily each person agrees, and by more than they do on votes
drawn without any groups: "no distinct groups" is an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.digests import chance
from parvis.analysis.engine.heldout import Skill, hidden_cells, skill_of
from parvis.analysis.engine.opinion_map import Floats
from parvis.analysis.engine.votes import AGREE, DISAGREE, PASS, VoteMatrix

type Progress = Callable[[int, int], None]

SPLITS = 10
DRAWS = 99
LEVEL = 0.05
NEARLY = 0.95
FEWEST_PEOPLE = 30
MOST_GROUPS = 8
PEOPLE_PER_GROUP = 12
SAMPLE = 2_000
_SWEEPS = 60
_ADDED = 0.15
_DRAW = 2
_KINDS = np.array([DISAGREE, PASS, AGREE], dtype=np.int8)


@dataclass(frozen=True)
class RowOfK:
    """What k groups are worth, over the splits: means, and the standard error of the first."""

    k: int
    skill: float
    error: float
    margin: float


@dataclass(frozen=True)
class Structure:
    """Whether there are groups; `k` is how many, 1 when there are none; `p` is null when it was not tested."""

    k: int
    why: str
    table: tuple[RowOfK, ...]
    bias_skill: float | None
    p: float | None
    margin: float | None
    null_margins: tuple[float, ...]
    sample: int


def structure_of(matrix: VoteMatrix, seed: int, progress: Progress | None = None) -> Structure:
    """Decide whether the people of a matrix fall into groups; those with too few votes are not among them."""
    sample = matrix.part(0, min(SAMPLE, len(matrix.people)))
    n_people = len(sample.people)
    if n_people < FEWEST_PEOPLE:
        return Structure(1, "too_few_people", (), None, None, None, (), n_people)
    most = min(MOST_GROUPS, n_people // PEOPLE_PER_GROUP)
    skills = [skill_of(sample, hidden_cells(sample, seed, split), most) for split in range(SPLITS)]
    ks = sorted(set.intersection(*({k for k in skill.both if k > 1} for skill in skills)))
    if not ks:
        return Structure(1, "all_alike", (), None, None, None, (), n_people)
    table = tuple(_row(k, skills) for k in ks)
    bias = float(np.mean([skill.bias for skill in skills]))
    margin = max(row.margin for row in table)
    nulls = _null_margins(sample, seed, margin, most, progress)
    beaten = sum(null >= margin for null in nulls)
    # Drawing stops as soon as groups cannot pass any more; what was counted until then is still a fair chance.
    p = (1 + beaten) / (1 + DRAWS) if len(nulls) == DRAWS else beaten / len(nulls)
    passed = margin > 0 and p <= LEVEL
    k = _chosen(table, bias) if passed else 1
    return Structure(k, "groups" if passed else "by_degree", table, bias, p, margin, tuple(nulls), n_people)


def _row(k: int, skills: list[Skill]) -> RowOfK:
    plain = np.array([skill.groups[k] for skill in skills])
    margins = [skill.margin(k) for skill in skills]
    return RowOfK(k, float(plain.mean()), float(plain.std(ddof=1) / np.sqrt(len(plain))), float(np.mean(margins)))


def _chosen(table: tuple[RowOfK, ...], bias: float) -> int:
    """Return the smallest k that, with how readily each person agrees, foretells nearly as well as the best does.

    Without that, more groups would only tell apart who agrees often and who rarely.
    """
    best = max(bias + row.margin for row in table)
    return next(row.k for row in table if bias + row.margin >= NEARLY * best)


def _null_margins(sample: VoteMatrix, seed: int, real: float, most: int, progress: Progress | None) -> list[float]:
    """Return the largest margin of each draw without groups, until so many reach the real one that it cannot pass."""
    if real <= 0:
        return [0.0]
    chances = chances_without_groups(sample)
    allowed = int(LEVEL * (DRAWS + 1))
    margins: list[float] = []
    for number in range(DRAWS):
        drawn = draw_without_groups(sample, chances, seed, number)
        skill = skill_of(drawn, hidden_cells(drawn, seed, SPLITS + number), most)
        margins.append(max((skill.margin(k) for k in skill.both if k > 1), default=0.0))
        if progress:
            progress(number + 1, DRAWS)
        if sum(margin >= real for margin in margins) >= allowed:
            break
    return margins


def chances_without_groups(matrix: VoteMatrix) -> Floats:
    """Return the chance of each vote to be a disagreement, a pass, an agreement (votes × 3), were there no groups.

    Each person keeps their mix of the three, and each statement its own: the chance is a product of one number of the
    person and one of the statement, fitted in turn to both.
    """
    rows, columns = matrix.rows, matrix.indices
    n_people, n_statements = matrix.shape
    is_kind = matrix.values[:, None] == _KINDS[None, :]
    wanted_rows = _margins(rows, is_kind, n_people) + _ADDED
    wanted_columns = _margins(columns, is_kind, n_statements) + _ADDED
    of_row, of_column = np.ones((n_people, 3)), wanted_columns / wanted_columns.sum(axis=1, keepdims=True)
    for _sweep in range(_SWEEPS):
        of_row *= wanted_rows / np.maximum(_margins(rows, _products(of_row, of_column, rows, columns), n_people), 1e-12)
        of_row /= of_row.sum(axis=1, keepdims=True)
        products = _products(of_row, of_column, rows, columns)
        of_column *= wanted_columns / np.maximum(_margins(columns, products, n_statements), 1e-12)
        of_column /= of_column.sum(axis=1, keepdims=True)
    return _products(of_row, of_column, rows, columns)


def _products(of_row: Floats, of_column: Floats, rows: NDArray[np.int32], columns: NDArray[np.int32]) -> Floats:
    products = of_row[rows] * of_column[columns]
    return products / products.sum(axis=1, keepdims=True)


def _margins(places: NDArray[np.int32], weights: NDArray[np.generic], size: int) -> Floats:
    return np.stack([np.bincount(places, weights=column, minlength=size) for column in weights.T], axis=1)


def draw_without_groups(matrix: VoteMatrix, chances: Floats, seed: int, number: int) -> VoteMatrix:
    """Return the same people and statements with votes drawn anew, by the chances of each."""
    persons, statements = matrix.person_digests[matrix.rows], matrix.statement_digests[matrix.indices]
    drawn = chance(persons, statements, seed, _DRAW, number)
    edges = chances.cumsum(axis=1)
    values = _KINDS[(drawn > edges[:, 0]).astype(np.int64) + (drawn > edges[:, 1])]
    return matrix.with_values(values)

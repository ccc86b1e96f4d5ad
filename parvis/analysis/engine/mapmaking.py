"""From a matrix of votes to the whole map: places, groups or none, what they share and what divides them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from parvis.analysis.engine.clusters import nearest
from parvis.analysis.engine.groups import Groups, Stability, centres_of, named, stability_of, strength_of
from parvis.analysis.engine.opinion_map import Axes, Floats, Places, axes_of, places_of
from parvis.analysis.engine.scale import InProcess, Workers, buckets_of
from parvis.analysis.engine.statements import FEWEST_SEEN, Tally, tally
from parvis.analysis.engine.structure import Structure, structure_of
from parvis.analysis.engine.votes import VoteMatrix

type Progress = Callable[[str, int, int], None]

SEED = 1
FEWEST_VOTES = 7
AGREEABLE = 0.5
SAMPLE = 20_000


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """Everything a map says; arrays of people are in the rows of `matrix`, `who` says which of them are placed."""

    matrix: VoteMatrix
    who: NDArray[np.bool_]
    axes: Axes
    places: Places
    structure: Structure
    groups: Groups | None
    ids: list[str]
    stability: Stability | None
    counts: Tally
    everybody: Tally
    warnings: list[dict[str, Any]] = field(default_factory=list)
    seed: int = SEED

    @property
    def labels(self) -> NDArray[np.int64]:
        """Return the number of the group of each person, −1 for none."""
        labels = np.full(len(self.matrix.people), -1, dtype=np.int64)
        if self.groups:
            labels[self.who] = self.groups.labels
        return labels


def make_map(
    matrix: VoteMatrix,
    *,
    seed: int = SEED,
    before: Mapping[str, str] | None = None,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> OpinionMap:
    """Make the map of a matrix. `before` holds the group each person had in the map before, so that groups keep their ids."""
    workers = workers or InProcess()

    def tell(what: str, done: int, of: int) -> None:
        if progress:
            progress(what, done, of)

    with threadpool_limits(1):
        who = matrix.votes_of_each >= min(FEWEST_VOTES, max(len(matrix.statements), 1))
        placed = matrix.of_people(who)
        tell("directions", 0, 1)
        axes = axes_of(placed, workers)
        places = _placed(placed, axes, workers)
        found = structure_of(placed, seed, lambda done, of: tell("drawing without groups", done, of))
        groups, stability, ids = None, None, []
        if found.k > 1:
            tell("groups", 0, 1)
            groups = _grouped(places, found.k)
            stability = stability_of(placed, groups.labels, found.k, seed)
            ids = named(placed.people, groups.labels, found.k, before or {})
        labels = groups.labels if groups else np.zeros(len(placed.people), dtype=np.int64)
        counts = tally(placed, labels, max(found.k, 1))
        everybody = tally(matrix, np.zeros(len(matrix.people), dtype=np.int64), 1)
        warnings = list(_warnings(matrix, placed, axes, places, everybody))
    return OpinionMap(matrix, who, axes, places, found, groups, ids, stability, counts, everybody, warnings, seed)


def _placed(matrix: VoteMatrix, axes: Axes, workers: Workers) -> Places:
    found = list(workers.map(places_of, workers.scatter(buckets_of(matrix)), axes))
    if not found:
        return Places(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0))
    return Places(
        np.concatenate([each.at for each in found]),
        np.concatenate([each.error for each in found]),
        np.concatenate([each.bias for each in found]),
    )


def _grouped(places: Places, k: int) -> Groups:
    centres = centres_of(places.at, k)
    labels = nearest(places.at, centres)
    return Groups(centres, labels, strength_of(places.at, places.error, centres, labels))


def _warnings(matrix: VoteMatrix, placed: VoteMatrix, axes: Axes, places: Places, everybody: Tally) -> Any:
    """Yield what a reader of this map has to know, each with its numbers."""
    n_people, n_statements = matrix.shape
    if axes.rank == 0:
        yield {"kind": "everybody_votes_alike"}
        return
    likeness = _correlation(places.at[:, 0], places.bias)
    if abs(likeness) >= AGREEABLE:
        yield {"kind": "horizontal_is_agreeing_often", "correlation": likeness}
    yield {
        "kind": "missing_votes",
        "seen_share": len(matrix.values) / (n_people * n_statements),
        "under_seen": int((everybody.seen[0] < FEWEST_SEEN).sum()),
        "moves_without_most_active": _moves_without_most_active(placed, axes, places),
    }


def _correlation(first: Floats, second: Floats) -> float:
    if len(first) < 3 or first.std() < 1e-12 or second.std() < 1e-12:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def _moves_without_most_active(placed: VoteMatrix, axes: Axes, places: Places) -> float | None:
    """Return how alike horizontal places are when the tenth that votes most does not shape the map: 1 when the same.

    Of more than 20,000 people, the first 20,000 tell.
    """
    placed = placed.part(0, min(SAMPLE, len(placed.people)))
    most = np.quantile(placed.votes_of_each, 0.9)
    others = placed.of_people(placed.votes_of_each <= most)
    if len(others.people) < 10 or len(others.people) == len(placed.people):
        return None
    again = places_of(placed, axes_of(others))
    return abs(_correlation(places.at[: len(placed.people), 0], again.at[:, 0]))

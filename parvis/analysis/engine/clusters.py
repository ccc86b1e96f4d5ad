"""Weighted k-means on points, without chance: each number of clusters starts from the one before it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Labels = NDArray[np.int64]

CANDIDATES = 64
ROUNDS = 60
# So many points are compared with all centres at a time: that many distances fit where a processor is quick.
_BLOCK = 4_096


@dataclass(frozen=True, eq=False)
class Clusters:
    """The centres (k × dimensions), and which is nearest to each point (n)."""

    centres: Floats
    labels: Labels


def distances(points: Floats, centres: Floats) -> Floats:
    """Return the squared distance from each point to each centre (n × k)."""
    found = np.zeros((len(points), len(centres)))
    for dimension in range(points.shape[1]):
        found += (points[:, dimension, None] - centres[None, :, dimension]) ** 2
    return found


def nearest(points: Floats, centres: Floats) -> Labels:
    """Return which centre is nearest to each point; of equally near ones, the first."""
    blocks = (points[begin : begin + _BLOCK] for begin in range(0, len(points), _BLOCK))
    return np.concatenate([np.zeros(0, dtype=np.int64), *(distances(each, centres).argmin(axis=1) for each in blocks)])


def clusterings(points: Floats, most: int) -> dict[int, Clusters]:
    """Return clusters of the points for k = 1 … `most`; for fewer k when there are not as many distinct points.

    To the centres for k − 1 comes the point, of the first 64, that brings all others nearest to a centre.
    """
    found: dict[int, Clusters] = {}
    centres = points.mean(axis=0, keepdims=True)
    for k in range(1, most + 1):
        if k > 1:
            extra = _best_addition(points, centres)
            if extra is None:
                break
            centres = np.vstack([centres, extra])
        centres, labels = _settled(points, centres)
        found[k] = Clusters(centres, labels)
    return found


def _best_addition(points: Floats, centres: Floats) -> Floats | None:
    now = distances(points, centres).min(axis=1)
    candidates = points[:CANDIDATES]
    gains = np.maximum(now[:, None] - distances(points, candidates), 0).sum(axis=0)
    best = int(gains.argmax())
    return candidates[best] if gains[best] > 1e-12 * max(now.sum(), 1e-12) else None


def _settled(points: Floats, centres: Floats) -> tuple[Floats, Labels]:
    """Move each centre to the middle of its points until none changes its centre."""
    labels = nearest(points, centres)
    for _round in range(ROUNDS):
        centres = middles(points, labels, np.ones(len(points)), centres)
        moved = nearest(points, centres)
        if (moved == labels).all():
            break
        labels = moved
    return centres, labels


def middles(points: Floats, labels: Labels, weights: Floats, centres: Floats) -> Floats:
    """Return the weighted middle of the points of each cluster; of an empty one, the centre it had."""
    sizes = np.bincount(labels, weights=weights, minlength=len(centres))
    columns = [np.bincount(labels, weights=weights * column, minlength=len(centres)) for column in points.T]
    return np.where(sizes[:, None] > 0, np.stack(columns, axis=1) / np.maximum(sizes, 1e-12)[:, None], centres)


def silhouette(points: Floats, labels: Labels) -> float:
    """Return the mean silhouette of points, each counted once; −1 … 1, 0 for a single cluster."""
    names = np.unique(labels)
    if len(names) < 2 or len(points) < 3:
        return 0.0
    apart = np.sqrt(np.maximum(distances(points, points), 0))
    members = labels[:, None] == names[None, :]
    sizes = members.sum(axis=0)
    mean_to = apart @ members / np.maximum(sizes, 1)
    own = members.argmax(axis=1)
    rows = np.arange(len(points))
    inside = mean_to[rows, own] * sizes[own] / np.maximum(sizes[own] - 1, 1)
    outside = np.where(members, np.inf, mean_to).min(axis=1)
    widest = np.maximum(inside, outside)
    scores = np.where((sizes[own] > 1) & (widest > 0), (outside - inside) / np.where(widest > 0, widest, 1), 0.0)
    return float(np.average(scores))

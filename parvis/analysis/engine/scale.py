"""One seam between what is computed and where: in this process, or on the workers of a Dask cluster.

Work is cut in parts by the digests of people, 256 of them whatever the machine, and what the parts return is added in
their order: neither the number of workers nor who finishes first changes a bit.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import numpy as np

from parvis.analysis.engine.votes import BUCKETS, VoteMatrix


class Workers(Protocol):
    """Where functions of parts are computed."""

    def scatter(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Bring parts to where they will be worked on; return what stands for them."""

    def map(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Iterable[Any]:
        """Return `function(part, *arguments)` for each part, in the order of the parts."""


class InProcess:
    """Computes one part after the other, here."""

    def scatter(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Leave the parts where they are."""
        return parts

    def map(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Iterable[Any]:
        """Compute lazily, so that no more than one part's answer is held."""
        return (function(part, *arguments) for part in parts)


class Dask:
    """Computes on a cluster; `address` is that of its scheduler, as tcp://host:8786."""

    def __init__(self, address: str) -> None:
        from distributed import Client

        self._client = Client(address)

    def scatter(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Send each part to a worker."""
        return list(self._client.scatter(list(parts)))

    def map(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Iterable[Any]:
        """Compute everywhere at once; return the answers in the order of the parts."""
        held = self._client.scatter(list(arguments), broadcast=True) if arguments else []
        futures = [self._client.submit(function, part, *held, pure=False) for part in parts]
        return list(self._client.gather(futures))


def buckets_of(matrix: VoteMatrix) -> list[VoteMatrix]:
    """Cut a matrix in 256 parts by the first byte of the digests of people; empty ones are left out."""
    edges = np.arange(1, BUCKETS, dtype=np.uint64) << np.uint64(56)
    bounds = [0, *np.searchsorted(matrix.person_digests, edges).tolist(), len(matrix.people)]
    return [matrix.part(first, last) for first, last in itertools.pairwise(bounds) if last > first]

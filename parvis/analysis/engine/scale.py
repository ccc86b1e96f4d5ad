"""One seam between what is computed and where: in this process, or on the workers of a Dask cluster.

Work is cut in parts by the digests of people, 256 of them whatever the machine, and what the parts return is added in
their order: neither the number of workers nor who finishes first changes a bit.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
from threadpoolctl import threadpool_limits

from parvis.analysis.engine.votes import BUCKETS, VoteMatrix

# So many parts travel, and are worked on, together: fewer messages, and still enough for many workers.
LOT = 4


class Workers(Protocol):
    """Where functions of parts are computed."""

    def scatter(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Bring parts to where they will be worked on; return what stands for them."""

    def map(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Iterable[Any]:
        """Return `function(part, *arguments)` for each part, in the order of the parts."""

    def keep(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Sequence[Any]:
        """Compute the same, and leave it where it was computed; return what stands for it."""

    def total(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Any:
        """Return the sum of the same, 0 without parts: for whole numbers, which may be added in any order."""


class InProcess:
    """Computes one part after the other, here."""

    def scatter(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Leave the parts where they are."""
        return parts

    def map(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Iterable[Any]:
        """Compute lazily, so that no more than one part's answer is held."""
        return (function(part, *arguments) for part in parts)

    def keep(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Sequence[Any]:
        """Compute all, and hold it."""
        return list(self.map(function, parts, *arguments))

    def total(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Any:
        """Add as they come."""
        return sum(self.map(function, parts, *arguments))


class Dask:
    """Computes on a cluster; `address` is that of its scheduler, as tcp://host:8786."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise RuntimeError("A cluster is named, and the package “distributed” is not installed.") from None
        make: Any = Client
        self._client = make(address)

    def close(self) -> None:
        """Leave the cluster, which then forgets what it held."""
        self._client.close()

    def scatter(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Send each lot of parts to a worker."""
        return list(self._client.scatter([list(lot) for lot in itertools.batched(parts, LOT)], hash=False))

    def map(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Iterable[Any]:
        """Compute everywhere at once; return the answers in the order of the parts."""
        return itertools.chain.from_iterable(self._client.gather(self.keep(function, parts, *arguments)))

    def keep(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Sequence[Any]:
        """Compute everywhere at once, each lot where it is."""
        return self._submitted(_each, function, parts, arguments)

    def total(self, function: Callable[..., Any], parts: Sequence[Any], *arguments: Any) -> Any:
        """Add the answers of each lot where it is, then those sums here."""
        return sum(self._client.gather(self._submitted(_summed, function, parts, arguments)))

    def _submitted(
        self, way: Callable[..., Any], function: Callable[..., Any], lots: Sequence[Any], arguments: tuple[Any, ...]
    ) -> Sequence[Any]:
        held = self._client.scatter(list(arguments), broadcast=True, hash=False) if arguments else []
        return [self._client.submit(way, function, lot, *held, pure=False) for lot in lots]


def _each(function: Callable[..., Any], lot: Sequence[Any], *arguments: Any) -> list[Any]:
    with threadpool_limits(1):
        return [function(part, *arguments) for part in lot]


def _summed(function: Callable[..., Any], lot: Sequence[Any], *arguments: Any) -> Any:
    return sum(_each(function, lot, *arguments))


@contextmanager
def workers_at(address: str) -> Iterator[Workers]:
    """Lend workers for the time of the block: those of the cluster at an address, or this process when there is none."""
    if not address:
        yield InProcess()
        return
    cluster = Dask(address)
    try:
        yield cluster
    finally:
        cluster.close()


def buckets_of(matrix: VoteMatrix) -> list[VoteMatrix]:
    """Cut a matrix in 256 parts by the first byte of the digests of people; empty ones are left out."""
    edges = np.arange(1, BUCKETS, dtype=np.uint64) << np.uint64(56)
    bounds = [0, *np.searchsorted(matrix.person_digests, edges).tolist(), len(matrix.people)]
    return [matrix.part(first, last) for first, last in itertools.pairwise(bounds) if last > first]

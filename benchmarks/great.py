"""A great vote: how long a map of it takes and how much memory, in this process and on a cluster of two workers."""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.votes import ONE_THREAD, megabytes
from benchmarks.workers import ROOT
from parvis.analysis.engine.mapmaking import make_map
from parvis.analysis.engine.scale import InProcess, Workers, workers_at
from parvis.analysis.engine.votes import Names, VoteMatrix, matrix_of

STATEMENTS = 1_000
PEOPLE_AT_ONCE = 5_000
MOST_SECONDS, MOST_MEGABYTES = 180, 8_000


def measure(report: Report, settings: Settings) -> None:
    """Make a map of made-up votes in a process of its own, then on two workers, and compare the bytes."""
    n_people = 1_000_000 if settings.full else 30_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "votes.npz"
        n_votes = write(file, n_people)
        report.about(f"A map of {n_votes:,} votes of {n_people:,} people on {STATEMENTS:,} statements, made up")
        here = _run(file)
        _tell(report, "in one process", here, aimed_at=settings.full)
        there = _run(file, "cluster")
        _tell(report, "on a cluster of two workers", there, aimed_at=False)
        report.none("digests that differ", int(here["digest"] != there["digest"]))


def write(file: Path, n_people: int, seed: int = 1) -> int:
    """Write votes of three groups that differ on two statements of five; activity is Pareto, exposure uniform."""
    draw = np.random.default_rng(seed)
    wish = draw.normal(0, 0.8, STATEMENTS) + draw.normal(0, 1.5, (3, STATEMENTS)) * (np.arange(STATEMENTS) % 5 < 2)
    people, statements, values = [], [], []
    for begin in range(0, n_people, PEOPLE_AT_ONCE):
        size = min(PEOPLE_AT_ONCE, n_people - begin)
        activity = np.minimum(38 * (1 + draw.pareto(1.5, size)), STATEMENTS)
        rows, columns = np.nonzero(draw.random((size, STATEMENTS), dtype=np.float32) < activity[:, None] / STATEMENTS)
        groups, ready = draw.choice(3, size, p=(0.5, 0.3, 0.2)), draw.normal(0, 0.4, size)
        said = wish[groups[rows], columns] + ready[rows] + draw.logistic(0, 1, len(rows))
        people.append((rows + begin).astype(np.int32))
        statements.append(columns.astype(np.int32))
        values.append(np.where(said > 0.4, 1, np.where(said < -0.4, -1, 0)).astype(np.int8))
    columns = {"people": people, "statements": statements, "values": values}
    np.savez(file, **{name: np.concatenate(parts) for name, parts in columns.items()})
    return sum(map(len, values))


def _run(file: Path, where: str = "") -> dict[str, Any]:
    """Let a process make the map; return seconds, megabytes and the digest of what it found."""
    command = [sys.executable, "-m", "benchmarks.great", str(file), where]
    made = subprocess.run(command, cwd=ROOT, env=os.environ | ONE_THREAD, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(made.stdout)
    return told


def _tell(report: Report, where: str, told: dict[str, Any], *, aimed_at: bool) -> None:
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in told["stages"].items())
    most = (MOST_SECONDS, MOST_MEGABYTES) if aimed_at else (0, 0)
    detail = f"by processor; by the clock {told['seconds']:.1f}: {stages}"
    report.number(f"seconds {where}", told["processor"], "s", most=most[0], detail=detail)
    report.number(f"memory {where}", told["megabytes"], "MB", most=most[1], detail=told["also"])


def main(file: str, where: str) -> None:
    """Read columns of votes, make the map, and print what it took, as JSON."""
    with _cluster(where) as address, workers_at(address) as workers:
        begun, processor = time.perf_counter(), time.process_time()
        stages: dict[str, float] = {}
        people, statements = (_names(file, name) for name in ("people", "statements"))
        stages["reading"] = time.perf_counter() - begun
        with np.load(file) as read:
            values = read["values"]
        matrix = matrix_of(people, statements, values, np.broadcast_to(np.int64(0), len(values)))
        del people, statements, values
        stages["matrix"] = time.perf_counter() - begun - sum(stages.values())
        digest = _map(matrix, workers)
        stages["map"] = time.perf_counter() - begun - sum(stages.values())
        told = {"seconds": sum(stages.values()), "processor": time.process_time() - processor, "stages": stages}
        also = "" if isinstance(workers, InProcess) else "and that of two workers, which hold the votes once more"
        print(json.dumps(told | {"megabytes": megabytes(), "digest": digest, "also": also}))


def _names(file: str, column: str) -> Names:
    with np.load(file) as read:
        numbers = read[column]
    return Names.numbered(map(str, range(int(numbers.max()) + 1)), numbers)


def _map(matrix: VoteMatrix, workers: Workers) -> str:
    """Make the whole map; return a digest of its directions, places, groups and counts, to the last bit."""
    found = make_map(matrix, workers=workers)
    kept = [found.axes.loadings, found.places.at, found.places.error, found.labels, found.counts.agree]
    return hashlib.sha256(b"".join(each.tobytes() for each in kept)).hexdigest()


@contextlib.contextmanager
def _cluster(where: str) -> Iterator[str]:
    if not where:
        yield ""
        return
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


if __name__ == "__main__":
    main(*sys.argv[1:])

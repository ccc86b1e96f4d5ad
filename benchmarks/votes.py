"""Votes: our formulas and their cost beside red-dwarf's, on the same votes, each in a process of its own, on one thread.

`BENCH_RED_DWARF` names a Python that has red-dwarf 0.4.0; without it, only our own cost is told.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.workers import ROOT
from parvis.analysis.engine import polis
from parvis.analysis.engine.reading import read_statements, read_votes
from parvis.analysis.engine.routing import priorities
from parvis.analysis.engine.statements import group_aware, representativeness, tally
from parvis.analysis.engine.votes import Names, VoteMatrix, matrix_of

CONVERSATIONS = Path(os.environ.get("TEST_DATA", "../shared/data")) / "polis"
# From so many votes on, how much less our cost is has a target; and how close figures have to be.
MANY, CLOSE = 5_000_000, 1e-4
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

type Floats = NDArray[np.float64]
type Found = dict[str, NDArray[np.float64]]
type Votes = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int8]]
"""People, statements and values, one item for each vote."""

_MEASURES = {
    "pa": "p_agree", "pd": "p_disagree", "ra": "r_agree", "rd": "r_disagree",
    "pat": "pt_agree", "pdt": "pt_disagree", "rat": "rt_agree", "rdt": "rt_disagree",
}  # fmt: skip


def measure(report: Report, settings: Settings) -> None:
    """Compare formulas on public conversations, and cost on the largest of them and on made-up votes."""
    yardstick = os.environ.get("BENCH_RED_DWARF", "")
    if not yardstick:
        report.about("BENCH_RED_DWARF names no Python with red-dwarf: only our own cost is told")
    for name, votes in _all_votes(settings):
        report.about(f"{name}: {len(votes[2]):,} votes")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "votes.npz"
            np.savez(file, people=votes[0], statements=votes[1], values=votes[2])
            ours = _run([sys.executable, "-m", "benchmarks.votes"], file)
            report.number("our seconds by processor", float(ours["seconds"]), "s")
            report.number("our memory at its fullest", float(ours["megabytes"]), "MB")
            if yardstick:
                _compare(report, ours, _run([yardstick, "benchmarks/yardstick.py"], file), votes)


def _all_votes(settings: Settings) -> Iterator[tuple[str, Votes]]:
    for folder in sorted(CONVERSATIONS.glob("*/")):
        matrix = conversation(folder)
        yield folder.name, (matrix.rows, matrix.indices.astype(np.int64), matrix.values)
    for n_people in (10_000, 100_000) if settings.full else (10_000,):
        yield f"{n_people:,} people × 1,000 statements, made up", made_up(n_people, 1_000)


def conversation(folder: Path) -> VoteMatrix:
    votes = folder / "votes.csv"
    return read_votes(
        votes if votes.exists() else folder / "participants-votes.csv", read_statements(folder / "comments.csv")
    )


def made_up(n_people: int, n_statements: int, seed: int = 1) -> Votes:
    """Return votes of three groups that differ on two statements of five; activity is Pareto, exposure uniform."""
    draw = np.random.default_rng(seed)
    groups = draw.choice(3, n_people, p=(0.5, 0.3, 0.2))
    wish = draw.normal(0, 0.8, n_statements) + draw.normal(0, 1.5, (3, n_statements)) * (
        np.arange(n_statements) % 5 < 2
    )
    ready = draw.normal(0, 0.4, n_people)
    activity = np.minimum(30 * (1 + draw.pareto(1.5, n_people)), n_statements).astype(int)
    people, statements, values = [], [], []
    for person in range(n_people):
        seen = draw.choice(n_statements, activity[person], replace=False)
        said = wish[groups[person], seen] + ready[person] + draw.logistic(0, 1, len(seen))
        people.append(np.full(len(seen), person))
        statements.append(seen)
        values.append(np.where(said > 0.4, 1, np.where(said < -0.4, -1, 0)))
    return np.concatenate(people), np.concatenate(statements), np.concatenate(values).astype(np.int8)


def _run(command: list[str], file: Path) -> Found:
    """Let a process read the votes and write what it found; return that."""
    found = file.with_name("found.npz")
    subprocess.run([*command, str(file), str(found)], cwd=ROOT, env=os.environ | ONE_THREAD, check=True)
    with np.load(found) as read:
        return dict(read)


def megabytes() -> float:
    """Return the memory of this process at its fullest; what is told of a finished one includes who started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _compare(report: Report, ours: Found, theirs: Found, votes: Votes) -> None:
    least = (50, 5) if len(votes[2]) > MANY else (0, 0)
    for name, unit, wanted in zip(("processor", "memory"), ("seconds", "megabytes"), least, strict=True):
        report.number(f"times less {name}", float(theirs[unit] / ours[unit]), "×", least=wanted)
    apart = _differences(theirs, votes)
    report.say(", ".join(f"{name} {each:.0e}" for name, each in apart.items()))
    report.none_of("figures more than 1e-4 apart", [name for name, each in apart.items() if each > CLOSE])


def _differences(theirs: Found, votes: Votes) -> dict[str, float]:
    """Return how far our figures are from others, for the same people and labels."""
    matrix = _matrix(votes)
    order = np.argsort([int(person) for person in matrix.people])
    columns = np.argsort([int(name) for name in matrix.statements])
    labels = np.full(len(order), -1)
    labels[order] = theirs["labels"]
    counts = tally(matrix.of_people(labels >= 0), labels[labels >= 0], int(labels.max()) + 1)
    measures, everybody = representativeness(counts), counts.summed()
    found, no_meta = polis.map_of(matrix), np.zeros(len(columns), dtype=bool)
    # The side on which a direction begins means nothing.
    places = found.places[order] * np.sign((found.places[order] * theirs["places"]).sum(axis=0))
    urgent = priorities(everybody.agree[0], everybody.passed[0], everybody.seen[0], found.extremity, no_meta)
    return {
        **{name: _apart(getattr(measures, own)[:, columns], theirs[name]) for name, own in _MEASURES.items()},
        "group-aware consensus": _apart(group_aware(counts)[columns], theirs["group_aware"]),
        "places": _apart(places, theirs["places"]),
        "priorities": _apart(urgent[columns], theirs["priority"]),
    }


def _apart(ours: Floats, theirs: Floats) -> float:
    """Return the largest difference, as a share of the largest figure."""
    return float(np.abs(ours - theirs).max() / np.abs(theirs).max())


def _matrix(votes: Votes) -> VoteMatrix:
    people, statements, values = votes
    return matrix_of(
        list(map(str, people.tolist())), list(map(str, statements.tolist())), values, np.arange(len(values))
    )


def main(votes_file: str, found_file: str) -> None:
    """Do what the yardstick does: matrix, places, groups, their figures, consensus and priorities."""
    with np.load(votes_file) as read:
        columns, values = [read["people"], read["statements"]], read["values"]
    begun = time.process_time()
    people, statements = (Names(map(str, columns.pop(0).tolist())) for _each in range(2))
    matrix = matrix_of(people, statements, values, np.arange(len(values)))
    found = polis.map_of(matrix)
    who = polis.grouped(matrix.votes_of_each, len(matrix.statements))
    labels = polis.groups_of(found.places[who])
    counts = tally(matrix.of_people(who), labels, int(labels.max()) + 1)
    representativeness(counts)
    group_aware(counts)
    everybody = counts.summed()
    no_meta = np.zeros(len(matrix.statements), dtype=bool)
    priorities(everybody.agree[0], everybody.passed[0], everybody.seen[0], found.extremity, no_meta)
    seconds = time.process_time() - begun
    np.savez(found_file, seconds=seconds, megabytes=megabytes())


if __name__ == "__main__":
    main(*sys.argv[1:])

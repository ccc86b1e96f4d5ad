"""Run red-dwarf on votes, with the Python that has it: `python benchmarks/yardstick.py VOTES.npz FOUND.npz`.

It knows nothing of Parvis, and Parvis does not need it.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np

with warnings.catch_warnings(action="ignore"):
    from reddwarf.implementations.base import run_pipeline

MEASURES = ("pa", "pd", "ra", "rd", "pat", "pdt", "rat", "rdt")


def main(votes_file: str, found_file: str) -> None:
    """Read people, statements and votes; write what was found, and the seconds and megabytes that took."""
    votes = np.load(votes_file)
    columns = (votes[name].tolist() for name in ("people", "statements", "values"))
    rows = [
        {"participant_id": person, "statement_id": statement, "vote": value, "modified": number}
        for number, (person, statement, value) in enumerate(zip(*columns, strict=True))
    ]
    begun = time.process_time()
    found = run_pipeline(votes=rows, random_state=1)
    seconds = time.process_time() - begun
    people = found.participants_df
    labels = people["cluster_id"].fillna(-1).astype(int)
    stats = found.group_comment_stats
    n_groups = int(labels.max()) + 1
    np.savez(
        found_file,
        seconds=seconds,
        megabytes=megabytes(),
        people=people.index.to_numpy(),
        places=people[["x", "y"]].to_numpy(),
        labels=labels.to_numpy(),
        group_aware=found.statements_df["group-aware-consensus"].to_numpy(dtype=float),
        priority=found.statements_df["priority"].to_numpy(dtype=float),
        **{name: stats[name].to_numpy(dtype=float).reshape(n_groups, -1) for name in MEASURES},
    )


def megabytes() -> float:
    """Return the memory of this process at its fullest."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Start workers, and let them take turns."""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
# A round is about so long; two sides take turns for so many rounds.
ROUND_SECONDS = 0.1
ROUNDS = 15


class Worker:
    """One process that answers requests; `environment` says which database and folder it works with."""

    def __init__(self, module: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", module],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.communicate()

    def __call__(self, command: str, **options: Any) -> Any:
        """Have a command done; return its answer."""
        self.process.stdin.write(json.dumps([command, options]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"A worker ended while it did {command} {options}.")
        return json.loads(answer)


@dataclass
class Side:
    """One side of a comparison: paths asked for in turn of one worker."""

    worker: Worker
    paths: list[str]
    headers: dict[str, str] | None = None
    status: int = 200

    def ask(self, times: int) -> dict[str, Any]:
        """Ask so many times."""
        answer = self.worker("get", paths=self.paths, times=times, headers=self.headers)
        if answer["status"] != self.status:
            raise RuntimeError(f"{self.paths[0]} answered {answer['status']}.")
        return answer


@dataclass
class Compared:
    """Seconds of processor for one request on each side, and their ratio: medians of all rounds."""

    one: float
    other: float
    ratio: float
    by_clock: float

    def __str__(self) -> str:
        return f"{self.one * 1000:.2f} ms ÷ {self.other * 1000:.2f} ms"


def compare(one: Side, other: Side) -> Compared:
    """Measure both sides in turns."""
    times = [max(2, int(ROUND_SECONDS / max(1e-4, side.ask(10)["cpu"]))) for side in (one, other)]
    rounds = [(one.ask(times[0]), other.ask(times[1])) for _round in range(ROUNDS)]
    return Compared(
        one=statistics.median(first["cpu"] for first, _second in rounds),
        other=statistics.median(second["cpu"] for _first, second in rounds),
        ratio=statistics.median(first["cpu"] / second["cpu"] for first, second in rounds),
        by_clock=statistics.median(first["wall"] / second["wall"] for first, second in rounds),
    )

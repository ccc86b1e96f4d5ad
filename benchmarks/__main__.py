"""Measure what is asked for, or everything, and print it."""

import argparse
import os
import signal
import sys

from benchmarks import asks, flood, great, imports, likeness, pages, quality, record, scale, texts, votes, weights
from benchmarks.report import Report
from benchmarks.settings import Settings

PARTS = {
    "pages": pages.measure,
    "weights": weights.measure,
    "record": record.measure,
    "imports": imports.measure,
    "asks": asks.measure,
    "likeness": likeness.measure,
    "texts": texts.measure,
    "votes": votes.measure,
    "quality": quality.measure,
    "great": great.measure,
    "sqlite": scale.measure_sqlite,
    "postgresql": scale.measure_postgresql,
    "flood": flood.measure,
}


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="make bench", description="Print what pages, searches and imports cost.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts; all when none is named")
    parser.add_argument("--full", action="store_true", help="with a million contributions and rows")
    server = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1/postgres")
    parser.add_argument("--server", default=server, help="the PostgreSQL server in which to make databases")
    asked = parser.parse_args()
    # Stopped, it still removes what it made.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    report = Report()
    for name in asked.parts or PARTS:
        PARTS[name](report, Settings(asked.full, asked.server))
    report.end()


if __name__ == "__main__":
    main()

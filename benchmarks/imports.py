"""Bring in a file: how many rows a second, with their entries in the record, and how much memory it takes."""

import csv
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import django

from benchmarks.databases import SQLITE, Database, database
from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.workers import ROOT

SLUG = "load"


@dataclass
class Spent:
    """What a process took: seconds of processor and of clock, and its memory at its fullest."""

    cpu: float
    clock: float
    megabytes: float


def measure(report: Report, settings: Settings) -> None:
    """Import a file of made-up texts of some 250 characters, then let the followers of the record read it."""
    rows = 1_000_000 if settings.full else int(os.environ.get("BENCH_ROWS", "50000"))
    report.about(f"Import of {rows:,} rows on {SQLITE}, with their entries in the record")
    with database(SQLITE, settings.server) as made:
        made.run("make-load", "20", "-v0", "--consultation", SLUG)
        file = made.home / "said.csv"
        subprocess.run(
            [sys.executable, "-m", "benchmarks.imports", "write", str(rows), str(file)], cwd=ROOT, check=True
        )
        imported = spend(made, "parvis", "import-contributions", str(file), "--consultation", SLUG)
        report.number("rows a second", rows / imported.cpu, "", least=2_000, detail=_by_clock(rows, imported))
        report.number("memory at its fullest", imported.megabytes, "MB", most=300)
        followed = spend(made, "benchmarks.imports", "follow")
        report.number("rows a second counted and indexed", rows / followed.cpu, "", detail=_by_clock(rows, followed))


def _by_clock(rows: int, spent: Spent) -> str:
    return f"by processor; by the clock {rows / spent.clock:,.0f}"


def spend(made: Database, *command: str) -> Spent:
    """Run a module with its arguments; return what that took."""
    started = time.perf_counter()
    line = [sys.executable, "-m", *command]
    process = subprocess.Popen(line, cwd=ROOT, env=os.environ | made.environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}.")
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1024)


def write(rows: int, file: Path) -> None:
    """Write a file of made-up rows, as another platform would export them."""
    from parvis.site.load.words import LANGUAGES, Writer, name

    draw = random.Random(rows)
    writers = {language: Writer(language) for language in LANGUAGES}
    with file.open("w", newline="") as handle:
        table = csv.writer(handle)
        table.writerow(["id", "text", "themes", "date", "author"])
        for number in range(rows):
            language = draw.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
            themes = draw.choice(("open-data", "open-data; open-science", "", "open-parliament"))
            author = name(language, draw.randrange(5_000)) if draw.random() < 0.5 else ""
            day = f"2026-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}"
            table.writerow([number, writers[language].write(draw), themes, day, author])


def follow() -> None:
    """Let the followers of the record read to its end."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parvis.settings"
    django.setup()
    from parvis.record import catch_up

    catch_up()


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        follow()

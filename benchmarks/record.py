"""The record: how fast entries are written, proven and verified."""

from benchmarks.databases import SQLITE, load
from benchmarks.imports import spend
from benchmarks.report import Report
from benchmarks.settings import Settings

APPENDED = 2_000


def measure(report: Report, settings: Settings) -> None:
    """Append, prove and verify."""
    count = 300_000 if settings.full else 10_000
    with load(SQLITE, settings.server, count, with_record=True) as made:
        with made.worker() as parvis:
            report.about(f"The record, with {parvis('size'):,} entries, on {SQLITE}")
            for name, each in (
                ("entries a second, each in its transaction", 1),
                ("entries a second, 500 at a time", 500),
            ):
                took = parvis("append", count=APPENDED, at_once=each)
                report.number(name, APPENDED / took["cpu"], "", detail=f"by the clock {APPENDED / took['wall']:,.0f}")
            took = parvis("prove", count=500)
            report.number("proof of an entry", took["cpu"] * 1000, "ms")
            size = parvis("size")
        spent = spend(made, "parvis", "verify-record")
        report.number(
            "entries verified a second", size / spent.cpu, "", detail="leaves, tree, checkpoints, columns, secrets"
        )

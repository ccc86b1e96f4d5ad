"""Near repeats: checks a second against very many contributions, on both databases."""

from benchmarks.databases import POSTGRESQL, SQLITE, answers, load
from benchmarks.report import Report
from benchmarks.settings import Settings


def measure(report: Report, settings: Settings) -> None:
    """Check texts on SQLite, and on PostgreSQL where there is a server, whose time counts."""
    checks = 10_000 if settings.full else 1_000
    for engine in (SQLITE, POSTGRESQL):
        if engine == POSTGRESQL and not answers(settings.server):
            report.about(f"There is no PostgreSQL server at {settings.server}: it is left out")
            continue
        report.about(f"{checks:,} checks for near repeats among {settings.many:,} contributions, on {engine}")
        with load(engine, settings.server, settings.many) as made, made.worker() as parvis:
            took = parvis("alike", count=checks)
        clock = f"by processor; by the clock {1 / took['wall']:,.0f}"
        report.number("checks a second on one core", 1 / took["cpu"], "", least=200, detail=clock)
        detail = "words in another order, one letter of twenty another"
        report.number("repeats found", 100 * took["found"], "%", detail=detail)
        report.number("new texts called repeats", 100 * took["mistaken"], "%")

"""Pages and searches with very many contributions ÷ the same with a thousand, on both databases."""

from contextlib import ExitStack

from benchmarks.databases import POSTGRESQL, SQLITE, answers, load
from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.workers import Side, Worker, compare

FEW = 1_000
LIST = "/en/consultations/load/"


def measure_sqlite(report: Report, settings: Settings) -> None:
    """Measure every kind of page whose cost could grow, on SQLite."""
    _measure(SQLITE, report, settings)


def measure_postgresql(report: Report, settings: Settings) -> None:
    """Measure the same on PostgreSQL, the time of the server included."""
    if answers(settings.server):
        _measure(POSTGRESQL, report, settings)
    else:
        report.about(f"There is no PostgreSQL server at {settings.server}: it is left out")


def _measure(engine: str, report: Report, settings: Settings) -> None:
    report.about(f"{settings.many:,} contributions ÷ {FEW:,}, on {engine}")
    with ExitStack() as stack:
        many, few = (stack.enter_context(load(engine, settings.server, count)) for count in (settings.many, FEW))
        _compare(report, stack.enter_context(many.worker()), stack.enter_context(few.worker()))


def _compare(report: Report, many: Worker, few: Worker) -> None:
    for worker in (many, few):
        # Every page is made from nothing.
        worker("keep", pages=0, parts=0)
    pages = zip(_pages(many), _pages(few), strict=True)
    for (name, path, most), (_name, other, _most) in pages:
        compared = compare(Side(many, [path]), Side(few, [other]))
        report.ratio(name, compared.ratio, most, f"{compared}, by the clock {compared.by_clock:.2f} ×")


def _pages(worker: Worker) -> list[tuple[str, str, float | None]]:
    """Name pages, where they are, and how much dearer they may be; a thousand contributions have fewer pages."""
    words, addresses = worker("words"), worker("addresses")
    deep = min(1_000, worker("count") // 100)
    return [
        ("first page", LIST, 1.5),
        ("1,000th page (of a thousand: the 10th)", f"{LIST}?after={worker('after', number=deep)}", 1.5),
        ("the most supported first", f"{LIST}?order=supported", 1.5),
        ("in an order drawn by lot", f"{LIST}?order=lot", 1.5),
        ("of one theme", f"{LIST}?theme=open-data", 1.5),
        ("of one language", f"{LIST}?language=ar", 1.5),
        ("not answered yet", f"{LIST}?answer=unanswered", 1.5),
        ("whose answer is late", f"{LIST}?answer=late", 1.5),
        ("search: a common word", f"{LIST}?q={words['common']}", 1.5),
        ("search: a rare word", f"{LIST}?q={words['rare']}", 1.5),
        ("search: two common words", f"{LIST}?q={words['common']}+{words['second']}", 1.5),
        ("search: a beginning, one theme", f"{LIST}?q={words['common'][:3]}&theme=open-data", 1.5),
        ("what is like a text", f"{LIST}similar/?words={words['common']}+{words['second']}+{words['rare']}", 1.5),
        ("the square", "/en/", 1.5),
        ("all consultations", "/en/consultations/", 1.5),
        ("a trail", addresses["trail"], 1.5),
        ("answers", "/en/answers/", 1.5),
        ("an answer", addresses["answer"], 1.5),
        ("the record", "/en/record/", 1.5),
    ]

"""Pages ÷ a bare Django view that shows the same rows."""

from benchmarks.databases import SQLITE, Database, load
from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.workers import Side, Worker, compare

LIST = "/en/consultations/load/"


def measure(report: Report, settings: Settings) -> None:
    """Measure the list of contributions, the landing page and the page where one signs in."""
    report.about("Pages ÷ a bare Django view of 50 rows, then of one")
    with load(SQLITE, settings.server, 3_000) as made, made.worker() as parvis, _bare(made) as bare:
        bare("fill", rows=parvis("rows"))
        # Each page is made: a real site answers most visitors with one it has made before.
        parvis("keep", pages=0, parts=256)
        fifty, one = Side(bare, ["/list"]), Side(bare, ["/one"])
        _compare(report, "list of 50 contributions", Side(parvis, [LIST]), fifty, 1.6)
        others = [f"{LIST}?after={parvis('after', number=number)}" for number in range(2, 50)]
        _compare(report, "48 other pages of it in turn", Side(parvis, others), fifty, 1.6)
        tag = parvis("get", paths=[LIST])["headers"]["ETag"]
        unchanged = Side(parvis, [LIST], {"HTTP_IF_NONE_MATCH": tag}, status=304)
        _compare(report, "the list, unchanged (304)", unchanged, fifty, 0.2)
        for name, path in (("landing page", "/en/"), ("sign-in page", "/en/sign-in/")):
            _compare(report, name, Side(parvis, [path]), one, 5)
        parvis("keep", pages=0, parts=0)
        _compare(report, "the list, right after something happened", Side(parvis, [LIST]), fifty)
        _compare(report, "the landing page, then", Side(parvis, ["/en/"]), one)
        parvis("keep", pages=64, parts=256)
        _compare(report, "the list, kept in memory", Side(parvis, [LIST]), fifty)


def _bare(made: Database) -> Worker:
    return Worker("benchmarks.bare", **made.environment)


def _compare(report: Report, name: str, page: Side, bare: Side, most: float | None = None) -> None:
    compared = compare(page, bare)
    report.ratio(name, compared.ratio, most, str(compared))

"""What public pages of the demonstration weigh on the line, in every language."""

from typing import Any

from benchmarks.crawl import kind_of
from benchmarks.databases import SQLITE, database
from benchmarks.report import Report
from benchmarks.settings import Settings

MOST_FIRST_HTML, MOST_BYTES, MOST_REQUESTS = 14_600, 80_000, 8
LANGUAGES = ("en", "fr", "es", "ar")
SHOWN = 8


def measure(report: Report, settings: Settings) -> None:
    """Weigh every page one can reach without signing in."""
    report.about("Weight of public pages on the demonstration, compressed")
    with database(SQLITE, settings.server) as made:
        made.run("demo")
        with made.worker() as parvis:
            pages = [page for language in LANGUAGES for page in parvis("crawl", start=f"/{language}/")]
            needs = parvis("weigh", addresses=sorted({address for page in pages for address in page["needs"]}))
    _tell(report, pages, needs)


def _tell(report: Report, pages: list[dict[str, Any]], needs: dict[str, int]) -> None:
    report.none_of("links that lead nowhere", [page["path"] for page in pages if page.get("is_missing")])
    heaviest: dict[str, dict[str, Any]] = {}
    for page in pages:
        kind = kind_of(page["path"])
        if kind not in heaviest or page["bytes"] > heaviest[kind]["bytes"]:
            heaviest[kind] = page
    kinds = sorted(heaviest.values(), key=lambda page: -page["bytes"])
    report.number("pages", len(pages), "", detail=f"of {len(kinds)} kinds")
    too_heavy = [page for page in kinds if page["bytes"] > MOST_FIRST_HTML]
    for page in too_heavy or kinds[:1]:
        report.number("first HTML", page["bytes"], "bytes", most=MOST_FIRST_HTML, detail=page["path"])
    for page in kinds[max(1, len(too_heavy)) : SHOWN]:
        report.say(f"{page['bytes']:>50,} bytes                    {page['path']}")
    whole = max(pages, key=lambda page: _bytes(page, needs))
    report.number(
        "heaviest page with all it needs", _bytes(whole, needs), "bytes", most=MOST_BYTES, detail=whole["path"]
    )
    busiest = max(pages, key=lambda page: len(page["needs"]))
    report.number("most requests of a page", 1 + len(busiest["needs"]), "", most=MOST_REQUESTS, detail=busiest["path"])
    elsewhere = [address for address, size in needs.items() if size < 0]
    report.say(f"Asked of other hosts: {', '.join(elsewhere) or 'nothing'}.")


def _bytes(page: dict[str, Any], needs: dict[str, int]) -> int:
    return page["bytes"] + sum(max(0, needs.get(address, 0)) for address in page["needs"])

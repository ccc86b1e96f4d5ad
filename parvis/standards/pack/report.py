"""The report of a pack: how the cycle stands, requirement by requirement, as PDF and DOCX in each official language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.core import clock
from parvis.core.dates import day_words, number_words
from parvis.core.languages import SITE_LANGUAGES
from parvis.cycles.models import Cycle
from parvis.heard.printing import Block, docx, pdf
from parvis.standards.facts import Happening
from parvis.standards.pack.part import Part, Write, written_json
from parvis.standards.queries.standing import StandardsPage, Standing, standards_page
from parvis.standards.queries.telling import told


def reports_of(cycle: Cycle) -> Iterator[Part]:
    """Yield the report in each language, and what it says as data."""
    page = standards_page(cycle)
    yield Part("standards.json", written_json(lambda: told(page)))
    for language in [code for code in cycle.official_languages if code in SITE_LANGUAGES] or ["en"]:
        yield Part(f"report.{language}.pdf", _printing(page, language, "pdf"))
        yield Part(f"report.{language}.docx", _printing(page, language, "docx"))


def _printing(page: StandardsPage, language: str, kind: str) -> Write:
    return lambda file: file.write(_printed(page, language, kind))


def _printed(page: StandardsPage, language: str, kind: str) -> bytes:
    with override(language):
        title = _("%(place)s: how %(cycle)s stands") % {"place": page.cycle.place, "cycle": page.cycle}
        make = pdf if kind == "pdf" else docx
        return make(title, blocks_of(page), clock.now())


def blocks_of(page: StandardsPage) -> Iterator[Block]:
    """Yield the report piece by piece, in the language now active."""
    counts = {"met": page.met, "due": page.not_yet_due, "missed": page.not_met, "day": day_words(page.on)}
    yield Block("note", _("As it stands on %(day)s: %(met)s met, %(due)s not yet due, %(missed)s not met.") % counts)
    yield Block(
        "note", _("Found from what happened, and never a verdict: the Independent Reporting Mechanism (IRM) decides.")
    )
    for standing in page.standings:
        yield from _standing(standing)
    yield Block("heading", _("The six steps of 2012 to 2016"), 1)
    yield Block("paragraph", _("%(taken)s of 6 steps were taken.") % {"taken": number_words(page.steps_taken)})
    for words, taken in page.steps:
        yield Block("paragraph", f"{'+' if taken.is_taken else '–'} {words}")


def _standing(standing: Standing) -> Iterator[Block]:
    finding = standing.finding
    yield Block("heading", f"{standing.rule.number}: {standing.state}", 1)
    yield Block("paragraph", str(standing.rule.text))
    for words in standing.missing:
        yield Block("paragraph", f"– {words}")
    if finding.fails_on:
        words = (
            _("Not met since %(day)s.") if standing.is_missed else _("First fails on %(day)s, if nothing more happens.")
        )
        yield Block("paragraph", words % {"day": day_words(finding.fails_on)})
    if finding.evidence:
        head = [_("Day"), _("What happened"), _("Identity in the record")]
        yield Block("table", _("Evidence"), rows=[head, *map(_row, finding.evidence)])


def _row(happening: Happening) -> list[str]:
    return [day_words(happening.on), str(happening.words), happening.key]

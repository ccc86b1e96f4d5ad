"""A report to print and to pass on: the same blocks as a tagged PDF and as a DOCX; words taken back are in neither."""

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from parvis.core.dates import day_words, number_words
from parvis.core.languages import direction
from parvis.core.typesetting import typeset
from parvis.core.words import Words
from parvis.heard import frames
from parvis.heard.queries.page import Cells, Page, Part, Sentence

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Block:
    """A piece of the report: a heading (of a level), a paragraph, a quote, a note or a table."""

    kind: str
    words: str = ""
    level: int = 0
    language: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def is_rtl(self) -> bool:
        """Tell whether its words run from right to left."""
        return direction(self.language or get_language() or "en") == "rtl"


def pdf_of(page: Page) -> bytes:
    """Return the report as a PDF that screen readers can read, in the language now active."""
    return pdf(str(page.report.title), blocks_of(page), page.report.published_at or page.report.started_at)


def docx_of(page: Page) -> bytes:
    """Return the report as a DOCX, in the language now active."""
    return docx(str(page.report.title), blocks_of(page), page.report.published_at)


def pdf(title: str, blocks: Iterable[Block], at: datetime.datetime) -> bytes:
    """Return blocks under a title as a PDF that screen readers can read, in the language now active."""
    said = {
        "language": get_language(),
        "title": title,
        "blocks": [asdict(block) | {"is_rtl": block.is_rtl} for block in blocks],
        "is_rtl": direction(get_language() or "en") == "rtl",
    }
    return typeset(HERE / "report.typ", "report", said, at)


def docx(title: str, blocks: Iterable[Block], at: datetime.datetime | None) -> bytes:
    """Return blocks under a title as a DOCX, in the language now active."""
    from parvis.heard.docx import written  # heavy, and few ask for it

    file = io.BytesIO()
    written(title, blocks, at).save(file)
    return file.getvalue()


def blocks_of(page: Page) -> Iterator[Block]:
    """Yield the report piece by piece."""
    report = page.report
    if report.published_at:
        signed_on = day_words(report.published_at.astimezone(report.consultation.zone).date())
        yield Block("note", f"{report.consultation.title} · {report.signed_as} · {signed_on}")
    yield from _paragraphs(report.introduction)
    yield Block("heading", _("A. Who spoke"), 1)
    yield Block("paragraph", _("%(contributions)s, by %(people)s") % frames.both(page.told["who"]))
    yield from map(_table, page.who)
    if page.votes:
        yield from _votes(page)
    yield Block("heading", _("B. What people spoke of"), 1)
    for part in page.themes:
        yield from _part(part)
    yield Block("heading", _("C. Views of a few"), 1)
    for part in page.minorities:
        yield from _part(part)
    yield from _around(page)


def _around(page: Page) -> Iterator[Block]:
    yield Block("heading", _("D. What is not in this report"), 1)
    shown = {"number": number_words(len(page.told["coverage"]["not_cited"]))}
    yield Block("paragraph", _("Contributions no sentence rests on: %(number)s") % shown)
    yield Block("heading", _("E. How it was made"), 1)
    yield from _paragraphs(page.report.method)
    if page.agreement:
        yield Block("paragraph", page.agreement)
    if page.errata:
        yield Block("heading", _("What was put right after publication"), 1)
    for erratum in page.errata:
        yield Block("note", f"{erratum.statement.code if erratum.statement else ''} · {day_words(erratum.at.date())}")
        yield from _paragraphs(erratum.wrong)
        yield from _paragraphs(erratum.right)
    if page.report.digest:
        yield Block("note", f"{_('Digest of the file')} · SHA-256 · {page.report.digest}")


def _votes(page: Page) -> Iterator[Block]:
    answers = [pgettext("column", "agree"), pgettext("column", "disagree"), pgettext("column", "pass")]
    gone = _("It cannot be read any more.")
    rows = [
        [f"{each.number}. {each.words or gone}", *map(number_words, (each.agree, each.disagree, each.passed))]
        for each in page.votes
    ]
    said = _(
        "Counted from the votes of those who allow theirs to be published: %(voters)s. What most of them agree with stands first."
    )
    yield Block("paragraph", said % {"voters": number_words(page.told["votes"]["voters"])})
    yield Block("table", _("What people voted"), rows=[[_("Statement"), *answers], *rows])


def _part(part: Part) -> Iterator[Block]:
    yield Block("heading", f"{part.code} · {part.title}", 2)
    for sentence in part.sentences:
        yield from _sentence(sentence)


def _sentence(sentence: Sentence) -> Iterator[Block]:
    yield Block("heading", sentence.code, 3)
    yield Block("paragraph", sentence.opening)
    yield from _paragraphs(sentence.prose)
    for quote in sentence.quotes:
        if quote.words:
            yield Block("quote", quote.words, language=quote.language)
            yield Block("note", " · ".join(each for each in (quote.by, quote.receipt) if each))
        else:
            yield Block("note", _("A quote stood here. It was taken back with its contribution."))
    yield Block("note", " · ".join([_("Where this comes from"), *sentence.shown]))


def _paragraphs(words: Words) -> Iterator[Block]:
    language, best = Words(words).best()
    yield from (Block("paragraph", each, language=language) for each in best.split("\n\n") if each.strip())


def _table(cells: Cells) -> Block:
    head = [cells.head, _("contributions"), _("people")]
    few = _("fewer than 5, or kept back")
    rows = [
        [words, number_words(counts["contributions"]), number_words(counts["people"])] if counts else [words, few, few]
        for words, counts in cells.rows
    ]
    return Block("table", cells.caption, rows=[head, *rows])

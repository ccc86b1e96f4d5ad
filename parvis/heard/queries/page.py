"""The page of a report: as it was frozen, or as it would be frozen now; words of contributors are read where they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.analysis.engine.counting import Counts
from parvis.consultations.models import Audience, Contribution
from parvis.core import clock
from parvis.core.dates import language_words
from parvis.core.receipts import format_code
from parvis.core.words import Words
from parvis.heard.frames import agreement, opening, written
from parvis.heard.freezing import frozen_of, statements_of
from parvis.heard.models import Comment, Erratum, Quote, Report
from parvis.heard.rows import rows_of
from parvis.votes.queries.worded import worded

type Quotes = dict[tuple[str, int, int], Quote]

SHOWN = 60
"""So many receipts are listed under a sentence; all are in the file."""


@dataclass(frozen=True)
class Quoted:
    """A quote, with its words and whom it may be said to be by; without words once they were taken back."""

    receipt: str
    words: str = ""
    language: str = ""
    by: str = ""


@dataclass(frozen=True)
class Sentence:
    """One thing that was heard, as it is read."""

    code: str
    opening: str
    prose: Words
    counts: Counts
    receipts: list[str]
    quotes: list[Quoted]
    withdrawn: int
    errata: list[Erratum]
    comments: list[Comment]

    @property
    def anchor(self) -> str:
        """Return the name of its place in the page."""
        return self.code.replace(".", "-")

    @property
    def more(self) -> int:
        """Return how many receipts are not listed."""
        return max(len(self.receipts) - SHOWN, 0)

    @property
    def shown(self) -> list[str]:
        """Return the first receipts, as they are shown."""
        return [format_code(code) for code in self.receipts[:SHOWN]]


@dataclass(frozen=True)
class Part:
    """A section with its sentences."""

    code: str
    title: Words
    counts: Counts
    has_source: bool
    sentences: list[Sentence]


@dataclass(frozen=True)
class Cells:
    """How many contributions and people share something; None where it is not told."""

    caption: str
    head: str
    rows: list[tuple[str, dict[str, int] | None]]


@dataclass(frozen=True)
class Voted:
    """How the voters whose votes are published voted on a statement; without words where it cannot be read any more."""

    number: int
    words: str
    language: str
    agree: int
    disagree: int
    passed: int

    @property
    def order(self) -> tuple[float, int]:
        """Return what puts first what most agree with."""
        return -self.agree / (self.agree + self.disagree + self.passed), self.number


@dataclass(frozen=True)
class Page:
    """A report as everybody reads it."""

    report: Report
    told: dict[str, Any]
    themes: list[Part]
    minorities: list[Part]
    errata: list[Erratum]
    comments: list[Comment]
    audiences: list[Audience] = field(default_factory=list)
    votes: list[Voted] = field(default_factory=list)

    @cached_property
    def who(self) -> list[Cells]:
        """Return the tables of who spoke; one in which nothing may be told is left out."""
        by = self.told["who"]["by"]
        kinds = {**dict(Contribution.Kind.choices), "": _("did not say")}
        tables = [
            _cells(_("By channel"), _("Channel"), by["channel"], dict(Contribution.Channel.choices)),
            _cells(_("By language"), _("Language"), by["language"]),
            _cells(_("By kind of participant"), _("Who"), by["kind"], kinds),
        ]
        return [cells for cells in tables if any(counts for _words, counts in cells.rows)]

    @property
    def agreement(self) -> str:
        """Say how far readers agree about the themes; "" when nobody can tell."""
        return agreement(self.told["agreement"])

    @property
    def not_cited(self) -> list[str]:
        """Return the first contributions that no sentence rests on."""
        return [format_code(code) for code in self.told["coverage"]["not_cited"][:SHOWN]]

    @property
    def more(self) -> int:
        """Return how many more there are."""
        return max(len(self.told["coverage"]["not_cited"]) - SHOWN, 0)


def page_of(report: Report) -> Page:
    """Return a report as it is read; a constant number of queries."""
    told = report.told if report.is_published else _draft(report)
    quoted = _quoted(report)
    gone = set(_gone(report))
    errata = list(report.errata.select_related("statement__section", "by"))
    comments = list(report.comments.select_related("statement__section"))
    parts = [_part(each, quoted, gone, errata, comments) for each in told["sections"]]
    return Page(
        report=report,
        told=told,
        themes=[each for each in parts if each.code.startswith("B")],
        minorities=[each for each in parts if each.code.startswith("C")],
        errata=errata,
        comments=[each for each in comments if each.statement is None],
        audiences=list(Audience.objects.filter(consultation=report.consultation)),
        votes=sorted(_votes(report, told["votes"] or {}), key=lambda each: each.order),
    )


def _draft(report: Report) -> dict[str, Any]:
    return frozen_of(report, statements_of(report), rows_of(report.consultation), role="", at=clock.now())


def _votes(report: Report, told: dict[str, Any]) -> Iterable[Voted]:
    counted = {int(number): votes for number, votes in told.get("statements", {}).items()}
    statements = report.consultation.statements.published().filter(number__in=counted)
    shown = {each.number: each for each in worded(statements.select_related("consultation"))}
    for number, votes in counted.items():
        words, language = (shown[number].words, shown[number].language) if number in shown else ("", "")
        yield Voted(number, words, language, votes.get("1", 0), votes.get("-1", 0), votes.get("0", 0))


def _part(
    told: dict[str, Any],
    quoted: Quotes,
    gone: set[str],
    errata: list[Erratum],
    comments: list[Comment],
) -> Part:
    sentences = [_sentence(each, quoted, gone, errata, comments) for each in told["statements"]]
    return Part(told["id"], Words(told["title"]), told["counts"], bool(told["source"]), sentences)


def _sentence(
    told: dict[str, Any],
    quoted: Quotes,
    gone: set[str],
    errata: list[Erratum],
    comments: list[Comment],
) -> Sentence:
    return Sentence(
        code=told["id"],
        opening=opening(told["frame"], told["counts"]),
        prose=filled_in(told["prose"], told["counts"]),
        counts=told["counts"],
        receipts=told["contributions"],
        quotes=[_quote(each, quoted) for each in told["quotes"]],
        withdrawn=len(gone.intersection(told["contributions"])),
        errata=[each for each in errata if each.statement and each.statement.code == told["id"]],
        comments=[each for each in comments if each.statement and each.statement.code == told["id"]],
    )


def filled_in(prose: dict[str, str], counts: Counts) -> Words:
    """Return what a person wrote with its numbers, in each language as that language writes them."""
    found = Words()
    for language, text in prose.items():
        with override(language):
            found[language] = written(text, counts)
    return found


def _quoted(report: Report) -> Quotes:
    """Return the quotes by receipt and place. Their digests are not in what was signed: short words could be guessed by them."""
    rows = Quote.objects.filter(statement__section__report=report).select_related("contribution").order_by()
    return {(each.contribution.code, each.start, each.end): each for each in rows}


def _quote(told: dict[str, Any], quoted: Quotes) -> Quoted:
    receipt = format_code(told["contribution"])
    quote = quoted.get((told["contribution"], told["start"], told["end"]))
    if quote is None or not quote.words:
        return Quoted(receipt)
    return Quoted(receipt, quote.words, quote.contribution.language, quote.contribution.public_name)


def _gone(report: Report) -> Iterable[str]:
    rows = Contribution.objects.filter(consultation=report.consultation_id)
    return rows.exclude(status=Contribution.Status.PUBLISHED).values_list("code", flat=True)


def _cells(caption: str, head: str, told: dict[str, Any], names: dict[str, Any] | None = None) -> Cells:
    def name(value: str) -> str:
        if names is not None:
            return str(names.get(value, value))
        return language_words(value) if value and value != "und" else _("language not known")

    rows = sorted(told.items(), key=lambda each: (each[1] is None, -(each[1] or {}).get("contributions", 0), each[0]))
    return Cells(caption, head, [(name(value), counts) for value, counts in rows])

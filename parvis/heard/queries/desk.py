"""What those who write a report see of it: its sections, what a sentence may rest on and quote, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, When

from parvis.analysis.engine.texts import sentences_of
from parvis.analysis.models import FoundTheme
from parvis.consultations.models import Contribution
from parvis.heard.faults import faults_of_report
from parvis.heard.freezing import statements_of
from parvis.heard.models import Heard, Report, Section
from parvis.heard.rows import rows_of, said_in
from parvis.heard.rules import may_be_quoted

AT_A_TIME = 50


@dataclass(frozen=True)
class Written:
    """A section with its sentences."""

    section: Section
    statements: list[Heard]


@dataclass(frozen=True)
class Choice:
    """A contribution a sentence may rest on."""

    contribution: Contribution
    is_chosen: bool


@dataclass(frozen=True)
class Span:
    """A sentence of a contribution, whether it is quoted, and whether a program proposes to."""

    contribution: Contribution
    start: int
    end: int
    is_quoted: bool
    is_proposed: bool

    @property
    def words(self) -> str:
        """Return its words."""
        return self.contribution.words[self.start : self.end]

    @property
    def value(self) -> str:
        """Return what a form sends for it."""
        return f"{self.contribution.pk}:{self.start}:{self.end}"


@dataclass(frozen=True)
class Slice:
    """Some rows of a list, and where the next begin."""

    rows: list
    after: int | None


def overview_of(report: Report) -> list[Written]:
    """Return the sections that stand; two queries."""
    sections = list(report.sections.filter(is_dropped=False).select_related("found", "theme"))
    statements: dict[int, list[Heard]] = {}
    for each in Heard.objects.standing().filter(section__report=report).select_related("section"):
        statements.setdefault(each.section_id, []).append(each)
    return [Written(section, statements.get(section.pk, [])) for section in sections]


def faults_now(report: Report) -> list[str]:
    """Return what still keeps a report from being signed."""
    return faults_of_report(report, statements_of(report), rows_of(report.consultation))


def choices_of(statement: Heard, after: int) -> Slice:
    """Return what a sentence may rest on: what stands closest to the theme first, where a run has found out."""
    said = said_in(statement.section).order_by("-placing__strength", "pk")
    rows = list(said[after : after + AT_A_TIME + 1])
    chosen = set(statement.contributions.filter(pk__in=[each.pk for each in rows]).values_list("pk", flat=True))
    shown = [Choice(each, each.pk in chosen) for each in rows[:AT_A_TIME]]
    return Slice(shown, after + AT_A_TIME if len(rows) > AT_A_TIME else None)


def spans_of(statement: Heard, after: int) -> Slice:
    """Return, of each contribution a sentence rests on and that may be quoted, its sentences: those with proposed ones first."""
    proposed = _proposed(statement)
    is_proposed = Case(When(code__in=proposed, then=True), default=False, output_field=BooleanField())
    said = statement.contributions.select_related("provenance").order_by(is_proposed.desc(), "-placing__strength", "pk")
    rows = list(said[after : after + AT_A_TIME + 1])
    quoted = set(statement.quotes.values_list("contribution", "start"))
    shown = [list(_spans(each, quoted, proposed)) for each in rows[:AT_A_TIME] if may_be_quoted(each)]
    return Slice(shown, after + AT_A_TIME if len(rows) > AT_A_TIME else None)


def _proposed(statement: Heard) -> dict[str, tuple[int, int]]:
    """Return, by receipt, where the quotes stand that a run chose for the themes in question."""
    section = statement.section
    themes = FoundTheme.objects.filter(consultation=section.report.consultation_id)
    if section.found_id:
        themes = themes.filter(Q(pk=section.found_id) | Q(merged_into=section.found_id))
    found = themes.filter(is_gone=False).values_list("quotes", flat=True)
    return {code: (start, end) for quotes in found for code, start, end in quotes}


def _spans(
    contribution: Contribution, quoted: set[tuple[int, int]], proposed: Mapping[str, tuple[int, int]]
) -> Iterable[Span]:
    first, last = proposed.get(contribution.code, (0, 0))
    for start, end in sentences_of(contribution.words):
        yield Span(contribution, start, end, (contribution.pk, start) in quoted, first <= start and end <= last)

"""What still keeps a sentence from being final, and a report from being published."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from parvis.analysis.engine.counting import Counts, counts_of, strange_numbers
from parvis.consultations.models import Contribution
from parvis.core.languages import language_name, listed
from parvis.core.words import Words
from parvis.heard.models import Heard, Quote, Report
from parvis.heard.rows import Row
from parvis.heard.rules import may_be_quoted


def faults_of_statement(statement: Heard, counts: Counts) -> list[str]:
    """Return a sentence for each thing that keeps a sentence from being final."""
    if not counts["contributions"]:
        return [_("%(code)s rests on no contribution: choose those that say it.") % {"code": statement.code}]
    strange = dict.fromkeys(number for text in statement.prose.values() for number in strange_numbers(text, counts))
    return [
        _(
            "%(code)s: the number %(number)s is not counted from its contributions. Write {contributions}, {people}, {share} or {copies} where a count belongs, and other numbers in letters."
        )
        % {"code": statement.code, "number": number}
        for number in strange
    ]


def faults_of_report(report: Report, statements: Sequence[Heard], rows: Sequence[Row]) -> list[str]:
    """Return a sentence for each thing that keeps a report from being published; `statements` with what they cite and quote."""
    return [
        *_missing(report, _("title"), report.title),
        *_missing(report, _("introduction"), report.introduction),
        *_sections(report, statements),
        *(fault for each in statements for fault in _standing(report, each, rows)),
        *_comments(report),
    ]


def _sections(report: Report, statements: Sequence[Heard]) -> Iterable[str]:
    used = {each.section_id for each in statements}
    sections = [each for each in report.sections.all() if not each.is_dropped]
    if not statements:
        yield _("Nothing was heard yet: write a sentence.")
    for section in sections:
        yield from _missing(report, section.code, section.title)
        if section.pk not in used:
            yield _("%(code)s holds no sentence yet.") % {"code": section.code}


def _standing(report: Report, statement: Heard, rows: Sequence[Row]) -> Iterable[str]:
    cited = {each.code for each in statement.contributions.all()}
    counts = counts_of([row for row in rows if row["id"] in cited], len(rows))
    yield from _missing(report, statement.code, statement.prose)
    yield from faults_of_statement(statement, counts)
    if not statement.is_final:
        yield _("%(code)s is not final yet.") % {"code": statement.code}
    elif statement.counts != counts:
        yield _("%(code)s: its numbers are not what they were when it was called final. Read it again.") % {
            "code": statement.code
        }
    for each in statement.contributions.all():
        if each.status != Contribution.Status.PUBLISHED:
            yield _("%(code)s rests on %(receipt)s, which cannot be read any more: leave it out.") % {
                "code": statement.code,
                "receipt": each,
            }
    for made in statement.quotes.all():
        yield from _quote(statement, made)


def _quote(statement: Heard, made: Quote) -> Iterable[str]:
    about = {"code": statement.code, "receipt": made.contribution}
    if not (verdict := may_be_quoted(made.contribution)):
        sentence = _("%(code)s quotes %(receipt)s.") % about
        yield f"{sentence} {verdict.reason}"
    elif not made.words:
        yield _("%(code)s quotes %(receipt)s, which does not say this any more: quote it again.") % about


def _comments(report: Report) -> Iterable[str]:
    waiting = sum(not each.outcome for each in report.comments.all())
    if waiting:
        yield _("Some comments of the forum have no reply yet.")


def _missing(report: Report, what: str, words: Words) -> Iterable[str]:
    if missing := words.missing(report.consultation.cycle.official_languages):
        languages = listed(language_name(code) for code in missing)
        yield _("%(what)s is not written in %(languages)s yet.") % {"what": capfirst(what), "languages": languages}

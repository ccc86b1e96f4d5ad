"""Write what was heard: sentences, what they cite, what they quote."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.analysis.engine.texts import is_whole
from parvis.consultations.models import Contribution
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.heard.actions.reports import AROUND, cleaned, require_something, wrote
from parvis.heard.faults import faults_of_statement
from parvis.heard.models import Heard, Quote, Section
from parvis.heard.models.statements import sha256_of
from parvis.heard.rows import counts_now, rows_of, said_in
from parvis.heard.rules import may_be_quoted, may_write_report
from parvis.people.models import Person
from parvis.record.overtaking import refuse_overtaken

MOST_QUOTED = 12


@transaction.atomic
def add_statement(
    section: Section,
    *,
    by: Person,
    prose: Mapping[str, str],
    frame: str = Heard.Frame.ASK,
    contributions: Collection[Contribution] | None = None,
) -> Heard:
    """Write a sentence under the next number of its section; without `contributions` it cites all of the section's theme."""
    report = section.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    words = cleaned(prose)
    require_something(words)
    section.refresh_from_db(fields=["last_number"])
    section.last_number += 1
    section.save(update_fields=["last_number"])
    made = Heard.objects.create(section=section, number=section.last_number, frame=frame, prose=words)
    made.contributions.set(_among(section, contributions))
    wrote(report, by)
    return made


@transaction.atomic
def change_statement(
    statement: Heard,
    *,
    by: Person,
    frame: str,
    prose: Mapping[str, str],
    final: bool = False,
    seen: Marks | None = None,
) -> Heard:
    """Write a sentence anew; refused when overtaken, and as `final` when it cites nothing or a number is not counted from it."""
    report = statement.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    statement.refresh_from_db(fields=["frame", "prose", "counts"])
    words = cleaned(prose)
    typed = {"frame": frame, "prose": words}
    saved = {"frame": statement.frame, "prose": statement.prose}
    refuse_overtaken(report, seen, saved=saved, typed=typed, verbs=("report.changed",))
    require_something(words)
    statement.frame, statement.prose = frame, words
    counts = counts_now(statement, rows_of(report.consultation)) if final else None
    if counts is not None and (faults := faults_of_statement(statement, counts)):
        raise Refused(" ".join(faults))
    if typed != saved or counts != statement.counts:
        statement.counts = counts
        statement.save(update_fields=["frame", "prose", "counts"])
        wrote(report, by)
    return statement


@transaction.atomic
def cite(
    statement: Heard, *, by: Person, contributions: Collection[Contribution], among: Collection[int] | None = None
) -> Heard:
    """Say on which contributions of its theme a sentence rests; with `among`, only these were shown and can be left out."""
    report = statement.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    chosen = {each.pk for each in _among(statement.section, contributions)}
    standing = set(statement.contributions.values_list("pk", flat=True))
    wanted = chosen if among is None else chosen | (standing - set(among))
    if wanted != standing:
        statement.contributions.set(wanted)
        statement.quotes.exclude(contribution__in=wanted).delete()
        _reopen(statement)
        wrote(report, by)
    return statement


@transaction.atomic
def quote(statement: Heard, *, by: Person, contribution: Contribution, start: int, end: int) -> Quote:
    """Quote whole sentences of a contribution that a sentence rests on, as they stand in it."""
    report = statement.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    contribution = Contribution.objects.select_related("provenance").get(pk=contribution.pk)
    may_be_quoted(contribution).enforce()
    if not statement.contributions.filter(pk=contribution.pk).exists():
        raise Refused(_("A sentence quotes only what it rests on: choose this contribution first."))
    if not is_whole(contribution.words, start, end):
        raise Refused(_("Quote whole sentences, as they stand in the contribution."))
    if statement.quotes.count() >= MOST_QUOTED:
        raise Refused(_("Twelve quotes are enough for one sentence."))
    says = {"end": end, "sha256": sha256_of(contribution.words[start:end])}
    made, is_new = Quote.objects.update_or_create(
        statement=statement, contribution=contribution, start=start, defaults=says
    )
    if is_new:
        wrote(report, by)
    return made


@transaction.atomic
def unquote(made: Quote, *, by: Person) -> None:
    """Leave a quote out."""
    report = made.statement.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    if Quote.objects.filter(pk=made.pk).delete()[0]:
        wrote(report, by)


@transaction.atomic
def drop_statement(statement: Heard, *, by: Person) -> Heard:
    """Take a sentence out; its number is not given again."""
    report = statement.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    if Heard.objects.filter(pk=statement.pk, is_dropped=False).update(is_dropped=True):
        statement.is_dropped = True
        wrote(report, by)
    return statement


def _among(section: Section, contributions: Collection[Contribution] | None) -> list[Contribution]:
    said = said_in(section)
    if contributions is not None:
        said = said.filter(pk__in=[each.pk for each in contributions])
    return list(said.only("pk").order_by("pk"))


def _reopen(statement: Heard) -> None:
    statement.counts = None
    statement.save(update_fields=["counts"])

"""Begin a report, say what it is called, and give it sections."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from parvis.analysis.models import FoundTheme
from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core.cleaning import clean_words, says_something
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.heard.models import Report, Section
from parvis.heard.rules import may_begin_report, may_write_report
from parvis.people.models import Person
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken
from parvis.themes.models import Theme

AROUND = ("consultation__cycle__place",)
TEXTS = ("title", "introduction", "method")


@transaction.atomic
def begin_report(consultation: Consultation, *, by: Person, title: Mapping[str, str]) -> Report:
    """Begin the report of a consultation, or return the one that is there."""
    may_begin_report(by, consultation).enforce()
    words = cleaned(title)
    require_something(words)
    report, is_new = Report.objects.get_or_create(consultation=consultation, defaults={"title": words})
    if is_new:
        report.writers.add(by)
        record("report.begun", report, role=role_of(by, report))
    return report


@transaction.atomic
def change_report(
    report: Report,
    *,
    by: Person,
    title: Mapping[str, str],
    introduction: Mapping[str, str],
    method: Mapping[str, str],
    seen: Marks | None = None,
) -> Report:
    """Change the title, the introduction and the note on the method; refused when overtaken."""
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    typed = {"title": cleaned(title), "introduction": cleaned(introduction), "method": cleaned(method)}
    saved = {name: getattr(report, name) for name in TEXTS}
    refuse_overtaken(report, seen, saved=saved, typed=typed, verbs=("report.begun", "report.changed"))
    require_something(typed["title"])
    if typed != saved:
        for name, words in typed.items():
            setattr(report, name, words)
        report.save(update_fields=TEXTS)
        wrote(report, by)
    return report


@transaction.atomic
def add_section(
    report: Report,
    *,
    by: Person,
    title: Mapping[str, str],
    kind: str = Section.Kind.THEME,
    found: FoundTheme | None = None,
    theme: Theme | None = None,
) -> Section:
    """Add a section under the next number of its kind: on a theme that was found, one of the convener's, or neither."""
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    words = cleaned(title)
    require_something(words)
    last = report.sections.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    section = Section.objects.create(report=report, kind=kind, number=last + 1, title=words, found=found, theme=theme)
    wrote(report, by)
    return section


@transaction.atomic
def change_section(section: Section, *, by: Person, title: Mapping[str, str], seen: Marks | None = None) -> Section:
    """Give a section another title; refused when overtaken."""
    report = section.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    section.refresh_from_db(fields=["title"])
    typed = {"title": cleaned(title)}
    refuse_overtaken(report, seen, saved={"title": section.title}, typed=typed, verbs=("report.changed",))
    require_something(typed["title"])
    if typed["title"] != section.title:
        section.title = typed["title"]
        section.save(update_fields=["title"])
        wrote(report, by)
    return section


@transaction.atomic
def drop_section(section: Section, *, by: Person) -> Section:
    """Take a section out with its sentences; its number is not given again."""
    report = section.report
    lock(report, *AROUND)
    may_write_report(by, report).enforce()
    if Section.objects.filter(pk=section.pk, is_dropped=False).update(is_dropped=True):
        section.is_dropped = True
        wrote(report, by)
    return section


def wrote(report: Report, by: Person) -> None:
    """Note that somebody wrote in a report; they cannot sign it any more."""
    report.writers.add(by)
    record("report.changed", report, role=role_of(by, report))


def role_of(person: Person, report: Report) -> str:
    """Return the plain word for the role in which `person` acts on a report."""
    return role_in(person, report.place, "convener", "reviewer", "member")


def cleaned(texts: Mapping[str, str]) -> Words:
    """Return `texts` clean, without the languages in which nothing is said."""
    clean = {language: clean_words(text) for language, text in texts.items()}
    return Words({language: text for language, text in clean.items() if says_something(text)})


def require_something(words: Words) -> None:
    """Refuse a text that is empty in every language."""
    if not words:
        raise Refused(_("Write this in one language at least."))

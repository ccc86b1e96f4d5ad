"""Where a report is written: its texts, its sections, its sentences with what they rest on and quote."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.consultations.models import Consultation
from parvis.consultations.rules import may_convene
from parvis.consultations.views.asking import visible_consultation
from parvis.core.editing import filled
from parvis.core.rules import Refused
from parvis.heard import actions
from parvis.heard.forms import BeginForm, NewSectionForm, ReportForm, SectionForm, StatementForm
from parvis.heard.frames import opening
from parvis.heard.models import Heard, Report, Section
from parvis.heard.queries.desk import faults_now, overview_of
from parvis.heard.rows import counts_now, rows_of

_STEPS = {"discuss": actions.discuss_report, "take_back": actions.take_back_report}


@never_cache
def desk_heard(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the report of a consultation, or see how far it is and add sections to it."""
    consultation = convened(request, slug)
    report = Report.objects.filter(consultation=consultation).first()
    if report is None:
        return _begin(request, consultation)
    report.consultation = consultation
    if (step := request.POST.get("step", "")) in _STEPS:
        told(request, lambda: _STEPS[step](report, by=request.user))
        return redirect("desk_heard", slug)
    form = NewSectionForm(consultation, request.POST or None)
    if section := filled(form, lambda _typed: actions.add_section(report, by=request.user, **form.said)):
        return redirect("heard_section", slug, section.code)
    context = {"consultation": consultation, "report": report, "form": form, "overview": overview_of(report)}
    if not report.is_published:
        context["faults"] = faults_now(report)
    return _page(request, "report", context, form)


@never_cache
def desk_heard_texts(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the title, the introduction and the note on the method."""
    report = report_of(request, slug)
    form = ReportForm(report, request.POST or None)
    if filled(form, lambda typed: actions.change_report(report, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect("desk_heard", slug)
    return _page(request, "texts", {"report": report, "consultation": report.consultation, "form": form}, form)


@never_cache
def heard_section(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Change the title of a section, and write sentences in it."""
    section = section_of(request, slug, code)
    report, step = section.report, request.POST.get("step", "")
    if step == "drop":
        told(request, lambda: actions.drop_section(section, by=request.user))
        return redirect("desk_heard", slug)
    renaming = SectionForm(section, request.POST if step == "rename" else None)
    writing = StatementForm(report.consultation, request.POST if step == "write" else None)
    renaming.button, writing.button = ("step", "rename"), ("step", "write")
    if filled(renaming, lambda typed: actions.change_section(section, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect("heard_section", slug, code)
    if made := filled(writing, lambda typed: actions.add_statement(section, by=request.user, **typed)):
        return redirect("heard_statement", slug, code, made.number)
    statements = [each for each in section.statements.all() if not each.is_dropped]
    context = {"report": report, "consultation": report.consultation, "section": section, "statements": statements}
    return _page(request, "section", context | {"renaming": renaming, "writing": writing}, renaming, writing)


@never_cache
def heard_statement(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Write a sentence, call it final, or drop it."""
    statement = statement_of(request, slug, code, number)
    report, step = statement.report, request.POST.get("step", "")
    if step == "drop":
        told(request, lambda: actions.drop_statement(statement, by=request.user))
        return redirect("heard_section", slug, code)
    form = StatementForm(report.consultation, request.POST or None, statement)

    def write(typed: dict[str, Any]) -> Heard:
        return actions.change_statement(statement, by=request.user, final=step == "final", **typed)

    if filled(form, write):
        messages.success(request, _("Saved as final.") if statement.is_final else _("Saved."))
        return redirect("heard_statement", slug, code, number)
    rows = rows_of(report.consultation)
    counts = counts_now(statement, rows)
    context = {
        "report": report,
        "consultation": report.consultation,
        "statement": statement,
        "form": form,
        "counts": counts,
        "whole": len(rows),
        "opening": opening(statement.frame, counts),
        "quotes": statement.quotes.select_related("contribution"),
    }
    return _page(request, "statement", context, form)


@require_POST
def drop_quote(request: HttpRequest, slug: str, code: str, number: int, quote: int) -> HttpResponse:
    """Leave a quote out."""
    statement = statement_of(request, slug, code, number)
    made = get_object_or_404(statement.quotes, pk=quote)
    made.statement = statement
    told(request, lambda: actions.unquote(made, by=request.user))
    return redirect("heard_statement", slug, code, number)


def convened(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation the visitor convenes, or answer 403 or 404."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    return consultation


def report_of(request: HttpRequest, slug: str) -> Report:
    """Return the report of a consultation the visitor convenes, or answer 403 or 404."""
    consultation = convened(request, slug)
    report = get_object_or_404(Report, consultation=consultation)
    report.consultation = consultation
    return report


def section_of(request: HttpRequest, slug: str, code: str) -> Section:
    """Return a section of such a report."""
    report = report_of(request, slug)
    number = int(code[1:]) if code[1:].isdecimal() and len(code) < 5 else 0
    sections = report.sections.filter(is_dropped=False).select_related("found", "theme")
    section = get_object_or_404(sections, kind=code[:1], number=number)
    section.report = report
    return section


def statement_of(request: HttpRequest, slug: str, code: str, number: int) -> Heard:
    """Return a sentence of such a report."""
    section = section_of(request, slug, code)
    statement = get_object_or_404(section.statements.filter(is_dropped=False), number=number)
    statement.section = section
    return statement


def told(request: HttpRequest, act: Any) -> bool:
    """Act; a refusal is told on the next page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _begin(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    form = BeginForm(consultation, request.POST or None)
    if filled(form, lambda typed: actions.begin_report(consultation, by=request.user, **typed)):
        return redirect("desk_heard", consultation.slug)
    return _page(request, "begin", {"consultation": consultation, "form": form}, form)


def _page(request: HttpRequest, name: str, context: dict[str, Any], *forms: Any) -> HttpResponse:
    status = 422 if any(form.errors for form in forms) else max(form.status for form in forms)
    return render(request, f"heard/desk/{name}.html", context, status=status)

"""What everybody reads of a report, and the files of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations.rules import may_convene
from parvis.consultations.views.asking import signed_in, visible_consultation
from parvis.core.pages import public_page
from parvis.heard.bundling import bundle_of
from parvis.heard.models import Report
from parvis.heard.printing import docx_of, pdf_of
from parvis.heard.queries.page import page_of
from parvis.heard.rules import may_answer, may_comment_report, may_correct_report, may_read_report, may_sign_report

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public_page
@require_safe
def heard(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was heard: to everybody once it is signed, and before to those who write and comment it."""
    report, person = readable(request, slug), signed_in(request)
    context = {
        "report": report,
        "consultation": report.consultation,
        "page": page_of(report),
        "convenes": may_convene(person, report.consultation),
        "may_comment": may_comment_report(person, report),
        "may_sign": not report.is_published and may_sign_report(person, report),
        "may_answer": report.is_published and may_answer(person, report),
        "may_correct": may_correct_report(person, report),
    }
    return render(request, "heard/report.html", context)


@public_page
@require_safe
def heard_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the published report, in the bytes of which the record keeps the digest."""
    return _file(published(request, slug).bytes, "application/json", f"{slug}-what-we-heard.json")


@login_not_required
@never_cache
@require_safe
def heard_bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the report with all it was counted from, for whoever checks it."""
    return _file(bundle_of(published(request, slug)), "application/zip", f"{slug}-what-we-heard.zip")


@login_not_required
@never_cache
@require_safe
def heard_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the published report to print, in the language of the page."""
    said = pdf_of(page_of(published(request, slug)))
    return _file(said, "application/pdf", f"{slug}-{get_language()}.pdf")


@login_not_required
@never_cache
@require_safe
def heard_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the published report for a word processor, in the language of the page."""
    return _file(docx_of(page_of(published(request, slug))), DOCX, f"{slug}-{get_language()}.docx")


def readable(request: HttpRequest, slug: str) -> Report:
    """Return the report of a consultation if the visitor may read it, else answer 404."""
    consultation = visible_consultation(request, slug)
    report = get_object_or_404(Report.objects.select_related("signed_by"), consultation=consultation)
    report.consultation = consultation
    if not may_read_report(signed_in(request), report):
        raise Http404
    return report


def published(request: HttpRequest, slug: str) -> Report:
    """Return the published report of a consultation, or answer 404."""
    consultation = visible_consultation(request, slug)
    report = get_object_or_404(Report.objects.published(), consultation=consultation)
    report.consultation = consultation
    return report


def _file(said: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(said, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

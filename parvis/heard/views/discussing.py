"""What happens to a report beside writing: comments and replies, the signature, errata."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.core.editing import filled
from parvis.core.words import Words
from parvis.heard import actions
from parvis.heard.forms import CommentForm, ErratumForm, ReplyForm
from parvis.heard.models import Heard, Report
from parvis.heard.queries.desk import faults_now
from parvis.heard.queries.page import page_of
from parvis.heard.rules import may_comment_report, may_correct_report, may_sign_report
from parvis.heard.views.desk import report_of, told
from parvis.heard.views.reading import readable


@never_cache
def comment_heard(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something of a draft, or of one of its sentences."""
    report = readable(request, slug)
    may_comment_report(request.user, report).admit()
    statement, form = _statement(request, report), CommentForm(request.POST or None)
    said = {"by": request.user, "statement": statement}
    if filled(form, lambda typed: actions.comment_report(report, **said, **typed)):
        messages.success(request, _("Thank you. Whoever writes the report replies before it is published."))
        return redirect("heard", slug)
    return _page(request, "comment", report, form, statement)


@never_cache
def heard_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """List what the forum says of a draft."""
    report = report_of(request, slug)
    comments = report.comments.select_related("statement__section")
    context = {"report": report, "consultation": report.consultation, "comments": comments}
    return render(request, "heard/desk/comments.html", context)


@never_cache
def reply_heard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what became of a comment."""
    report = report_of(request, slug)
    comment = get_object_or_404(report.comments.select_related("statement__section"), pk=number)
    comment.report = report
    form = ReplyForm(comment, request.POST or None)
    if filled(form, lambda typed: actions.reply_to_comment(comment, by=request.user, **typed)):
        return redirect("heard_comments", slug)
    context = {"report": report, "consultation": report.consultation, "comment": comment, "form": form}
    return render(request, "heard/desk/reply.html", context, status=422 if form.errors else 200)


@never_cache
def sign_heard(request: HttpRequest, slug: str) -> HttpResponse:
    """See what still keeps a report from publication; sign it when nothing does."""
    report = readable(request, slug)
    if request.method == "POST" and told(request, lambda: actions.sign_report(report, by=request.user)):
        messages.success(request, _("Signed, and published."))
        return redirect("heard", slug)
    context = {
        "report": report,
        "consultation": report.consultation,
        "may_sign": may_sign_report(request.user, report),
        "faults": [] if report.is_published else faults_now(report),
    }
    return render(request, "heard/desk/sign.html", context)


@never_cache
def correct_heard(request: HttpRequest, slug: str) -> HttpResponse:
    """Put right what is wrong in a published report."""
    report = readable(request, slug)
    may_correct_report(request.user, report).admit()
    statement, form = _statement(request, report), ErratumForm(report.consultation, request.POST or None)
    said = {"by": request.user, "statement": statement}
    if filled(form, lambda typed: actions.publish_erratum(report, **said, **typed)):
        return redirect(f"{report.get_absolute_url()}#errata")
    return _page(request, "correct", report, form, statement)


def _statement(request: HttpRequest, report: Report) -> Heard | None:
    """Return the sentence the page is about, none when it is about the whole."""
    code = request.GET.get("on", "")
    statements = Heard.objects.standing().filter(section__report=report).select_related("section__report")
    return next((each for each in statements if each.code == code), None)


def _page(request: HttpRequest, name: str, report: Report, form: object, statement: Heard | None) -> HttpResponse:
    context = {"report": report, "consultation": report.consultation, "form": form, "statement": statement}
    context["prose"] = statement and _as_read(report, statement)
    return render(request, f"heard/desk/{name}.html", context, status=422 if form.errors else 200)


def _as_read(report: Report, statement: Heard) -> Words:
    """Return a sentence with its numbers, as the page of the report shows it."""
    page = page_of(report)
    sentences = (each for part in (*page.themes, *page.minorities) for each in part.sentences)
    return next((each.prose for each in sentences if each.code == statement.code), statement.prose)

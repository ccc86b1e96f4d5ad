"""One answer on its way: written, read by a second person, published, corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis.commitments import actions
from parvis.commitments.forms.answers import (
    CorrectionForm,
    HeadingsForm,
    LinkForm,
    NoteForm,
    ResponseForm,
    SendBackForm,
)
from parvis.commitments.models import Commitment, Response
from parvis.commitments.queries.answers import answer_page, headings_of
from parvis.commitments.queries.waiting import said_alike_with
from parvis.commitments.rules import (
    may_change_response,
    may_convene,
    may_correct_response,
    may_review_response,
    may_see_answers_desk,
    may_submit_response,
)
from parvis.commitments.views.acting import attempt, not_open, ticked
from parvis.commitments.wording import gaps_of
from parvis.consultations.models import Contribution
from parvis.core.editing import filled
from parvis.core.receipts import NotAReceipt, read_code
from parvis.core.rules import Verdict


@require_http_methods(["GET", "POST"])
@never_cache
def response(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Show an answer that is not published yet: to write it, or to read it as the second person."""
    found = _response(cycle, number)
    if not (verdict := may_see_answers_desk(request.user, found.cycle)):
        return not_open(request, verdict)
    form = ResponseForm(request.POST or None, response=found, commitments=_commitments(found))
    # Words come back with the reason when it was handed over, or published, while they were typed.
    if request.method != "POST" and found.status == Response.Status.PUBLISHED:
        return redirect(found)
    if request.method != "POST" and found.status != Response.Status.DRAFT:
        return _show_review(request, found, SendBackForm())
    if filled(form, lambda typed: _save(request, found, typed)):
        return redirect("desk_answer", cycle, number)
    return _show_draft(request, found, form)


@require_safe
@never_cache
def preview(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Show an answer as its authors will read it."""
    found = _response(cycle, number)
    if not (verdict := may_see_answers_desk(request.user, found.cycle)):
        return not_open(request, verdict)
    shown = answer_page(found, request.GET.get("after", ""))
    return render(request, "commitments/desk/preview.html", {"shown": shown, "page": shown.page, "response": found})


@require_POST
def leave(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Put what was ticked back among what waits."""
    found, keys = _response(cycle, number), ticked(request)
    attempt(
        request,
        lambda: actions.leave_contributions(found, by=request.user, contributions=keys),
        _("What you ticked waits again.") if keys else "",
    )
    return redirect("desk_answer", cycle, number)


@require_http_methods(["GET", "POST"])
@never_cache
def note(request: HttpRequest, cycle: str, number: int, receipt: str) -> HttpResponse:
    """Write something more to one person."""
    found = _response(cycle, number)
    if not (verdict := may_change_response(request.user, found)):
        return not_open(request, verdict)
    answer = get_object_or_404(found.answers.select_related("contribution"), contribution__code=_code(receipt))
    contribution = answer.contribution
    form = NoteForm(request.POST or None, cycle=found.cycle, saved={"note": answer.note})
    if filled(form, lambda typed: actions.note_to_person(found, contribution, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect("desk_answer", cycle, number)
    context = {"response": found, "contribution": contribution, "form": form}
    return render(request, "commitments/desk/note.html", context, status=form.status)


@require_POST
def submit(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Hand an answer, as it was last saved, to a second person."""
    found = _response(cycle, number)
    attempt(request, lambda: actions.submit_for_review(found, by=request.user), _handed_over())
    return redirect("desk_answer", cycle, number)


@require_POST
def send_back(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Give an answer back to those who write it."""
    found = _response(cycle, number)
    form = SendBackForm(request.POST)
    if filled(form, lambda typed: actions.send_back(found, by=request.user, note=typed["note"])):
        messages.success(request, _("It is back with those who write it."))
        return redirect("desk_answers", cycle)
    return _show_review(request, _response(cycle, number), form)


@require_POST
def publish(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Publish an answer one has read."""
    found = _response(cycle, number)
    done = _("Published. Everybody who asked to be told is written to, in their language.")
    if attempt(request, lambda: actions.publish_response(found, by=request.user), done):
        return redirect(found)
    return redirect("desk_answer", cycle, number)


@require_POST
def withdraw(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Give an answer up; what it holds waits again."""
    found = _response(cycle, number)
    done = _("Given up. Its contributions wait again.")
    if attempt(request, lambda: actions.withdraw_response(found, by=request.user), done):
        return redirect("desk_answers", cycle)
    return redirect("desk_answer", cycle, number)


@require_http_methods(["GET", "POST"])
@never_cache
def correct(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Correct a published answer, in the open."""
    found = _response(cycle, number)
    if not (verdict := may_correct_response(request.user, found)):
        return not_open(request, verdict)
    form = CorrectionForm(request.POST or None, response=found)
    if filled(form, lambda typed: actions.correct_response(found, by=request.user, **typed)):
        messages.success(request, _("Corrected. What it said before stays readable."))
        return redirect(found)
    context = {"response": _response(cycle, number), "form": form}
    return render(request, "commitments/desk/correct.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@never_cache
def link(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Say which commitments a published answer leads to."""
    found = _response(cycle, number)
    if not (verdict := may_correct_response(request.user, found)):
        return not_open(request, verdict)
    form = LinkForm(request.POST if request.method == "POST" else None, response=found, commitments=_commitments(found))
    if form.is_valid() and attempt(
        request, lambda: _link(request, found, form.cleaned_data["commitments"]), _("Saved.")
    ):
        return redirect(found)
    return render(request, "commitments/desk/link.html", {"response": found, "form": form})


@require_http_methods(["GET", "POST"])
@never_cache
def headings(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Say to which headings of a report an answer responds."""
    found = _response(cycle, number)
    is_published = found.status == Response.Status.PUBLISHED
    if not (verdict := (may_submit_response if is_published else may_change_response)(request.user, found)):
        return not_open(request, verdict)
    sections = list(headings_of(found.cycle))
    form = HeadingsForm(request.POST if request.method == "POST" else None, response=found, sections=sections)
    if form.is_valid():
        chosen = [each for each in sections if str(each.pk) in form.cleaned_data["headings"]]
        said = {"by": request.user, "sections": chosen}
        if attempt(request, lambda: actions.respond_to_headings(found, **said), _("Saved.")):
            return redirect(found) if is_published else redirect("desk_answer", cycle, number)
    return render(request, "commitments/desk/headings.html", {"response": found, "form": form, "sections": sections})


def _link(request: HttpRequest, found: Response, chosen: list[str]) -> Response:
    # What was withdrawn is not on offer; that the answer once led there stays.
    withdrawn = found.commitments.filter(status=Commitment.Status.WITHDRAWN)
    commitments = [*withdrawn, *(each for each in _commitments(found) if str(each.pk) in chosen)]
    return actions.link_commitments(found, by=request.user, commitments=commitments)


def _handed_over() -> str:
    return _("Handed over. Somebody who did not write it reads it now, and publishes it.")


def _response(cycle: str, number: int) -> Response:
    rows = Response.objects.select_related("cycle__place", "organisation", "drafted_by")
    return get_object_or_404(rows, cycle__slug=cycle, number=number)


def _code(receipt: str) -> str:
    try:
        return read_code(receipt)
    except NotAReceipt:
        return ""


def _commitments(response: Response) -> list[Commitment]:
    standing = response.cycle.commitments.exclude(status=Commitment.Status.WITHDRAWN)
    return list(standing.order_by("number"))


def _save(request: HttpRequest, found: Response, typed: dict[str, Any]) -> Response:
    """Save what was typed, then, when asked to, hand it over: what is missing then is said, and nothing is lost."""
    chosen = set(typed.get("commitments", []))
    linked = [each for each in _commitments(found) if str(each.pk) in chosen]
    actions.change_response(found, by=request.user, **typed | {"commitments": linked})
    if request.POST.get("act") == "submit":
        actions.submit_for_review(found, by=request.user)
        messages.success(request, _handed_over())
    else:
        messages.success(request, _("Saved."))
    return found


def _show_draft(request: HttpRequest, found: Response, form: ResponseForm) -> HttpResponse:
    rows = found.answers.select_related("contribution").prefetch_related("contribution__themes")
    shown = answer_page(found, request.GET.get("after", ""))
    context = {
        "response": found,
        "form": form,
        "shown": shown,
        "page": shown.page,
        "gaps": gaps_of(found.cycle, [found], ["reason"])[found.pk],
        "may_change": may_change_response(request.user, found),
        "may_convene": may_convene(request.user, found.cycle),
        "alike": said_alike_with(found),
        "has_hidden": rows.exclude(contribution__status=Contribution.Status.PUBLISHED).exists(),
    }
    return render(request, "commitments/desk/draft.html", context, status=form.status)


def _show_review(request: HttpRequest, found: Response, form: SendBackForm) -> HttpResponse:
    shown = answer_page(found, request.GET.get("after", ""))
    verdict: Verdict = may_review_response(request.user, found)
    context = {
        "response": found,
        "shown": shown,
        "page": shown.page,
        "form": form,
        "may_review": verdict,
        "may_withdraw": may_submit_response(request.user, found),
    }
    return render(request, "commitments/desk/review.html", context)

"""The desk of those who promise: commitments drafted from what people said, adopted, reported on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis.commitments import actions
from parvis.commitments.forms.commitments import CommitmentForm, ProgressForm, SourcesForm, WithdrawForm
from parvis.commitments.models import TEXTS, Commitment, Response
from parvis.commitments.queries.commitments import waiting_commitments, with_numbers
from parvis.commitments.queries.threads import origin_of
from parvis.commitments.rules import (
    may_convene,
    may_report_progress,
    may_revise_commitment,
    may_see_commitments_desk,
)
from parvis.commitments.views.acting import attempt, not_open, ticked, visible_cycle
from parvis.commitments.views.answering import wanted
from parvis.commitments.wording import gaps_of
from parvis.consultations.models import Contribution
from parvis.core.editing import filled
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation


@require_safe
@never_cache
def commitments(request: HttpRequest, cycle: str) -> HttpResponse:
    """List the commitments of a cycle, with what each still lacks."""
    found = visible_cycle(request, cycle)
    if not (verdict := may_see_commitments_desk(request.user, found)):
        return not_open(request, verdict)
    rows = list(waiting_commitments(found))
    gaps = gaps_of(found, rows, TEXTS)
    context = {
        "cycle": found,
        "rows": [(each, len(gaps[each.pk])) for each in rows],
        "may_convene": may_convene(request.user, found),
    }
    return render(request, "commitments/desk/commitments.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest, cycle: str) -> HttpResponse:
    """Draft a commitment: of contributions ticked elsewhere, of those of an answer, or of none."""
    found = visible_cycle(request, cycle)
    if not (verdict := may_convene(request.user, found)):
        return not_open(request, verdict)
    response = _response_named(request, found)
    sources = wanted(request, found) or _sources_of(response)
    is_sent = any(name.startswith("title_") for name in request.POST)
    form = CommitmentForm(
        request.POST if is_sent else None,
        cycle=found,
        organisations=Organisation.objects.filter(place=found.place_id, kind=Organisation.Kind.PUBLIC),
        initial={"organisation": response.organisation_id} if response else None,
    )
    responses = [response] if response else []
    drafted = filled(
        form,
        lambda typed: actions.draft_commitment(found, by=request.user, sources=sources, responses=responses, **typed),
    )
    if drafted:
        messages.success(request, _("Drafted. Only people with a part in this place see it until it is adopted."))
        return redirect("desk_commitment", cycle, drafted.number)
    named = Contribution.objects.published().filter(pk__in=sources)
    context = {"cycle": found, "form": form, "response": response, "sources": named}
    return render(request, "commitments/desk/new_commitment.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def commitment(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Write a commitment, name its sources, adopt it."""
    found = _commitment(request, cycle, number)
    if not (verdict := may_see_commitments_desk(request.user, found.cycle)):
        return not_open(request, verdict)
    form = CommitmentForm(request.POST or None, cycle=found.cycle, commitment=found)
    if filled(form, lambda typed: actions.revise_commitment(found, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect("desk_commitment", cycle, number)
    return _show(request, _commitment(request, cycle, number), form=form)


@require_POST
def sources(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Name contributions a commitment is made of, or take some away."""
    found = _commitment(request, cycle, number)
    if request.POST.get("act") == "remove":
        keys = ticked(request)
        attempt(request, lambda: actions.remove_sources(found, by=request.user, contributions=keys))
        return redirect("desk_commitment", cycle, number)
    form = SourcesForm(request.POST)

    def add(typed: dict[str, Any]) -> str:
        added = actions.add_sources(found, by=request.user, contributions=typed["receipts"])
        return ngettext("%(count)d new source.", "%(count)d new sources.", added) % {"count": added}

    if told := filled(form, add):
        messages.success(request, told)
        return redirect("desk_commitment", cycle, number)
    return _show(request, found, sources_form=form)


@require_POST
def adopt(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Adopt a commitment."""
    found = _commitment(request, cycle, number)
    done = _("Adopted. Everybody reads it now, and sees of whose words it is made.")
    attempt(request, lambda: actions.adopt_commitment(found, by=request.user), done)
    return redirect("desk_commitment", cycle, number)


@require_http_methods(["GET", "POST"])
@never_cache
def withdraw(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Take a commitment back, saying why."""
    found = _commitment(request, cycle, number)
    if not (verdict := may_convene(request.user, found.cycle)):
        return not_open(request, verdict)
    form = WithdrawForm(request.POST or None, cycle=found.cycle)
    if filled(form, lambda typed: actions.withdraw_commitment(found, by=request.user, reason=typed["reason"])):
        messages.success(request, _("Withdrawn."))
        return redirect("desk_commitments", cycle)
    return render(request, "commitments/desk/withdraw.html", {"commitment": found, "form": form})


@require_http_methods(["GET", "POST"])
@never_cache
def progress(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Report what was done of a commitment."""
    found = _commitment(request, cycle, number)
    if not (verdict := may_report_progress(request.user, found)):
        return not_open(request, verdict)
    form = ProgressForm(request.POST or None, cycle=found.cycle)
    if filled(form, lambda typed: actions.report_progress(found, by=request.user, **typed)):
        messages.success(request, _("Reported. Everybody reads it now."))
        return redirect(found)
    reports = found.progress.order_by("-period_ends_on", "-pk")
    return render(request, "commitments/desk/progress.html", {"commitment": found, "form": form, "reports": reports})


def _commitment(request: HttpRequest, cycle: str, number: int) -> Commitment:
    rows = with_numbers(Commitment.objects.visible_to(request.user)).select_related("cycle__place", "organisation")
    return get_object_or_404(rows, cycle__slug=cycle, number=number)


def _response_named(request: HttpRequest, cycle: Cycle) -> Response | None:
    number = request.POST.get("response") or request.GET.get("response", "")
    if not (number.isascii() and number.isdecimal()):
        return None
    return cycle.responses.select_related("organisation").filter(number=number[:9]).first()


def _sources_of(response: Response | None) -> list[int]:
    if response is None:
        return []
    published = response.answers.filter(contribution__status=Contribution.Status.PUBLISHED)
    return list(published.values_list("contribution", flat=True)[:1000])


def _show(
    request: HttpRequest,
    found: Commitment,
    form: CommitmentForm | None = None,
    sources_form: SourcesForm | None = None,
) -> HttpResponse:
    context = {
        "commitment": found,
        "form": form or CommitmentForm(cycle=found.cycle, commitment=found),
        "sources_form": sources_form or SourcesForm(),
        "origins": origin_of(found),
        "gaps": gaps_of(found.cycle, [found], TEXTS)[found.pk],
        "may_revise": may_revise_commitment(request.user, found),
        "may_convene": may_convene(request.user, found.cycle),
        "may_report": may_report_progress(request.user, found),
    }
    return render(request, "commitments/desk/commitment.html", context, status=context["form"].status)

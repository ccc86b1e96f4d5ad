"""Commitments and plans, as everybody reads them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis.commitments.forms.choosing import CommitmentsChoosingForm
from parvis.commitments.models import Commitment, Plan
from parvis.commitments.queries import commitments as queries
from parvis.commitments.queries.plans import plan_page
from parvis.commitments.rules import may_report_progress, may_see_commitments_desk
from parvis.core.pages import KeysetPage, keyset, public_page


@require_safe
@public_page
def commitments(request: HttpRequest) -> HttpResponse:
    """List what is promised, by plan, institution and status."""
    person = request.user
    form = CommitmentsChoosingForm(request.GET, queries.published_plans(), queries.leading_institutions(person))
    page = queries.commitments_page(person, **form.chosen, after=request.GET.get("after", ""))
    return render(request, "commitments/commitments.html", {"page": page, "form": form})


@require_safe
@public_page
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a commitment: what it says, whose ideas it is made of, how it changed, how far it has come."""
    rows = Commitment.objects.visible_to(request.user).select_related(
        "cycle__place", "organisation", "plan_line__plan__cycle"
    )
    found = get_object_or_404(rows, slug=slug)
    shown = queries.commitment_page(found, request.GET.get("after", ""))
    context = {
        "commitment": found,
        "shown": shown,
        "page": shown.page,
        "may_write": may_see_commitments_desk(request.user, found.cycle),
        "may_report": may_report_progress(request.user, found),
    }
    return render(request, "commitments/commitment.html", context)


@require_safe
@public_page
def plans(request: HttpRequest) -> HttpResponse:
    """List the published plans."""
    page: KeysetPage[Plan] = keyset(queries.published_plans(), ["-published_at", "-id"], request.GET.get("after", ""))
    return render(request, "commitments/plans.html", {"page": page})


@require_safe
@public_page
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a plan, to read on a screen or on paper."""
    rows = Plan.objects.visible_to(request.user).select_related("cycle__place")
    found = get_object_or_404(rows, cycle__slug=slug)
    return render(request, "commitments/plan.html", {"plan": found, "shown": plan_page(found)})

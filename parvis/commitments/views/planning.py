"""The desk of those who make the plan: gather, order, publish."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from parvis.commitments import actions
from parvis.commitments.forms.commitments import PlanForm
from parvis.commitments.models import TEXTS, Commitment, Plan
from parvis.commitments.queries.commitments import waiting_commitments
from parvis.commitments.rules import may_change_plan, may_convene, may_see_commitments_desk
from parvis.commitments.views.acting import attempt, not_open, visible_cycle
from parvis.commitments.wording import gaps_of
from parvis.core.editing import filled
from parvis.cycles.models import Cycle


@require_http_methods(["GET", "POST"])
@never_cache
def plan(request: HttpRequest, cycle: str) -> HttpResponse:
    """Begin the plan of a cycle, or gather its commitments."""
    found = visible_cycle(request, cycle)
    if not (verdict := may_see_commitments_desk(request.user, found)):
        return not_open(request, verdict)
    existing = Plan.objects.filter(cycle=found).select_related("cycle__place").first()
    form = PlanForm(request.POST or None, cycle=found, plan=existing)
    if existing is None:
        return _begin(request, found, form)
    if filled(form, lambda typed: actions.change_plan(existing, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect("desk_plan", cycle)
    return _show(request, existing, form)


@require_POST
def line(request: HttpRequest, cycle: str) -> HttpResponse:
    """Put a commitment in the plan, move it, or take it out."""
    found = get_object_or_404(Plan.objects.select_related("cycle__place"), cycle__slug=cycle)
    number = request.POST.get("commitment", "")
    known = found.cycle.commitments.filter(number=number[:4]) if number.isascii() and number.isdecimal() else []
    commitment = next(iter(known), None)
    if commitment is None:
        messages.error(request, _("Choose a commitment."))
        return redirect("desk_plan", cycle)
    act, to = request.POST.get("act"), request.POST.get("to", "")
    if act == "add":
        attempt(request, lambda: actions.add_line(found, commitment, by=request.user))
    elif act == "remove":
        attempt(request, lambda: actions.remove_line(found, commitment, by=request.user))
    elif to.isascii() and to.isdecimal():
        attempt(request, lambda: actions.move_line(found, commitment, by=request.user, to=int(to[:4])))
    return redirect(f"{request.path.removesuffix('line/')}#lines")


@require_POST
def publish(request: HttpRequest, cycle: str) -> HttpResponse:
    """Publish the plan."""
    found = get_object_or_404(Plan.objects.select_related("cycle__place"), cycle__slug=cycle)
    if attempt(request, lambda: actions.publish_plan(found, by=request.user), _("Published.")):
        return redirect(found)
    return redirect("desk_plan", cycle)


def _begin(request: HttpRequest, cycle: Cycle, form: PlanForm) -> HttpResponse:
    verdict = may_convene(request.user, cycle)
    if verdict and filled(form, lambda typed: actions.create_plan(cycle, by=request.user, **typed)):
        return redirect("desk_plan", cycle.slug)
    context = {"cycle": cycle, "form": form, "may_convene": verdict}
    return render(request, "commitments/desk/new_plan.html", context, status=form.status)


def _show(request: HttpRequest, found: Plan, form: PlanForm) -> HttpResponse:
    lines = list(found.lines.select_related("commitment__organisation").order_by("number"))
    inside = {line.commitment_id for line in lines}
    gaps = gaps_of(found.cycle, [line.commitment for line in lines], TEXTS)
    own = gaps_of(found.cycle, [found], ["title", "introduction"] if found.introduction else ["title"])[found.pk]
    outside = [each for each in waiting_commitments(found.cycle) if each.pk not in inside]
    context = {
        "plan": found,
        "form": form,
        "rows": [(line, gaps[line.commitment_id]) for line in lines],
        "gaps": own,
        "outside": [each for each in outside if each.status != Commitment.Status.WITHDRAWN],
        "may_change": may_change_plan(request.user, found),
    }
    return render(request, "commitments/desk/plan.html", context, status=form.status)

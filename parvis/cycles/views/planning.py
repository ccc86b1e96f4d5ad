"""What conveners do with the timeline: plan activities, see what is the last day to start, publish."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from parvis.core.editing import filled
from parvis.cycles import actions
from parvis.cycles.forms.timeline import ActivityForm, DueForm, PublishForm
from parvis.cycles.models import Cycle
from parvis.cycles.queries import timeline as queries
from parvis.cycles.views.framing import for_conveners, page, parity_of, saved


@for_conveners
def change_timeline(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Show the timeline being prepared, what is late in it, and the day the plan is due."""
    form = DueForm(request.POST or None, cycle=cycle)
    if filled(form, lambda typed: actions.change_plan_due(cycle, by=request.user, **typed)):
        return saved(request, cycle, "change_timeline")
    activities = list(cycle.activities.all())
    return page(
        request,
        "change_timeline",
        cycle,
        form=form,
        draft=queries.draft_page(cycle),
        parity=parity_of(cycle, activities, "title"),
    )


@for_conveners
def add_activity(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Plan an activity."""
    form = ActivityForm(request.POST or None, cycle=cycle)
    if filled(form, lambda typed: actions.plan_activity(cycle, by=request.user, **typed)):
        return saved(request, cycle, "change_timeline")
    return page(request, "add_activity", cycle, form=form)


@for_conveners
def change_activity(request: HttpRequest, cycle: Cycle, pk: int) -> HttpResponse:
    """Move or reword an activity, or take it off."""
    activity = get_object_or_404(cycle.activities.select_related("phase"), pk=pk)
    activity.cycle = cycle
    if "remove" in request.POST:
        actions.remove_activity(activity, by=request.user)
        return saved(request, cycle, "change_timeline")
    form = ActivityForm(request.POST or None, cycle=cycle, activity=activity)
    if filled(form, lambda typed: actions.change_activity(activity, by=request.user, **typed)):
        return saved(request, cycle, "change_timeline")
    return page(request, "change_activity", cycle, form=form, activity=activity)


@for_conveners
def publish_timeline(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Show what would be published, and publish it with its reason."""
    draft = queries.draft_page(cycle)
    initial = {"expected": draft.digest}
    form = PublishForm(request.POST or None, cycle=cycle, is_first=draft.latest is None, initial=initial)
    if filled(form, lambda typed: actions.publish_timeline(cycle, by=request.user, **typed)):
        return redirect("timeline", cycle.place.slug, cycle.number)
    return page(request, "publish_timeline", cycle, form=form, draft=draft)

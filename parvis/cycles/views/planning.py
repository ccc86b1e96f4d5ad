"""What conveners do with the timeline: plan activities, see what is the last day to start, publish."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from parvis.core.editing import filled
from parvis.cycles import actions
from parvis.cycles.actions.activities import set_due_day
from parvis.cycles.actions.beginning import span_for
from parvis.cycles.drawing import picture
from parvis.cycles.forms.timeline import ActivityForm, BeginForm, DueForm, PatternForm, PublishForm
from parvis.cycles.models import Activity, Cycle
from parvis.cycles.patterns import patterns
from parvis.cycles.queries import timeline as queries
from parvis.cycles.timelines import Timeline
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
def begin_timeline(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Choose a pattern, look at what it would plan and what would go, and begin with it."""
    draft = queries.draft_page(cycle)
    choice = PatternForm(request.POST or request.GET or None, initial=_usual(cycle))
    laid_out = filled(choice, lambda typed: _laid_out(cycle, typed))
    context = {"form": choice, "draft": draft}
    if laid_out:
        preview = queries.TimelinePage(cycle, laid_out, cycle.today())
        form = BeginForm(request.POST or None, initial=_typed(choice, laid_out) | {"expected": draft.digest})
        if filled(form, lambda typed: [_begin(request, cycle, typed, laid_out)]):
            return saved(request, cycle, "change_timeline")
        drawn = picture(laid_out, preview.standings, preview.on)
        context |= {"preview": preview, "picture": drawn, "begin": form}
    return page(request, "begin_timeline", cycle, **context)


def _usual(cycle: Cycle) -> dict[str, Any]:
    due = set_due_day(cycle)
    return {"starts_on": cycle.starts_on, "due_on": due}


def _laid_out(cycle: Cycle, typed: dict[str, Any]) -> Timeline:
    pattern = patterns()[typed["pattern"]]
    starts_on, due_on = span_for(cycle, pattern, typed["starts_on"], typed["due_on"])
    return pattern.lay_out(starts_on, due_on, cycle.ends_on)


def _typed(choice: PatternForm, laid_out: Timeline) -> dict[str, Any]:
    return {"pattern": choice.cleaned_data["pattern"], "starts_on": laid_out.begins, "due_on": laid_out.due}


def _begin(request: HttpRequest, cycle: Cycle, typed: dict[str, Any], laid_out: Timeline) -> list[Activity]:
    return actions.begin_timeline(
        cycle,
        by=request.user,
        pattern=patterns()[typed["pattern"]],
        timeline=laid_out,
        replaces=typed["replaces"] == "yes",
        expected=typed["expected"],
    )


@for_conveners
def publish_timeline(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Show what would be published, and publish it with its reason."""
    draft = queries.draft_page(cycle)
    initial = {"expected": draft.digest}
    form = PublishForm(request.POST or None, cycle=cycle, is_first=draft.latest is None, initial=initial)
    if filled(form, lambda typed: actions.publish_timeline(cycle, by=request.user, **typed)):
        return redirect("timeline", cycle.place.slug, cycle.number)
    return page(request, "publish_timeline", cycle, form=form, draft=draft)

"""What those who keep the meetings write down: decisions with their votes, and tasks."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from parvis.core.editing import filled
from parvis.forum import actions
from parvis.forum.forms import DecisionForm, TaskForm
from parvis.forum.models import Meeting, Task
from parvis.forum.views.meetings import for_keepers


@for_keepers
def decide(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Write down a decision and its vote."""
    last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
    form = DecisionForm(request.POST or None, meeting=meeting, next_number=last + 1)
    if filled(form, lambda _typed: actions.decide(meeting, by=request.user, **form.said())):
        return redirect(f"{meeting.get_absolute_url()}#decisions")
    return _page(request, "decide", meeting, form)


@for_keepers
def give_task(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Write down a task."""
    form = TaskForm(request.POST or None, place=meeting.place)
    if filled(form, lambda typed: actions.give_task(meeting, by=request.user, **typed)):
        return redirect(f"{meeting.get_absolute_url()}#tasks")
    return _page(request, "give_task", meeting, form)


@for_keepers
@require_POST
def finish_task(request: HttpRequest, meeting: Meeting, task: int) -> HttpResponse:
    """Tick off a task, of this meeting or carried to it."""
    tasks = Task.objects.filter(meeting__forum=meeting.forum).select_related("meeting__forum__place")
    actions.finish_task(get_object_or_404(tasks, pk=task), by=request.user)
    return redirect(f"{meeting.get_absolute_url()}#tasks")


def _page(request: HttpRequest, name: str, meeting: Meeting, form: object) -> HttpResponse:
    context = {"place": meeting.place, "forum": meeting.forum, "meeting": meeting, "form": form}
    return render(request, f"forum/{name}.html", context)

"""What everybody reads: the forum with its members, and each meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis.core.pages import public_page
from parvis.forum import queries
from parvis.forum.models import Choice, Forum, Meeting
from parvis.forum.rules import holders_of, may_approve, may_keep_forum, may_keep_meetings, may_read_minutes
from parvis.places.models import Place


def find_forum(slug: str) -> Forum:
    """Return the forum of a place, or answer that there is none."""
    return get_object_or_404(Forum.objects.select_related("place"), place__slug=slug)


def find_meeting(slug: str, pk: int) -> Meeting:
    """Return a meeting, or answer that there is none."""
    meetings = Meeting.objects.select_related("forum__place", "cycle__place")
    return get_object_or_404(meetings, forum__place__slug=slug, pk=pk)


@public_page
@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the forum of a place: its members, its rules, its meetings."""
    place = get_object_or_404(Place, slug=slug)
    found = Forum.objects.select_related("place").filter(place=place).first()
    may_keep = bool(may_keep_forum(request.user, place))
    if found is None:
        return render(request, "forum/no_forum.html", {"place": place, "may_keep": may_keep})
    mine = holders_of(request.user, found) if request.user.is_authenticated else []
    context = {
        "place": place,
        "forum": found,
        "facts": queries.forum_facts(found),
        "meetings": queries.meetings_of(found),
        "heartbeat": next(iter(queries.heartbeats(Forum.objects.filter(pk=found.pk))), None),
        "mine": next(iter(mine), None),
        "may_keep": may_keep,
        "may_keep_meetings": bool(may_keep_meetings(request.user, found)),
    }
    return render(request, "forum/forum.html", context)


@public_page
@require_safe
def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a meeting: when and where, its agenda, who came, its minutes."""
    found = find_meeting(slug, pk)
    minutes = queries.minutes_of(found, with_draft=bool(may_read_minutes(request.user, found)))
    context = {
        "place": found.place,
        "forum": found.forum,
        "meeting": found,
        "minutes": minutes,
        "attendance": queries.attendance(found),
        "decisions": queries.decisions_of(found),
        "choices": Choice.labels,
        "tasks": queries.tasks_of(found),
        "may_keep_meetings": bool(may_keep_meetings(request.user, found.forum)),
        "may_approve": bool(minutes.draft and may_approve(request.user, minutes.draft)),
    }
    return render(request, "forum/meeting.html", context)

"""What those who keep the meetings do: plan them, note who came, write minutes; and co-chairs approve these."""

import functools
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.core.editing import filled
from parvis.core.rules import Refused
from parvis.forum import actions
from parvis.forum.forms import AttendanceForm, MeetingForm, MinutesForm
from parvis.forum.models import Meeting, Minutes
from parvis.forum.rules import may_keep_meetings, may_read_minutes
from parvis.forum.views.reading import find_forum, find_meeting

type View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Hand the view a meeting its visitor keeps; for anybody else there is no such page."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, slug: str, pk: int, **rest: object) -> HttpResponse:
        meeting = find_meeting(slug, pk)
        if not may_keep_meetings(request.user, meeting.forum):
            raise Http404
        return view(request, meeting, **rest)

    return answer


@never_cache
def plan_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Announce a meeting."""
    forum = find_forum(slug)
    if not may_keep_meetings(request.user, forum):
        raise Http404
    form = MeetingForm(request.POST or None, forum=forum)
    if meeting := filled(form, lambda typed: actions.plan_meeting(forum, by=request.user, **typed)):
        return redirect(meeting)
    return render(request, "forum/change_meeting.html", {"place": forum.place, "forum": forum, "form": form})


@for_keepers
def change_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Move or reword a meeting, or call it off."""
    if "cancel" in request.POST:
        return _try(request, meeting, lambda: actions.cancel_meeting(meeting, by=request.user))
    form = MeetingForm(request.POST or None, forum=meeting.forum, meeting=meeting)
    if filled(form, lambda typed: actions.change_meeting(meeting, by=request.user, **typed)):
        return redirect(meeting)
    return _page(request, "change_meeting", meeting, form)


@for_keepers
def hold_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Say that a meeting took place, and who was there."""
    form = AttendanceForm(request.POST or None, meeting=meeting)
    if filled(form, lambda _typed: actions.hold_meeting(meeting, by=request.user, **form.said())):
        return redirect(meeting)
    return _page(request, "hold_meeting", meeting, form)


@for_keepers
def write_minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Write minutes, or begin a new version of those both sides have approved."""
    newest = meeting.minutes.first()
    is_correcting = newest is not None and newest.status != Minutes.Status.DRAFT
    # Whoever opened a draft that was approved meanwhile is told so, and begins no new version by chance.
    begins = is_correcting and (request.method == "GET" or "correcting" in request.POST)
    act = actions.correct_minutes if begins else actions.revise_minutes
    form = MinutesForm(request.POST or None, meeting=meeting, minutes=newest)
    if filled(form, lambda typed: act(meeting, by=request.user, **typed)):
        return redirect(meeting)
    return _page(request, "write_minutes", meeting, form, newest=newest, is_correcting=is_correcting)


@never_cache
@require_POST
def move_minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Approve the minutes that were read, or publish those both sides approved."""
    meeting = find_meeting(slug, pk)
    newest = meeting.minutes.select_related("meeting__forum__place").first()
    if newest is None or not may_read_minutes(request.user, meeting):
        raise Http404
    if request.POST.get("move") == "publish":
        return _try(request, meeting, lambda: actions.publish_minutes(newest, by=request.user))
    digest = request.POST.get("digest", "")
    return _try(request, meeting, lambda: actions.approve_minutes(newest, by=request.user, digest=digest))


def _try(request: HttpRequest, meeting: Meeting, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect(meeting)


def _page(request: HttpRequest, name: str, meeting: Meeting, form: object, **context: object) -> HttpResponse:
    context = {"place": meeting.place, "forum": meeting.forum, "meeting": meeting, "form": form, **context}
    return render(request, f"forum/{name}.html", context, status=getattr(form, "status", 200))

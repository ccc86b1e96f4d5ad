"""What conveners do: found the forum, set up its seats, seat its members; and a member agrees to be named."""

import functools
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.core.editing import filled
from parvis.forum import actions, queries
from parvis.forum.forms import EndForm, ForumForm, SeatForm, TermForm
from parvis.forum.models import Forum
from parvis.forum.rules import holders_of, may_keep_forum
from parvis.forum.views.reading import find_forum
from parvis.places.models import Place

type View = Callable[..., HttpResponse]


def for_conveners(view: View) -> View:
    """Hand the view a place whose forum the visitor keeps; for anybody else there is no such page."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, slug: str, **rest: object) -> HttpResponse:
        place = get_object_or_404(Place, slug=slug)
        if not may_keep_forum(request.user, place):
            raise Http404
        return view(request, place, **rest)

    return answer


@for_conveners
def change_forum(request: HttpRequest, place: Place) -> HttpResponse:
    """Found the forum, or change its name and rules."""
    forum = Forum.objects.select_related("place").filter(place=place).first()
    form = ForumForm(request.POST or None, place=place, forum=forum)
    if forum is None:
        if founded := filled(form, lambda typed: actions.found_forum(place, by=request.user, **typed)):
            return redirect("forum_seats", founded.place.slug)
    elif filled(form, lambda typed: actions.change_forum(forum, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect(forum)
    context = {"place": place, "forum": forum, "form": form}
    return render(request, "forum/change_forum.html", context, status=form.status)


@for_conveners
def change_seats(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the seats and add one."""
    forum = find_forum(place.slug)
    facts = queries.forum_facts(forum)
    next_number = max((one.seat.number for one in facts.seats), default=0) + 1
    form = SeatForm(request.POST or None, forum=forum, next_number=next_number)
    if seat := filled(form, lambda typed: actions.add_seat(forum, by=request.user, **typed)):
        return redirect("forum_seat", place.slug, seat.number)
    return render(request, "forum/seats.html", {"place": place, "forum": forum, "facts": facts, "form": form})


@for_conveners
def change_seat(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Seat somebody, or end a term."""
    forum = find_forum(place.slug)
    seat = get_object_or_404(forum.seats.select_related("forum__place"), number=number)
    ending = request.POST.get("ending", "")
    form = TermForm(None if ending else request.POST or None, place=place)
    end = EndForm(request.POST if ending else None, initial={"on": forum.today()})
    holders = list(seat.holders.select_related("person", "seat__forum__place"))
    ended = next((one for one in holders if str(one.pk) == ending), None)
    if ended and filled(end, lambda typed: actions.end_term(ended, by=request.user, **typed)):
        return _saved(request, place, seat.number)
    if filled(form, lambda typed: actions.seat_member(seat, by=request.user, **typed)):
        return _saved(request, place, seat.number)
    running = [one for one in holders if one.until_on is None or one.until_on >= forum.today()]
    context = {"place": place, "forum": forum, "seat": seat, "form": form, "end": end, "holders": holders}
    return render(request, "forum/seat.html", {**context, "running": running})


@never_cache
@require_POST
def list_me(request: HttpRequest, slug: str) -> HttpResponse:
    """Let one's own name stand on the page of the forum, or take it off."""
    forum = find_forum(slug)
    mine = holders_of(request.user, forum)
    if not mine:
        raise Http404
    for holder in mine:
        actions.agree_to_be_named(holder, by=request.user, is_listed=request.POST.get("name") == "yes")
    messages.success(request, _("Saved."))
    return redirect(forum)


def _saved(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("forum_seat", place.slug, number)

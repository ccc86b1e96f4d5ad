"""Pages of the places."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.core import clock
from parvis.core.editing import filled
from parvis.core.pages import public_page
from parvis.core.rules import Refused
from parvis.core.translations import parity
from parvis.places import actions, queries
from parvis.places.forms import MembershipListForm, PlaceForm, SearchForm, StandingForm
from parvis.places.importing import Unreadable
from parvis.places.membership import import_membership
from parvis.places.models import Place
from parvis.places.rules import may_add_places, may_change_place


@public_page
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List the places by region, searched and filtered."""
    form = SearchForm(request.GET)
    found = queries.regions(**form.wanted())
    context = {
        "form": form,
        "regions": found,
        "count": queries.count(found),
        "is_filtered": any(form.wanted().values()),
        "may_add": bool(may_add_places(request.user)),
    }
    return render(request, "places/places.html", context)


@public_page
@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one place: what it is, and by its reverse relations what happens there."""
    found = get_object_or_404(Place.objects.select_related("parent"), slug=slug)
    may_change = bool(may_change_place(request.user, found))
    context = {
        "place": found,
        "may_change": may_change,
        "parity": _parity(found) if may_change else [],
    }
    return render(request, "places/place.html", context)


@never_cache
def add_place(request: HttpRequest) -> HttpResponse:
    """Add a place."""
    if not may_add_places(request.user):
        raise Http404
    form = PlaceForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.add_place(by=request.user, **form.cleaned_data))
    return render(request, "places/add_place.html", {"form": form})


@never_cache
def membership(request: HttpRequest) -> HttpResponse:
    """Take in the partnership's list of members, or show what it would change."""
    if not may_add_places(request.user):
        raise Http404
    form, report = MembershipListForm(request.POST or None, request.FILES or None), None
    is_tried = "take" not in request.POST
    if form.is_valid():
        try:
            content, as_of = form.cleaned_data["file"], form.cleaned_data["as_of"]
            report = import_membership(content, by=request.user, as_of=as_of, dry_run=is_tried)
        except Unreadable as wrong:
            form.add_error("file", str(wrong))
        except Refused as refused:
            form.add_error("as_of", str(refused))
    context = {"form": form, "report": report, "is_tried": is_tried, "places": queries.standings()}
    return render(request, "places/membership.html", context)


@never_cache
def change_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of a place, and how the partnership sees it."""
    found = get_object_or_404(Place, slug=slug)
    if not may_change_place(request.user, found):
        raise Http404
    is_standing = "standing" in request.POST
    form = PlaceForm(request.POST if request.POST and not is_standing else None, place=found)
    standing = StandingForm(request.POST if is_standing else None)
    if filled(form, lambda typed: actions.change_place(found, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect(found)
    if standing.is_valid():
        return _change_standing(request, found, standing)
    context = {
        "place": found,
        "form": form,
        "standing": standing if may_add_places(request.user) else None,
        "parity": _parity(found),
    }
    return render(request, "places/change_place.html", context, status=form.status)


def _change_standing(request: HttpRequest, found: Place, form: StandingForm) -> HttpResponse:
    try:
        # Whoever says so on this page knows it today, by the clocks of the place.
        known_on = clock.now().astimezone(found.zone).date()
        actions.change_standing(found, by=request.user, known_on=known_on, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("change_place", found.slug)


def _parity(found: Place) -> list:
    return parity(found, ["name"], found.writing_languages, source=found.first_language)

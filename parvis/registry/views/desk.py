"""Keep the registry of a place: add, change and move listings, bring in a file and take one out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations.models import Consultation
from parvis.core.editing import filled
from parvis.core.rules import Refused
from parvis.places.models import Place
from parvis.registry import actions, queries
from parvis.registry.forms.bringing import FileForm
from parvis.registry.forms.listings import ListingForm, ReasonForm, ReportForm
from parvis.registry.importing import import_listings
from parvis.registry.models import Listing
from parvis.registry.rules import may_list
from parvis.registry.views.reading import answer_with_file

# Each move: what does it, the words of its button, and the form it asks first.
MOVES: dict[str, tuple[Any, Any, Any]] = {
    "open": (actions.open_listing, gettext_lazy("It accepts input now"), None),
    "end": (actions.end_listing, gettext_lazy("Input is closed, and analysed"), None),
    "report": (actions.publish_report, gettext_lazy("The report is available"), ReportForm),
    "expect_none": (actions.expect_no_report, gettext_lazy("No report is expected"), None),
    "abandon": (actions.abandon_listing, gettext_lazy("It does not go forward"), ReasonForm),
    "withdraw_report": (actions.withdraw_report, gettext_lazy("There is no report after all"), ReasonForm),
}
_SAVED = pgettext_lazy("listing", "Saved.")


@never_cache
@require_safe
def registries(request: HttpRequest) -> HttpResponse:
    """Lead to the registry of the place one convenes; let who convenes several choose."""
    places = (
        list(Place.objects.filter(cycles__isnull=False).distinct()) if request.user.is_keeper else _convened(request)
    )
    if not places and not request.user.is_keeper:
        raise PermissionDenied(_("This page is for conveners."))
    if len(places) == 1:
        return redirect("desk_registry", places[0].slug)
    return render(request, "registry/desk/places.html", {"places": places})


@never_cache
@require_safe
def registry(request: HttpRequest, place: str) -> HttpResponse:
    """List the listings of a place, and the consultations that have none yet."""
    here = _place(request, place)
    page = queries.page_of(here.listings.all(), request.GET.get("after", ""))
    return render(
        request, "registry/desk/registry.html", {"place": here, "page": page, "unlisted": queries.unlisted(here)}
    )


@never_cache
def add(request: HttpRequest, place: str) -> HttpResponse:
    """Add a listing, of a consultation of this site or of one held elsewhere."""
    here = _place(request, place)
    slug = request.GET.get("consultation", "")
    consultation = get_object_or_404(queries.unlisted(here), slug=slug) if slug else None
    form = ListingForm(here, data=_sent(request), consultation=consultation, page=_page_of(consultation))
    said = lambda _typed: actions.add_listing(here, by=request.user, consultation=consultation, **form.said)  # noqa: E731 - read once
    if made := filled(form, said):
        messages.success(request, _SAVED)
        return redirect("change_listing", here.slug, made.number)
    return _show(request, here, form, consultation)


@never_cache
def change(request: HttpRequest, place: str, number: str) -> HttpResponse:
    """Change a listing; see which moves it may make."""
    here = _place(request, place)
    found = get_object_or_404(here.listings.select_related("place", "consultation__cycle__place"), number=number)
    form = ListingForm(here, found, _sent(request))
    if filled(form, lambda _typed: actions.change_listing(found, by=request.user, **form.said)):
        messages.success(request, _SAVED)
        return redirect("change_listing", here.slug, found.number)
    return _show(request, here, form, found.consultation)


@never_cache
def move(request: HttpRequest, place: str, number: str, move: str) -> HttpResponse:
    """Say how far a consultation has come; a reason, or the links to the report, are asked for first."""
    here = _place(request, place)
    found = get_object_or_404(here.listings.select_related("place", "consultation__cycle__place"), number=number)
    act, words, ask = MOVES.get(move, (None, "", None))
    if act is None or (ask is None and request.method != "POST"):
        return redirect("change_listing", here.slug, found.number)
    if ask is None:
        return _moved(request, found, lambda: act(found, by=request.user))
    form = ask(found, _sent(request)) if ask is ReportForm else ask(_sent(request))
    if filled(form, lambda typed: act(found, by=request.user, **typed)):
        messages.success(request, _SAVED)
        return redirect("change_listing", here.slug, found.number)
    context = {"place": here, "listing": found, "form": form, "words": words}
    return render(request, "registry/desk/move.html", context, status=422 if form.errors else 200)


@never_cache
def bring(request: HttpRequest, place: str) -> HttpResponse:
    """Bring in a file: first only read, then written."""
    here = _place(request, place)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    report = None
    if form.is_valid():
        is_trial = form.cleaned_data["is_trial"]
        report = import_listings(form.cleaned_data["file"], here, by=request.user, dry_run=is_trial)
    context = {"place": here, "form": form, "report": report, "is_trial": report and form.cleaned_data["is_trial"]}
    return render(request, "registry/desk/bring.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def file(request: HttpRequest, place: str) -> HttpResponse:
    """Give all listings of a place as a file (CSV), with what is not public."""
    here = _place(request, place)
    rows = here.listings.select_related("place").order_by("number")
    return answer_with_file(rows, f"consultations-{here.slug}.csv", with_private=True)


def _convened(request: HttpRequest) -> list[Place]:
    return [role.place for role in request.user.current_roles if role.kind == "convener"]


def _place(request: HttpRequest, slug: str) -> Place:
    here = get_object_or_404(Place, slug=slug)
    may_list(request.user, here).admit()
    return here


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page_of(consultation: Consultation | None) -> str:
    """Return the address of a consultation's page with a gap for its language."""
    if consultation is None:
        return ""
    path = reverse("consultation", args=[consultation.slug])
    return settings.BASE_URL.geturl().rstrip("/") + path.replace(f"/{get_language()}/", "/{language}/", 1)


def _moved(request: HttpRequest, found: Listing, act: Any) -> HttpResponse:
    try:
        act()
        messages.success(request, _SAVED)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("change_listing", found.place.slug, found.number)


def _show(request: HttpRequest, place: Place, form: ListingForm, consultation: Consultation | None) -> HttpResponse:
    found = form.listing
    moves = []
    if found is not None:
        possible = [(name, said) for name, said in MOVES.items() if found.status in Listing.MOVES[name].sources]
        moves = [{"name": name, "words": words, "asks": ask is not None} for name, (_act, words, ask) in possible]
    context = {"place": place, "form": form, "listing": found, "consultation": consultation, "moves": moves}
    return render(request, "registry/desk/listing.html", context, status=422 if form.errors else form.status)

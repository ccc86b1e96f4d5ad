"""Open a workshop for the taking of notes, name its scribes, print its slips."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.consultations import actions
from parvis.consultations.actions.workshops import shown_of
from parvis.consultations.forms.workshops import OpeningForm, ScribeForm, SlipsForm, WorkshopForm, code_on_slip
from parvis.consultations.models import ScribeLink, Workshop
from parvis.consultations.queries.workshops import consultations_of_scribes, counted_notes, workshops_for
from parvis.consultations.rules import may_bring_in
from parvis.core.editing import filled
from parvis.core.qr import qr_of
from parvis.core.rules import Refused
from parvis.cycles.models import CalendarLine

SHOWN = 100


@never_cache
def workshops(request: HttpRequest) -> HttpResponse:
    """List the workshops of one's places, and open another one."""
    consultations = list(consultations_of_scribes(request.user)[:SHOWN])
    if not consultations and not any(request.user.has_role(kind) for kind in ("convener", "moderator")):
        raise PermissionDenied(_("This page is for conveners and moderators."))
    events = CalendarLine.objects.filter(cycle__in={each.cycle_id for each in consultations}).order_by("-starts_at")
    form = OpeningForm(consultations, list(events), request.POST if request.method == "POST" else None)
    if form.is_valid():
        consultation, event = form.chosen
        try:
            workshop = actions.open_workshop(consultation, event, by=request.user, **form.said)
            return redirect("workshop", workshop.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "rows": workshops_for(consultations)[:SHOWN], "has_events": bool(events)}
    return render(request, "consultations/workshops.html", context, status=422 if form.errors else 200)


@never_cache
def workshop(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is to be prepared for a workshop, and change it."""
    workshop = workshop_of(request, number)
    form = WorkshopForm(request.POST if request.method == "POST" else None, saved=shown_of(workshop))
    if filled(form, lambda _typed: actions.change_workshop(workshop, by=request.user, **form.said)):
        messages.success(request, _("Changed."))
        return redirect("workshop", workshop.pk)
    return _show(request, workshop, form=form)


@never_cache
@require_POST
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Take no more notes, or take some again."""
    workshop = workshop_of(request, number)
    try:
        if workshop.status == Workshop.Status.OPEN:
            actions.close_workshop(workshop, by=request.user)
        elif workshop.event:
            actions.open_workshop(workshop.consultation, workshop.event, by=request.user, consent=workshop.consent)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workshop", workshop.pk)


@never_cache
@require_POST
def name_scribe(request: HttpRequest, number: int) -> HttpResponse:
    """Make the link of a scribe, and show it this once."""
    workshop = workshop_of(request, number)
    form = ScribeForm(request.POST)
    if not form.is_valid():
        return _show(request, workshop, scribe=form)
    link, token = actions.name_scribe(workshop, by=request.user, name=form.cleaned_data["name"])
    address = settings.BASE_URL.geturl() + reverse("take_notes_by_link", args=[token])
    context = {"workshop": workshop, "link": link, "address": address, "qr": qr_of(address)}
    return render(request, "consultations/scribe_named.html", context)


@never_cache
@require_POST
def withdraw_scribe(request: HttpRequest, number: int, link: int) -> HttpResponse:
    """Take the link of a scribe back."""
    workshop = workshop_of(request, number)
    given = get_object_or_404(ScribeLink.objects.select_related("workshop__consultation__cycle__place"), pk=link)
    if given.workshop_id == workshop.pk:
        actions.withdraw_scribe(given, by=request.user)
        messages.success(request, _("The link does nothing any more."))
    return redirect("workshop", workshop.pk)


@never_cache
@require_POST
def slips(request: HttpRequest, number: int) -> HttpResponse:
    """Make slips, and show them this once, to be printed."""
    workshop = workshop_of(request, number)
    form = SlipsForm(request.POST)
    if not form.is_valid():
        return _show(request, workshop, slips=form)
    made = actions.hand_out_slips(workshop, by=request.user, count=form.cleaned_data["count"])
    address = settings.BASE_URL.geturl() + reverse("claim")
    rows = [
        # Behind the "#" the code stays in the reader's browser: no log on the way holds it.
        {"slip": slip, "code": code_on_slip(code), "qr": qr_of(f"{address}#{code_on_slip(code)}")}
        for slip, code in made
    ]
    context = {"workshop": workshop, "rows": rows, "address": address}
    return render(request, "consultations/slips.html", context)


def workshop_of(request: HttpRequest, number: int) -> Workshop:
    """Return a workshop of one's place, or answer 403 or 404."""
    rows = Workshop.objects.select_related("event__cycle__place", "consultation__cycle__place")
    found = get_object_or_404(rows, pk=number)
    may_bring_in(request.user, found.consultation).admit()
    return found


def _show(request: HttpRequest, workshop: Workshop, **forms: object) -> HttpResponse:
    has_errors = any(getattr(form, "errors", None) for form in forms.values())
    context = {
        "workshop": workshop,
        "links": list(workshop.links.filter(withdrawn_at=None)[:SHOWN]),
        "slip_count": workshop.slips.count(),
        "counted": counted_notes(workshop),
        "form": WorkshopForm(saved=shown_of(workshop)),
        "scribe": ScribeForm(),
        "slips": SlipsForm(),
        **forms,
    }
    return render(request, "consultations/workshop.html", context, status=422 if has_errors else context["form"].status)

"""Prepare, open, change and close what the public is asked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.consultations import actions
from parvis.consultations.forms.convening import ConsultationForm
from parvis.consultations.models import Consultation
from parvis.consultations.queries.coverage import coverage_of_all
from parvis.consultations.rules import may_convene
from parvis.consultations.views.asking import visible_consultation
from parvis.core.editing import filled
from parvis.core.languages import language_name, listed
from parvis.core.rules import Refused
from parvis.core.translations import parity
from parvis.cycles.models import Cycle

MOVES = {
    "open": (actions.open_consultation, gettext_lazy("It is open.")),
    "close": (actions.close_consultation, gettext_lazy("It is closed.")),
    "reopen": (actions.reopen_consultation, gettext_lazy("It is open again.")),
    "answer": (actions.conclude_consultation, gettext_lazy("It is marked as answered.")),
}
_NAMES = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "help": gettext_lazy("Help for those who write"),
}


@never_cache
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the consultations one convenes, drafts first, and the cycles in which one may ask something new."""
    cycles = [cycle for cycle in Cycle.objects.select_related("place") if may_convene(request.user, cycle)]
    if not cycles and not request.user.is_keeper and not request.user.has_role("convener"):
        raise PermissionDenied(_("This page is for conveners."))
    rows = Consultation.objects.filter(cycle__in=cycles).select_related("cycle__place").order_by("-pk")[:200]
    coverage = coverage_of_all(rows, ["due"])
    context = {"rows": [(row, coverage[row.pk]) for row in rows], "cycles": cycles}
    return render(request, "consultations/desk.html", context)


@never_cache
def new(request: HttpRequest, cycle: str) -> HttpResponse:
    """Prepare a consultation of a cycle."""
    asked_in = get_object_or_404(Cycle.objects.visible_to(request.user).select_related("place"), slug=cycle)
    may_convene(request.user, asked_in).admit()
    form = ConsultationForm(asked_in, data=request.POST if request.method == "POST" else None)
    if made := filled(form, lambda _typed: actions.create_consultation(asked_in, by=request.user, **form.said)):
        messages.success(request, _("Prepared. Nobody else sees it until you open it."))
        return redirect("change_consultation", made.slug)
    return _show(request, form)


@never_cache
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a consultation; see in which languages it is complete."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    form = ConsultationForm(consultation.cycle, consultation, request.POST if request.method == "POST" else None)
    if filled(form, lambda _typed: actions.change_consultation(consultation, by=request.user, **form.said)):
        messages.success(request, _("Changed."))
        return redirect("change_consultation", consultation.slug)
    return _show(request, form)


@never_cache
@require_POST
def move(request: HttpRequest, slug: str, move: str) -> HttpResponse:
    """Open, close, reopen a consultation, or say that it has been answered."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    if move in MOVES:
        act, words = MOVES[move]
        try:
            act(consultation, by=request.user)
            messages.success(request, words)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("change_consultation", consultation.slug)


def _show(request: HttpRequest, form: ConsultationForm) -> HttpResponse:
    consultation = form.consultation
    context = {"form": form, "cycle": form.cycle, "consultation": consultation}
    if consultation is not None:
        context |= {"parity": _parity(consultation), "moves": _moves(consultation)}
    status = 422 if form.errors else form.status
    return render(request, "consultations/change.html", context, status=status)


def _parity(consultation: Consultation) -> list[dict[str, Any]]:
    """Tell for each language what is missing or older than its source, in words."""
    languages = consultation.place.writing_languages
    found = parity(consultation, list(_NAMES), languages, source=languages[0])
    return [
        {
            "name": language_name(standing.language),
            "is_official": standing.language in consultation.cycle.official_languages,
            "missing": listed(str(_NAMES[name]) for name in standing.missing),
            "stale": listed(str(_NAMES[name]) for name in standing.stale),
        }
        for standing in found
    ]


def _moves(consultation: Consultation) -> list[tuple[str, str]]:
    names = {
        "open": _("Open it to the public"),
        "close": _("Close it now"),
        "reopen": _("Open it again"),
        "answer": _("Say that it has been answered"),
    }
    return [(name, names[name]) for name, edge in Consultation.MOVES.items() if consultation.status in edge.sources]

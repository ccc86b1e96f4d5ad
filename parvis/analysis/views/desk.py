"""The convener's page on the maps of a consultation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.analysis import actions
from parvis.analysis.models import Run
from parvis.analysis.queries.runs import comparison_of
from parvis.analysis.rules import may_cancel_run
from parvis.analysis.views.following import ask, follow
from parvis.consultations.rules import may_convene
from parvis.consultations.views.asking import visible_consultation
from parvis.core.rules import Refused


@never_cache
def runs(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far a map is, those before it, and what changed; have a new one made."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    if request.method == "POST":
        ask(request, consultation, Run.Kind.MAP, _("The map is being made. This page shows how far it is."))
        return redirect("runs", slug)
    context = {"comparison": comparison_of(consultation, request.GET.get("with", ""))}
    return follow(request, consultation, Run.Kind.MAP, "analysis/runs.html", context)


@never_cache
@require_POST
def cancel(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Stop the making of a map."""
    return _cancel(request, slug, number, Run.Kind.MAP, _("Stopped. The map before stays as it is."), "runs")


@never_cache
@require_POST
def cancel_reading(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Stop the search for themes."""
    return _cancel(request, slug, number, Run.Kind.THEMES, _("Stopped. The themes stay as they are."), "reading")


def _cancel(request: HttpRequest, slug: str, number: int, kind: str, said: str, back: str) -> HttpResponse:
    consultation = visible_consultation(request, slug)
    run = get_object_or_404(Run.objects.filter(consultation=consultation, kind=kind), number=number)
    may_cancel_run(request.user, run).admit()
    try:
        actions.cancel_run(run, by=request.user)
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back, slug)

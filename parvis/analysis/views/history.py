"""The history of a desk: what readers decided, how one takes that back, and what changed from one search to the next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.analysis import actions
from parvis.analysis.models import Decision
from parvis.analysis.queries.changes import changes_of
from parvis.analysis.queries.decisions import decisions_of
from parvis.analysis.views.sorting import read_by
from parvis.core.rules import Refused


@never_cache
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who decided what, the newest first; undo one."""
    consultation = read_by(request, slug)
    if request.method == "POST":
        number = request.POST.get("decision", "")
        known = Decision.objects.filter(consultation=consultation).select_related("consultation__cycle__place")
        decision = get_object_or_404(known, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
        try:
            actions.undo_decision(decision, by=request.user)
            messages.success(request, _("Undone: it is as it was before."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    page = decisions_of(consultation, request.GET.get("after", ""))
    return render(request, "analysis/decisions.html", {"consultation": consultation, "page": page})


@never_cache
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what changed between two searches for themes, and why."""
    consultation = read_by(request, slug)
    start = request.GET.get("after", "")
    number = int(start) if start.isdecimal() and len(start) < 9 else 0
    found = changes_of(consultation, request.GET.get("with", ""), number)
    return render(request, "analysis/changes.html", {"consultation": consultation, "changes": found})

"""Where the evidence of a cycle is packed, and taken."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.core.pages import public_page
from parvis.cycles.views.reading import find_cycle
from parvis.documents.serving import Kept, send
from parvis.standards import actions
from parvis.standards.models import Pack
from parvis.standards.rules import may_ask_for_pack


@public_page
@require_safe
def evidence(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the packs of a cycle, and to whom may, how to have a new one made."""
    cycle = find_cycle(request, slug, number)
    packs = list(cycle.packs.select_related("cycle"))
    context = {
        "cycle": cycle,
        "place": cycle.place,
        "may_ask": bool(may_ask_for_pack(request.user, cycle)),
        "under_way": next((each for each in packs if each.status == Pack.Status.ASKED), None),
        "packs": packs,
    }
    return render(request, "standards/evidence.html", context)


@never_cache
@require_POST
def ask_for_pack(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Have a pack made."""
    cycle = find_cycle(request, slug, number)
    may_ask_for_pack(request.user, cycle).admit()
    actions.ask_for_pack(cycle, by=request.user)
    messages.success(request, _("It is being made. You may leave this page, and come back."))
    return redirect("evidence", slug, number)


@login_not_required
@require_safe
def evidence_file(request: HttpRequest, slug: str, number: int, pack: int) -> HttpResponseBase:
    """Hand out a pack, or the part of it that is still wanted."""
    cycle = find_cycle(request, slug, number)
    found = get_object_or_404(cycle.packs.select_related("cycle"), number=pack, status=Pack.Status.READY)
    if found.is_gone:
        raise Http404
    return send(request, Kept(found.sha256, found.size, found.name, "application/zip", is_public=True))

"""What everybody reads: how a cycle stands against the standards, and how it would stand on another day."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis.core.pages import public_page
from parvis.cycles.views.reading import find_cycle
from parvis.standards.forms import WhatIfForm
from parvis.standards.queries.standing import meeting_on, standards_page
from parvis.standards.queries.telling import told
from parvis.standards.rules import may_attest


@public_page
@require_safe
def standards(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show each requirement with its state, its evidence, what is missing, and the first day on which it fails."""
    cycle = find_cycle(request, slug, number)
    form = WhatIfForm(request.GET if request.GET else None)
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    meeting = wanted.get("meeting")
    page = standards_page(cycle, wanted.get("on"), [meeting_on(meeting)] if meeting else ())
    context = {
        "page": page,
        "cycle": cycle,
        "place": cycle.place,
        "form": form,
        "supposed": wanted if any(wanted.values()) else {},
        "attested": cycle.attestations.filter(taken_back_at=None).select_related("document"),
        "may_attest": bool(may_attest(request.user, cycle.place)),
    }
    return render(request, "standards/standards.html", context)


@public_page
@require_safe
def standards_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give how a cycle stands as JSON."""
    cycle = find_cycle(request, slug, number)
    answer = JsonResponse(told(standards_page(cycle)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{cycle.slug}-standards.json"'
    return answer

"""What the pages of the desk share: who may see them, and how a refusal is told."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from parvis.core import failures
from parvis.core.rules import Refused, Sentence, Verdict
from parvis.cycles.models import Cycle


def visible_cycle(request: HttpRequest, slug: str) -> Cycle:
    """Return the cycle of a page, or answer that there is none."""
    return get_object_or_404(Cycle.objects.visible_to(request.user).select_related("place"), slug=slug)


def not_open(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """Say why a page is not open to this person, and give back what they wrote there."""
    return failures.forbidden(request, verdict.reason)


def attempt[Result](request: HttpRequest, act: Callable[[], Result], done: Sentence = "") -> Result | None:
    """Act, and tell the person what was done, or why nothing was; None when it was refused."""
    try:
        result = act()
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return None
    if done:
        messages.success(request, done)
    return result


def ticked(request: HttpRequest, name: str = "contribution", most: int = 1000) -> list[int]:
    """Return the numbers ticked on a page."""
    return [int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdecimal()][:most]

"""When a request cannot be answered: say what happened, give back what was typed, offer what to do next."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

# Shorter values are choices and codes: sent again, but not shown as somebody's words.
_WORDS = 20


@dataclass(frozen=True)
class Sent:
    """One value of a form that was sent."""

    name: str
    value: str

    @property
    def is_words(self) -> bool:
        """Tell whether this is something a person wrote, to be shown to them."""
        return len(self.value) >= _WORDS or "\n" in self.value


@never_cache
@login_not_required
def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back the words of a form that stayed open too long, and a button to send them again.

    A view that can show its form as it was filled in says how by its attribute `csrf_refused`.
    """
    match = request.resolver_match
    again = getattr(match.func, "csrf_refused", None) if match and _came_from_here(request) else None
    if match and again:
        response: HttpResponse = again(request, *match.args, **match.kwargs)
        return response
    return render(request, "403_csrf.html", {"sent": _sent(request)}, status=403)


@never_cache
@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke on our side, and give back what was written; needs no database."""
    words = [sent for sent in _sent(request) if sent.is_words]
    return HttpResponse(render_to_string("500.html", {"words": words}), status=500)


def _sent(request: HttpRequest) -> list[Sent]:
    """Return what was sent from a page of ours; nothing from elsewhere, so that nobody is lent another's words."""
    try:
        lists = request.POST.lists() if _came_from_here(request) else []
    except (OSError, ValueError, MultiPartParserError, SuspiciousOperation):  # cut off, or no form at all
        return []
    return [Sent(name, value) for name, values in lists for value in values if name != "csrfmiddlewaretoken"]


def _came_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()

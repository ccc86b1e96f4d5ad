"""When a request cannot be answered: say what happened, give back what was typed, offer what to do next."""

import re
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from parvis.core.headers import show_in_frames
from parvis.core.outages import is_outage

# Shorter values are choices and codes: sent again, but not shown as somebody's words. So are keys and stamps.
_WORDS = 20
_KEY = re.compile(r"[\w.:=,-]+", re.ASCII)
SECONDS_TO_WAIT = 60


@dataclass(frozen=True)
class Sent:
    """One value of a form that was sent."""

    name: str
    value: str

    @property
    def is_words(self) -> bool:
        """Tell whether this is something a person wrote, to be shown to them."""
        is_key = _KEY.fullmatch(self.value) and not self.value.isalpha()
        return (len(self.value) >= _WORDS and not is_key) or "\n" in self.value


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
    sent = _sent(request)
    context = {"sent": sent, "has_words": any(each.is_words for each in sent)}
    return render(request, "403_csrf.html", context, status=403)


class PrivateUnlessSaid(LoginRequiredMiddleware):
    """Middleware: a page is private until it says @login_not_required; what was written there is not lost."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]  # not always a redirect
        """Lead to signing in; give back words that were sent after the session had ended."""
        if not _words(request):
            return super().handle_no_permission(request, view_func)
        context = {"sent": _sent(request), "path": request.get_full_path()}
        return render(request, "403_signed_out.html", context, status=403)


@login_not_required
def forbidden(request: HttpRequest, exception: object = "") -> HttpResponse:
    """Say why something is not open to somebody, and give back what they wrote for it."""
    return render(request, "403.html", {"reason": str(exception), "words": _words(request)}, status=403)


@login_not_required
def missing(request: HttpRequest, exception: object = "") -> HttpResponse:
    """Say that there is nothing at an address, any more perhaps, and give back what was written for it."""
    return render(request, "404.html", {"words": _words(request)}, status=404)


@never_cache
@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke on our side, and give back what was written; needs no database.

    When the database or the disk takes nothing just now, say that instead (503), with a button to send it again.
    """
    if is_outage(sys.exception()):
        return _unavailable(request)
    return HttpResponse(render_to_string("500.html", {"words": _words(request)}), status=500)


def _unavailable(request: HttpRequest) -> HttpResponse:
    is_safe = request.method in ("GET", "HEAD", "OPTIONS")
    context = {"is_safe": is_safe, "sent": _sent(request), "path": request.get_full_path()}
    # Not by the processors of context: they may ask the database that has just failed.
    html = render_to_string("503.html", context | {"csrf_token": get_token(request)})
    response = HttpResponse(html, status=503, headers={"Retry-After": str(SECONDS_TO_WAIT)})
    if site := getattr(request, "framed_on", None):
        show_in_frames(response, [site])
    return response


def _words(request: HttpRequest) -> list[Sent]:
    return [sent for sent in _sent(request) if sent.is_words]


def _sent(request: HttpRequest) -> list[Sent]:
    """Return what was sent from a page of ours; nothing from elsewhere, so that nobody is lent another's words."""
    # Set by Django once the token of the form was found to be good; a form in a frame bears a stamp instead.
    is_signed = getattr(request, "csrf_processing_done", False) or getattr(request, "framed_on", None) is not None
    is_ours = is_signed or _came_from_here(request)
    try:
        lists = request.POST.lists() if is_ours else []
    except (OSError, ValueError, MultiPartParserError, SuspiciousOperation):  # cut off, or no form at all
        return []
    return [Sent(name, value) for name, values in lists for value in values if name != "csrfmiddlewaretoken"]


def _came_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()

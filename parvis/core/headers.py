"""What browsers are told beside what Django tells them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

# No page of Parvis listens, looks, locates or pays, and no script that slipped in may.
NOTHING = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def forbid_devices(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no page may use a device of the visitor."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        return response

    return respond


def keep_private(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is shown to somebody with a session is kept by no cache, unless its page says otherwise."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond


def show_in_frames(response: Any, sites: list[str]) -> None:
    """Let a page stand in frames on these sites, and nowhere else; without scripts."""
    response._csp_config = settings.SECURE_CSP | {"script-src": [CSP.NONE], "frame-ancestors": sites}
    # It knows one site or none: browsers that know the policy above do not look at it.
    response.xframe_options_exempt = True

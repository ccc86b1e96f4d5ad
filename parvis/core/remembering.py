"""The language a visitor has chosen, remembered until they choose another."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_path


def remember_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who goes from one of our pages to one in another language is offered that language from then on."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        language = get_language_from_path(request.path_info)
        if language and response.status_code in (200, 304) and _has_changed(request, language):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite="Lax",
            )
            # The choice of one visitor is not for a cache that others share.
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return respond


def _has_changed(request: HttpRequest, language: str) -> bool:
    """Tell whether the visitor comes from a page of ours in another language; a link from elsewhere chooses nothing."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return False
    return get_language_from_path(before.path) not in (None, language)

"""What a browser has just sent: for some minutes it may read its own words again, though nobody signed in.

A signed cookie names the receipt. Pages are never shared while a browser bears it, see `core.pages`.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from parvis.consultations.models import Contribution
from parvis.core.pages import JUST_SAID_COOKIE

SECONDS = 600
_SALT = "parvis.consultations.just_said"


def note(response: HttpResponse, contribution: Contribution) -> None:
    """Let the browser that gets `response` read a contribution that waits to be read by a moderator."""
    if contribution.status == Contribution.Status.HELD:
        response.set_signed_cookie(
            JUST_SAID_COOKIE,
            contribution.code,
            salt=_SALT,
            max_age=SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def is_just_said(request: HttpRequest, contribution: Contribution) -> bool:
    """Tell whether this browser has just sent a contribution that still waits."""
    code = request.get_signed_cookie(JUST_SAID_COOKIE, default="", salt=_SALT, max_age=SECONDS)
    return contribution.status == Contribution.Status.HELD and code == contribution.code

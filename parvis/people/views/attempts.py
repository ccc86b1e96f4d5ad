"""Trying something, and saying that it is done or why it is not; and what is said of invitations everywhere."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Refused

SENT = _("The invitation is on its way. It can be taken up for fourteen days.")
RENEWED = _("The invitation is on its way again. Only the link in the newest message works.")
WITHDRAWN = _("The invitation is taken back. Its link no longer works.")


def attempt(request: HttpRequest, act: Callable[[], object], done: str | Promise) -> bool:
    """Act, and say `done` or why not; tell which."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, str(done))
    return True

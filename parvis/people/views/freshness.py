"""A grave step asks that one has signed in a short while ago: a borrowed screen is not enough."""

import functools
import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

FRESH_SECONDS = 15 * 60

type View = Callable[..., HttpResponse]


def signed_in_lately(request: HttpRequest) -> bool:
    """Tell whether the person proved who they are in the last quarter of an hour."""
    moments = [told["at"] for told in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < FRESH_SECONDS


def freshly_signed_in(view: View) -> View:
    """Send whoever signed in too long ago through a new code first; then they come back here."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if signed_in_lately(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('sign_in_again')}?{urlencode({'next': request.path})}")

    return answer

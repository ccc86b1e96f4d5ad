"""Pages with an empty form that thousands open in a minute: made once, with holes for what is each visitor's own."""

import re
import time
from collections.abc import Callable, Hashable, Mapping

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language

import parvis
from parvis.core.pages import Memory, is_shareable

SECONDS = 10
"""What does not come with the key, such as the foot of the page, is as old as this at most."""

_pages: Memory[list[str]] = Memory(lambda: settings.PAGES_KEPT_IN_MEMORY)


def form_page(
    request: HttpRequest,
    shown: Callable[[], Hashable],
    make: Callable[[], HttpResponse],
    own: Callable[[], Mapping[str, str]],
) -> HttpResponse:
    """Return a page with an empty form, made anew only when what is `shown` changes.

    `own` gives what belongs to this visitor alone: the value by what stands before it, as `name="stamp" value=`. Whoever
    has a session or a message gets a page of their own.
    """
    if not is_shareable(request):
        return make()
    address = (request.get_host(), request.get_full_path(), get_language(), parvis.__version__)
    key = (shown(), *address, int(time.monotonic() // SECONDS))
    parts = _pages.read(key)
    if parts is None:
        response = make()
        if response.status_code == 200:
            names = "|".join(map(re.escape, own()))
            _pages.keep(key, re.split(f'({names})"[^"]*"', response.content.decode()))
        return response
    mine = own()
    # What was split off stands at each second place.
    whole = [f'{part}"{escape(mine[part])}"' if place % 2 else part for place, part in enumerate(parts)]
    return HttpResponse("".join(whole))


def row_of(thing: Model) -> str:
    """Return everything a row holds, to be part of a key."""
    return repr([getattr(thing, field.attname) for field in thing._meta.concrete_fields])

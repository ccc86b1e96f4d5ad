"""Public pages that a cache may hold, and lists read page by page."""

import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

import parvis
from parvis.core import clock

type View = Callable[..., HttpResponse]

JUST_SAID_COOKIE = "just-said"
"""Names what this browser has just sent, see `consultations.just_said`."""

# What the record says of how far it has got; set when the record's application starts.
read_position: Callable[[], str] = str


def public_page(view: View) -> View:
    """Show a page to everybody; let caches hold it for the signed-out until the record moves or the hour turns."""

    @login_not_required
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse
        if not is_shareable(request):
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response
        moment = _moment()
        etag = _etag(request, moment)
        if request.headers.get("If-None-Match") == etag:
            response = HttpResponseNotModified()
        else:
            request.kept_until = moment  # type: ignore[attr-defined]
            response = _answer_again(etag) or _keep(etag, request, view(request, *args, **kwargs))
        if response.status_code in (200, 304):
            response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
            response.headers["ETag"] = etag
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def is_shareable(request: HttpRequest) -> bool:
    """Tell whether somebody asks of whom nothing is known, so that what they get may be shared."""
    # These cookies mean a person, a message to show, or words that this browser alone may read.
    personal = {settings.SESSION_COOKIE_NAME, "messages", JUST_SAID_COOKIE}
    return request.method in ("GET", "HEAD") and personal.isdisjoint(request.COOKIES)


class Memory[Thing]:
    """What was made last, by what it was made from, in the memory of this process; `most` says how many are kept."""

    def __init__(self, most: Callable[[], int]) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, key: Hashable) -> Thing | None:
        """Return what is kept under a key."""
        with self._lock:
            return self._things.get(key)

    def keep(self, key: Hashable, thing: Thing) -> None:
        """Keep a thing, and let go of the oldest when there are too many."""
        with self._lock:
            self._things[key] = thing
            while len(self._things) > self._most():
                self._things.popitem(last=False)

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._things.clear()


_pages: Memory[tuple[bytes, str]] = Memory(lambda: settings.PAGES_KEPT_IN_MEMORY)
_parts: Memory[Any] = Memory(lambda: settings.PARTS_KEPT_IN_MEMORY)


def kept[Part](request: HttpRequest, name: str, make: Callable[[], Part]) -> Part:
    """Return a part of a public page that depends on nothing but its name and the language, such as what is asked.

    For the signed-out it is made once, until the record moves or the hour turns, and shared by all: change nothing in it.
    """
    moment = getattr(request, "kept_until", None)
    if moment is None:
        return make()
    key = (moment, get_language(), name)
    part: Part | None = _parts.read(key)
    if part is None:
        part = make()
        _parts.keep(key, part)
    return part


def forget_kept() -> None:
    """Let go of all pages and parts this process keeps: the next of each is made from nothing."""
    _pages.forget()
    _parts.forget()


def _answer_again(etag: str) -> HttpResponse | None:
    page = _pages.read(etag)
    return page and HttpResponse(page[0], content_type=page[1])


def _keep(etag: str, request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep a page, unless it says something to this visitor alone."""
    is_plain = response.status_code == 200 and not response.streaming and not response.cookies
    has_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or "csrftoken" in request.COOKIES
    if is_plain and not has_token and request.method == "GET":
        _pages.keep(etag, (response.content, response.headers["Content-Type"]))
    return response


def _moment() -> str:
    """Say in which state of the record, and hour, we are."""
    return f"{read_position()}|{clock.now():%Y%m%d%H}"


def _etag(request: HttpRequest, moment: str) -> str:
    parts = (moment, request.get_full_path(), get_language() or "", parvis.__version__)
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


@dataclass(frozen=True)
class KeysetPage[Row]:
    """One page of a list: its rows, and the keys after which the next one starts."""

    rows: Sequence[Row]
    after: str = ""

    @property
    def has_next(self) -> bool:
        """Tell whether more rows follow."""
        return bool(self.after)


def keyset(rows: QuerySet[Any, Any], order: Sequence[str], after: str = "", size: int = 50) -> KeysetPage[Any]:
    """Read one page of `rows` in `order` (like order_by; the last name unique), starting after the keys `after`.

    `rows` may be a values() queryset holding the ordered names. Reading costs the same on every page.
    A malformed `after` starts from the beginning.
    """
    names = [name.lstrip("-") for name in order]
    keys = after.split("_") if after else []
    if len(keys) == len(order):
        try:
            rows = rows.filter(_beyond(rows.model, order, keys))
        except (ValueError, ValidationError):
            keys = []
    found = list(rows.order_by(*order)[: size + 1])
    if len(found) <= size:
        return KeysetPage(found)
    return KeysetPage(found[:size], "_".join(_key(found[size - 1], name) for name in names))


def _beyond(model: type[Model], order: Sequence[str], keys: Sequence[str]) -> Q:
    """Write (a, b) beyond (x, y) as: a at or beyond x, and (a beyond x, or b beyond y)."""
    condition = Q()
    for name, key in zip(reversed(order), reversed(keys), strict=True):
        operator, field = ("lt", name[1:]) if name.startswith("-") else ("gt", name)
        value = _value(model, field, key)
        strictly = Q(**{f"{field}__{operator}": value})
        condition = Q(**{f"{field}__{operator}e": value}) & (strictly | condition) if condition else strictly
    return condition


def _key(row: Any, name: str) -> str:
    value = row[name] if isinstance(row, dict) else getattr(row, name)
    return str(value.isoformat() if isinstance(value, date) else value)


def _value(model: type[Model], name: str, key: str) -> Any:
    """Read a number, a day or a moment as the field of that name holds it."""
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    return field.to_python(key) if field else int(key)

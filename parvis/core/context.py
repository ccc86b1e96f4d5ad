"""What the frame of every page needs: languages, sections, where the record stands."""

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from parvis.core.languages import direction


@dataclass(frozen=True)
class Standing:
    """How many entries the public record has, and when its last checkpoint was signed."""

    size: int
    signed_at: datetime | None = None


def read_standing() -> Standing | None:
    """Say where the record stands; replaced when the record's application starts."""
    return None


_STANDING_SECONDS = 10

# The nav: name of the route, words, first folders of the addresses that belong to it.
_SECTIONS = (
    ("consultations", _("Speak"), {"consultations", "receipts"}),
    ("answers", _("Answers"), {"answers", "what-we-heard"}),
    ("plans", _("Plan"), {"plans", "commitments"}),
    ("events", _("Events"), {"events", "weeks", "summits"}),
    ("record", _("Record"), {"record"}),
)


@dataclass(frozen=True)
class Section:
    """One word of the nav."""

    href: str
    words: str
    folders: frozenset[str]


@dataclass(frozen=True)
class Version:
    """This same page in one language, named in that language."""

    language: str
    name: str
    direction: str
    path: str
    is_current: bool


class Site:
    """What `base.html` shows around a page; every part is worked out when it is asked for."""

    name = "Parvis"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE
        self.direction = direction(self.language)
        self.path = quote(request.path)
        first, _slash, self._rest = self.path.lstrip("/").partition("/")
        self.has_versions = first in dict(settings.LANGUAGES)
        self.folder = self._rest.partition("/")[0] if self.has_versions else first
        self.origin = str(settings.BASE_URL.geturl()).rstrip("/")

    @property
    def canonical(self) -> str:
        """The address of this page without its query, except which page of a list it is."""
        after = self.request.GET.get("after", "")
        return self.origin + self.path + (f"?after={after}" if after.isalnum() else "")

    @property
    def sections(self) -> tuple[Section, ...]:
        """The words of the nav."""
        return _sections(self.language, get_urlconf())

    @property
    def versions(self) -> list[Version]:
        """This page in each language of the site; the front page when this one has no versions."""
        query = self.request.META.get("QUERY_STRING", "") if self.request.method == "GET" else ""
        rest = self._rest + (f"?{query}" if query else "") if self.has_versions else ""
        return [
            Version(code, _own_name(code), direction(code), f"/{code}/{rest}", code == self.language)
            for code, _name in settings.LANGUAGES
        ]

    @property
    def standing(self) -> Standing | None:
        """Where the record stands, at most a few seconds ago."""
        return _standing(read_standing, int(time.monotonic() // _STANDING_SECONDS))


def site(request: HttpRequest) -> dict[str, Any]:
    """Give every template `site`."""
    return {"site": SimpleLazyObject(lambda: Site(request))}


@functools.lru_cache(maxsize=2)
def _standing(read: Callable[[], Standing | None], moment: int) -> Standing | None:
    return read()


@functools.lru_cache(maxsize=64)
def _sections(language: str, urlconf: str | None) -> tuple[Section, ...]:
    found = []
    for route, words, folders in _SECTIONS:
        try:
            found.append(Section(reverse(route), str(words), frozenset(folders)))
        except NoReverseMatch:
            continue
    return tuple(found)


@functools.lru_cache(maxsize=64)
def _own_name(code: str) -> str:
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]

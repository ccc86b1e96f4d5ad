"""The frame around every page: languages, sections, the visitor's own links, where the record stands.

Each part depends on very little (the language, the section one is in), so each is rendered once and kept: a page
pays for its own words only.
"""

import functools
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.core.languages import direction, language_name


@dataclass(frozen=True)
class Standing:
    """How many entries the public record has, and when its last checkpoint was signed."""

    size: int
    signed_at: datetime | None = None


def read_standing() -> Standing | None:
    """Say where the record stands; replaced when the record's application starts."""
    return None


_STANDING_SECONDS = 10
# Stands for the address of the page, after its language, in parts that are kept.
_REST = "{rest}"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?")

# The nav: name of the route, words, first folders of the addresses that belong to it.
_SECTIONS = (
    ("consultations", _("Speak"), {"consultations", "receipts", "asks"}),
    ("answers", _("Answers"), {"answers", "what-we-heard"}),
    ("plans", _("Plan"), {"plans", "commitments"}),
    ("events", _("Events"), {"events", "weeks", "summits"}),
    ("record", _("Record"), {"record"}),
)


class Site:
    """What `base.html` shows around a page; every part is worked out when it is asked for."""

    name = "Parvis"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE
        self.direction = direction(self.language)
        self.path = quote(request.path)
        first, _slash, rest = self.path.lstrip("/").partition("/")
        self.has_versions = first in dict(settings.LANGUAGES)
        self.folder = rest.partition("/")[0] if self.has_versions else first
        # A language we do not have: the page may exist in those we have.
        self.has_other_language = not self.has_versions and bool(_LANGUAGE.fullmatch(first))
        self.rest = rest if self.has_versions or self.has_other_language else ""

    @property
    def nav(self) -> SafeString:
        """The brand and the sections, the one we are in marked."""
        here = self.folder if self.folder in _FOLDERS else ""
        return self._part("core/_nav.html", here, self.rest.rstrip("/") == here)

    @property
    def languages(self) -> SafeString:
        """This page in each language; the front page when this one has no versions."""
        query = self.request.META.get("QUERY_STRING", "") if self.request.method == "GET" else ""
        rest = self.rest + (f"?{query}" if query and self.has_versions else "")
        return format_html(self._part("core/_languages.html"), rest=rest)

    @property
    def you(self) -> SafeString:
        """The visitor's own links."""
        here = self.folder if self.folder in ("desk", "you", "sign-in") else ""
        return self._part("core/_you.html", here, self.request.user.is_authenticated)

    @property
    def head(self) -> SafeString:
        """The lines of the head that are alike on every page, and where its other languages are."""
        part = self._part("core/_head.html", "versions" if self.has_versions else "")
        after = self.request.GET.get("after", "")
        return format_html(part, rest=self.rest, after=f"?after={after}" if after.isalnum() else "")

    @property
    def foot(self) -> SafeString:
        """The last lines of the page."""
        standing = _standing(int(time.monotonic() // _STANDING_SECONDS))
        return self._part("core/_footer.html", standing)

    def _part(self, template: str, here: Any = "", more: Any = None) -> SafeString:
        return _kept(template, self.language, get_urlconf() or settings.ROOT_URLCONF, here, more)


def site(request: HttpRequest) -> dict[str, Any]:
    """Give every template `site`."""
    return {"site": Site(request)}


_FOLDERS = frozenset(folder for _route, _words, folders in _SECTIONS for folder in folders)


@functools.lru_cache(maxsize=512)
def _kept(template: str, language: str, urlconf: str, here: Any, more: Any) -> SafeString:
    """Render a part of the frame; everything it depends on is asked for, and so part of the key."""
    context = {
        "name": Site.name,
        "language": language,
        "here": here,
        "more": more,
        "sections": _sections(),
        "versions": [
            {"code": code, "name": language_name(code).capitalize(), "direction": direction(code)}
            for code, _english in settings.LANGUAGES
        ],
        "origin": str(settings.BASE_URL.geturl()).rstrip("/"),
        "rest": _REST,
        "after": "{after}",
    }
    return render_to_string(template, context)


@functools.lru_cache(maxsize=1)
def _standing(moment: int) -> Standing | None:
    return read_standing()


def _sections() -> list[dict[str, Any]]:
    found = []
    for route, words, folders in _SECTIONS:
        try:
            found.append({"href": reverse(route), "words": words, "folders": folders})
        except NoReverseMatch:  # a part of the site that is not installed
            continue
    return found

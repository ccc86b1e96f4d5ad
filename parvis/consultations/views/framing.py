"""Pages that stand in frames on other sites: without cookie, without session, without script."""

import functools
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers

from parvis.consultations.forms.speaking import read_stamp
from parvis.consultations.models import EmbeddingSite
from parvis.core.headers import show_in_frames

type FramedView = Callable[[HttpRequest, str, list[str]], HttpResponse]


def framed(whole_page: str) -> Callable[[FramedView], Callable[..., HttpResponse]]:
    """Show a page in frames on the sites its consultation allows, and nowhere else; the view is given these sites.

    Opened in a window of its own, or where no site is allowed, it leads to the `whole_page`. Nobody is signed in there:
    a cookie that a browser sends into a frame is not looked at.
    """

    def decorate(view: FramedView) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def answer(request: HttpRequest, slug: str) -> HttpResponse:
            # What was sent is ours if it bears our stamp; should the database be gone, it is given back where it was written.
            request.stamp = read_stamp(request.POST.get("stamp", "")) if request.method == "POST" else None
            request.framed_on = request.stamp and request.stamp.site
            allowed = EmbeddingSite.objects.filter(consultation__slug=slug)
            sites = list(allowed.values_list("origin", flat=True))
            request.user = AnonymousUser()
            is_alone = not sites or request.headers.get("Sec-Fetch-Dest") == "document"
            if is_alone and request.method in ("GET", "HEAD"):
                response: HttpResponse = redirect(whole_page, slug)
            else:
                response = view(request, slug, sites)
            # A site that was stopped a moment ago still shows the words that were not sent.
            around = sites + getattr(response, "last_shown_on", [])
            if around:
                show_in_frames(response, around)
            patch_vary_headers(response, ["Sec-Fetch-Dest"])
            return response

        return answer

    return decorate


def site_around(request: HttpRequest, sites: list[str]) -> str:
    """Return on which of `sites` a frame stands, as the browser says, or "" when it does not say.

    The line to copy asks browsers to say it, whatever the policy of the page. Where only one site is allowed, a frame can
    stand nowhere else.
    """
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    origin = f"{referer.scheme}://{referer.netloc}"
    if origin in sites:
        return origin
    is_framed = request.headers.get("Sec-Fetch-Dest") == "iframe"
    return sites[0] if is_framed and len(sites) == 1 else ""

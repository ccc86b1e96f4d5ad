"""Bring asks in by hand: pasted or from a file, looked at first."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from parvis.asks.actions.taking_in import Taken, preview, take_in
from parvis.asks.connectors import read_link
from parvis.asks.forms.taking_in import PastingForm, packed, unpacked
from parvis.asks.models import Ask
from parvis.asks.models.routes import TO_OF_KIND
from parvis.asks.posts import Post
from parvis.asks.rules import may_take_in

# Each may take some seconds, while somebody waits.
MOST_LINKS_READ = 3


@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Take what was pasted or chosen, show how each post is read, and take them in when told to."""
    may_take_in(request.user).admit()
    if request.POST.get("step") == "take":
        return _take(request, unpacked(request.POST.get("posts", "")))
    form = PastingForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "asks/desk/bring.html", {"form": form}, status=422 if form.errors else 200)
    posts = _with_words(form.cleaned_data["posts"])
    taken = preview(posts, by=request.user)
    context = {
        "rows": _rows(posts, taken),
        "problems": form.problems,
        "posts": packed(posts),
        "new": len(taken.new),
        "already_there": taken.already_there,
    }
    return render(request, "asks/desk/preview.html", context)


def _with_words(posts: list[Post]) -> list[Post]:
    """Read the first links that were pasted without words; one that cannot be read stays without."""
    bare = [post for post in posts if post.link and not post.text][:MOST_LINKS_READ]
    found = {post: replace(read_link(post.link), link=post.link) for post in bare}
    return [found.get(post, post) for post in posts]


def _take(request: HttpRequest, posts: list[Post]) -> HttpResponse:
    taken = take_in(posts, by=request.user)
    words = ngettext("%(count)d ask was brought in.", "%(count)d asks were brought in.", len(taken.new))
    messages.success(request, words % {"count": len(taken.new)})
    if taken.refused:
        messages.error(request, _("Some posts were refused; the preview said why."))
    return redirect("desk_asks")


def _rows(posts: list[Post], taken: Taken) -> list[dict[str, Any]]:
    new = {ask.code for ask in taken.new}
    seen: set[str] = set()
    rows = []
    for post, outcome in zip(posts, taken.outcomes, strict=True):
        if not isinstance(outcome, Ask):
            rows.append({"text": post.text[:200], "refused": outcome})
            continue
        rows.append(
            {
                "text": outcome.text,
                "ask": outcome,
                "to": TO_OF_KIND[Ask.Kind(outcome.kind)].label,
                "is_there": outcome.code not in new or outcome.code in seen,
                "repeats": outcome.duplicate_of,
            }
        )
        seen.add(outcome.code)
    return rows

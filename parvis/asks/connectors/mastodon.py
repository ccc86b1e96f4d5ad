"""Mastodon, and servers that speak its language: the timelines of tags of one server."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from django.utils.translation import gettext as _

from parvis.asks.connectors.asking import (
    Readable,
    cursor_of,
    mapping,
    moment,
    seconds_until,
    text,
    told,
    web_address,
)
from parvis.asks.posts import Post, SourceClosed, SourceFailing
from parvis.core.fetching import Answer, NotFetched, Why, fetch
from parvis.core.fetching.answers import again_at
from parvis.core.plain_text import plain_text

AT_A_TIME = 40
"""The most a server gives in one answer."""
MOST_PAGES = 50
_NEWER = re.compile(r'<([^<>]*)>\s*;[^,]*\brel="?prev"?')
_NO_ROBOTS = "#nobot"


def read(source: Readable) -> Iterator[Post]:
    """Yield the public posts with the tags of a source that came to its server since we last asked, oldest first."""
    base = base_of(source.address)
    reached = cursor_of(source)
    seen: set[str] = set()
    for tag in source.tags:
        for place, post in _timeline(base, tag, text(reached.get(tag))):
            if post is not None and post.uri not in seen:
                seen.add(post.uri)
                yield post
            # Written down once the post is taken: whoever stops here meets it again, and knows it by its URI.
            reached[tag] = place
            source.cursor = json.dumps(reached)


def base_of(address: str) -> str:
    """Return where a server is, however it was typed."""
    address = address.strip().rstrip("/")
    return address if "://" in address else f"https://{address}"


def _timeline(base: str, tag: str, place: str) -> Iterator[tuple[str, Post | None]]:
    """Yield how far reading has come with each post, or without one when it is not for us."""
    for _page in range(MOST_PAGES):
        # `min_id` gives those just after; with `since_id`, what came in between more than a page ago would be skipped.
        query = urlencode({"min_id": place or "0", "limit": AT_A_TIME})
        answer = _ask_for_tag(f"{base}/api/v1/timelines/tag/{quote(tag.lstrip('#'), safe='')}?{query}", base)
        if answer is None:
            return
        statuses = [status for status in _statuses(answer) if text(status.get("id"))]
        if not statuses:
            _check_feeds_are_open(base)
            return
        for status in reversed(statuses):
            place = text(status["id"])
            yield place, post_of(status)
        place = _newest(answer) or place
        if len(statuses) < AT_A_TIME:
            return
        _respect_limit(answer)


def _ask_for_tag(url: str, base: str) -> Answer | None:
    """Return a page of a timeline; None when nobody on that server ever used the tag."""
    try:
        with told():
            return _fetch(url)
    except _Unused:
        # A server that is no Mastodon has no such page either.
        if _instance(base) is None:
            raise SourceFailing(_("There is no Mastodon server at this address.")) from None
        return None


class _Unused(Exception):
    pass


def _fetch(url: str) -> Answer:
    try:
        return fetch(url, headers={"Accept": "application/json"})
    except NotFetched as failure:
        if failure.why == Why.GONE:
            raise _Unused from None
        if failure.why == Why.SIGN_IN:
            raise SourceClosed(_("This server shows its tags only to people who sign in there.")) from None
        raise


def _statuses(answer: Answer) -> list[dict[str, Any]]:
    with told():
        found = answer.json()
    if not isinstance(found, list):
        raise SourceFailing(_("There is no Mastodon server at this address."))
    return [mapping(status) for status in found]


def _check_feeds_are_open(base: str) -> None:
    """Tell "nothing new" from "switched off": both are an empty list."""
    instance = _instance(base) or {}
    feeds = mapping(mapping(mapping(instance.get("configuration")).get("timelines_access")).get("hashtag_feeds"))
    allowed = {text(feeds.get("local")), text(feeds.get("remote"))} - {""}
    if allowed and "public" not in allowed:
        if "authenticated" in allowed:
            raise SourceClosed(_("This server shows its tags only to people who sign in there."))
        raise SourceClosed(_("This server has switched off the pages of its tags."))


def _instance(base: str) -> dict[str, Any] | None:
    """Return what a server says of itself; None when it says nothing of the kind. Some speak the older form only."""
    for version in ("v2", "v1"):
        try:
            said = fetch(f"{base}/api/{version}/instance", headers={"Accept": "application/json"}).json()
        except NotFetched:
            continue
        if mapping(said):
            return mapping(said)
    return None


def _newest(answer: Answer) -> str:
    """Return from where the next page goes on, as the `Link` header says."""
    found = _NEWER.search(answer.headers.get("link", ""))
    return parse_qs(urlsplit(found[1]).query).get("min_id", [""])[0] if found else ""


def _respect_limit(answer: Answer) -> None:
    """Stop before the server has to refuse."""
    if answer.headers.get("x-ratelimit-remaining", "").strip() == "0":
        reset = again_at({name: value for name, value in answer.headers.items() if name != "retry-after"})
        raise SourceFailing(_("The site asks us to come less often. It is tried again later."), seconds_until(reset))


def post_of(status: dict[str, Any]) -> Post | None:
    """Return the post a status is; None when it is not public, or its author wants no robots."""
    account = mapping(status.get("account"))
    uri, link = text(status.get("uri")), web_address(status.get("url"))
    if status.get("visibility", "public") != "public" or mapping(status.get("reblog")) or not uri:
        return None
    if _wants_no_robots(account):
        return None
    words = plain_text(text(status.get("content")))
    warning = text(status.get("spoiler_text")).strip()
    return Post(
        uri=uri,
        link=link or web_address(uri),
        text="\n\n".join(part for part in (warning, words) if part),
        posted_at=moment(status.get("created_at")),
        author=text(account.get("acct")),
        language=text(status.get("language"))[:12],
        network="mastodon",
    )


def _wants_no_robots(account: dict[str, Any]) -> bool:
    is_hidden = account.get("noindex") is True or account.get("discoverable") is False
    return is_hidden or _NO_ROBOTS in plain_text(text(account.get("note"))).casefold()

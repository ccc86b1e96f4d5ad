"""Bluesky: searching for tags with an account, since it shows searches to nobody else."""

import datetime
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, unquote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from parvis.asks.connectors.asking import (
    Readable,
    ask,
    cursor_of,
    listing,
    mapping,
    moment,
    text,
    told,
    with_tags,
)
from parvis.asks.posts import Post, SourceClosed, SourceFailing
from parvis.core import clock
from parvis.core.fetching import Answer, NotFetched, Why, fetch

AT_A_TIME = 100
MOST_PAGES = 10
# The search knows of a post some time after it was written.
OVERLAP = datetime.timedelta(hours=1)
FIRST_LOOK = datetime.timedelta(days=30)
# A session lives for two hours; signing in is allowed some three hundred times a day.
_SESSION_LASTS = datetime.timedelta(minutes=60)
# Set by people who want to be read by nobody without an account.
_ONLY_SIGNED_IN = "!no-unauthenticated"
_sessions: dict[str, tuple[str, datetime.datetime]] = {}


def read(source: Readable) -> Iterator[Post]:
    """Yield the posts with the tags of a source since we last asked, oldest first."""
    account = settings.BLUESKY
    if account is None:
        raise SourceClosed(_("Bluesky shows searches only to accounts, and this site has none: see PARVIS_BLUESKY."))
    reached = cursor_of(source)
    seen: set[str] = set()
    for tag in source.tags:
        since = moment(reached.get(tag)) or clock.now() - FIRST_LOOK
        for indexed_at, post in _search(account, tag, since - OVERLAP):
            if post is not None and post.uri not in seen:
                seen.add(post.uri)
                yield post
            if indexed_at is not None:
                reached[tag] = indexed_at.isoformat()
                source.cursor = json.dumps(reached)


def _search(
    account: SplitResult, tag: str, since: datetime.datetime
) -> list[tuple[datetime.datetime | None, Post | None]]:
    """Return what a search finds, oldest first. It gives the newest first, so all of it is fetched before any is used."""
    name = tag.lstrip("#")
    query = {"q": f"#{name}", "tag": name, "sort": "latest", "limit": AT_A_TIME}
    query["since"] = since.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found: list[dict[str, Any]] = []
    for _page in range(MOST_PAGES):
        answer = call(account, "app.bsky.feed.searchPosts", query)
        found += [mapping(view) for view in listing(answer.get("posts"))]
        query["cursor"] = text(answer.get("cursor"))
        if not query["cursor"] or not listing(answer.get("posts")):
            break
    return [(moment(view.get("indexedAt")), post_of(view)) for view in reversed(found)]


def post_of(view: dict[str, Any]) -> Post | None:
    """Return the post a view is; None when it is none, or its author wants to be read only by who signs in."""
    author, record = mapping(view.get("author")), mapping(view.get("record"))
    uri = text(view.get("uri"))
    labels = {text(mapping(label).get("val")) for label in listing(author.get("labels"))}
    if not uri.startswith("at://") or _ONLY_SIGNED_IN in labels:
        return None
    languages = listing(record.get("langs"))
    return Post(
        uri=uri,
        link=link_of(uri, text(author.get("handle"))),
        text=with_tags(text(record.get("text")), _tags(record)),
        posted_at=moment(record.get("createdAt")),
        author=text(author.get("handle")),
        language=text(languages[0])[:12] if languages else "",
        network="bluesky",
    )


def _tags(record: dict[str, Any]) -> list[str]:
    """Return the tags of a post: those kept beside its words, and those its words are marked with."""
    features = [
        mapping(feature)
        for facet in listing(record.get("facets"))
        for feature in listing(mapping(facet).get("features"))
    ]
    marked = [text(each.get("tag")) for each in features if each.get("$type") == "app.bsky.richtext.facet#tag"]
    return list(dict.fromkeys([*marked, *map(text, listing(record.get("tags")))]))


def link_of(uri: str, handle: str) -> str:
    """Return the page where people read a post."""
    did, _collection, key = ([*uri.removeprefix("at://").split("/"), "", ""])[:3]
    # Somebody whose name on the network is broken is called so by it.
    author = did if handle in {"", "handle.invalid"} else handle
    return f"https://bsky.app/profile/{author}/post/{key}"


def call(account: SplitResult, method: str, query: dict[str, Any]) -> dict[str, Any]:
    """Return what a method of the network answers to an account; signs in once more when the session is over."""
    url = f"{_service(account)}/xrpc/{method}?{urlencode(query, doseq=True)}"
    for attempt in (1, 2):
        try:
            with told():
                return mapping(_with_session(account, url).json())
        except _Expired:
            _sessions.pop(account.geturl(), None)
            if attempt == 2:
                raise SourceClosed(_("Bluesky does not accept the account of this site.")) from None
    raise AssertionError


class _Expired(Exception):
    pass


def _with_session(account: SplitResult, url: str) -> Answer:
    try:
        return fetch(url, headers={"Authorization": f"Bearer {_session(account)}", "Accept": "application/json"})
    except NotFetched as failure:
        # A session that is over is answered with 400 or 401.
        if failure.why == Why.SIGN_IN or failure.code == 400:
            raise _Expired from None
        raise


def _session(account: SplitResult) -> str:
    held, until = _sessions.get(account.geturl(), ("", clock.now()))
    if held and clock.now() < until:
        return held
    who = {"identifier": unquote(account.username or ""), "password": unquote(account.password or "")}
    try:
        answer = ask(f"{_service(account)}/xrpc/com.atproto.server.createSession", send=who)
    except SourceClosed:
        raise SourceClosed(_("Bluesky does not accept the account of this site.")) from None
    with told():
        token = text(mapping(answer.json()).get("accessJwt"))
    if not token or not token.isascii() or any(letter.isspace() for letter in token):
        raise SourceFailing(_("The site answers with something that cannot be read."))
    _sessions[account.geturl()] = (token, clock.now() + _SESSION_LASTS)
    return token


def _service(account: SplitResult) -> str:
    return f"{account.scheme}://{account.netloc.rpartition('@')[2]}"

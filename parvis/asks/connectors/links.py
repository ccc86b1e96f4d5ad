"""One pasted link: the post behind it when it can be read, else the link and what was pasted with it."""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from parvis.asks.connectors import bluesky
from parvis.asks.connectors.asking import listing, mapping, moment, text, web_address
from parvis.asks.posts import Post
from parvis.core.fetching import Answer, NotFetched, fetch
from parvis.core.plain_text import plain_text

# What anybody may ask Bluesky without an account.
PUBLIC_BLUESKY = "https://public.api.bsky.app"
_ON_BLUESKY = re.compile(r"https://bsky\.app/profile/([a-zA-Z0-9.:_-]+)/post/([a-zA-Z0-9._~-]+)/?")
_ACCEPT = "application/activity+json, text/html;q=0.5"
_ACTIVITY = {"application/activity+json", "application/ld+json"}
_POSTS = {"Note", "Article", "Question", "Page", "Event"}
_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(property|name|content)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_READ_OF_A_PAGE = 200_000


def read_link(link: str, pasted: str = "") -> Post:
    """Return the post behind a link. What somebody pasted beside it counts more than what a page says of itself.

    A link that cannot be read, for whatever reason, is a post of what was pasted, perhaps of nothing: see `text`.
    """
    link = web_address(link)
    try:
        post = _on_bluesky(link) or _read(link)
    except NotFetched:
        post = None
    post = post or Post(uri="", link=link, text="", network="pasted")
    return replace(post, text=pasted.strip() or post.text)


def _on_bluesky(link: str) -> Post | None:
    found = _ON_BLUESKY.fullmatch(link.partition("?")[0])
    if found is None:
        return None
    author, key = found[1], found[2]
    if not author.startswith("did:"):
        known = _public("com.atproto.identity.resolveHandle", handle=author)
        author = text(known.get("did"))
    views = listing(_public("app.bsky.feed.getPosts", uris=f"at://{author}/app.bsky.feed.post/{key}").get("posts"))
    return bluesky.post_of(mapping(views[0])) if views else None


def _public(method: str, **query: str) -> dict[str, Any]:
    return mapping(fetch(f"{PUBLIC_BLUESKY}/xrpc/{method}?{urlencode(query)}").json())


def _read(link: str) -> Post | None:
    if not link:
        return None
    answer = fetch(link, headers={"Accept": _ACCEPT})
    return _activity(answer) if answer.kind in _ACTIVITY else _page(answer, link)


def _activity(answer: Answer) -> Post | None:
    """Return the post of the networks that speak ActivityPub; it must come from the server it says it is on."""
    note = mapping(answer.json())
    uri = text(note.get("id"))
    is_public = any("Public" in text(to) for to in _several(note.get("to")) + _several(note.get("cc")))
    is_at_home = urlsplit(uri).netloc.lower() == urlsplit(answer.url).netloc.lower()
    if text(note.get("type")) not in _POSTS or not is_public or not is_at_home:
        return None
    languages = list(mapping(note.get("contentMap")))
    parts = (text(note.get("name")), text(note.get("summary")), plain_text(text(note.get("content"))))
    return Post(
        uri=uri,
        link=web_address(note.get("url")) or web_address(uri),
        text="\n\n".join(part.strip() for part in parts if part.strip()),
        posted_at=moment(note.get("published")),
        author=text(note.get("attributedTo")),
        language=languages[0][:12] if len(languages) == 1 else "",
        network="mastodon",
    )


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _page(answer: Answer, link: str) -> Post:
    """Return what a page says of itself for whoever links to it."""
    said: dict[str, str] = {}
    for tag in _META.findall(answer.text[:_READ_OF_A_PAGE]):
        attributes = {name.lower(): unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(tag)}
        named = attributes.get("property", attributes.get("name", "")).lower()
        said.setdefault(named, attributes.get("content", "").strip())
    parts = (said.get("og:title", ""), said.get("og:description") or said.get("description", ""))
    return Post(uri="", link=link, text="\n\n".join(filter(None, parts)), network="pasted")

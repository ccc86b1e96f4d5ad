"""Feeds: RSS and Atom, such as a server or a site offers for a tag."""

import datetime
import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from parvis.asks.connectors.asking import Readable, cursor_of, moment, told, web_address, with_tags
from parvis.asks.posts import Post, SourceFailing
from parvis.core.fetching import Answer, NotFetched, fetch
from parvis.core.plain_text import plain_text

MOST_ITEMS = 1_000
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
_UNCHANGED = 304


def read(source: Readable) -> Iterator[Post]:
    """Yield what a feed holds, oldest first; what was there before comes again, and is known by its URI."""
    answer = _fetch(source)
    if answer is None:
        return
    yield from posts_in(answer.body, url=answer.url)
    kept = {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}
    source.cursor = json.dumps(kept)


def _fetch(source: Readable) -> Answer | None:
    """Return the feed; None when it has not changed."""
    known = cursor_of(source)
    headers = {"Accept": _ACCEPT}
    for name, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
        value = str(known.get(name, ""))
        if value.isascii() and value.isprintable() and value:
            headers[header] = value
    with told():
        try:
            return fetch(source.address, headers=headers)
        except NotFetched as failure:
            if failure.code == _UNCHANGED:
                return None
            raise


def posts_in(body: bytes, *, url: str) -> Iterator[Post]:
    """Yield the posts of a feed, oldest first; raise SourceFailing when it is none."""
    try:
        # Entities and outside references, with which a small file becomes a huge one or reads others, are refused.
        root = fromstring(body, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise SourceFailing(_sentence(body)) from None
    if _name(root) not in {"rss", "RDF", "feed"}:
        raise SourceFailing(_sentence(body))
    items = [element for element in root.iter() if _name(element) in {"item", "entry"}][:MOST_ITEMS]
    posts = [_post(item, url) for item in items]
    yield from sorted((post for post in posts if post is not None), key=lambda post: post.posted_at or _LONG_AGO)


_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _sentence(body: bytes) -> str:
    if b"<html" in body[:2000].lower() or b"<!doctype html" in body[:2000].lower():
        return _("This is a page to be read, not a feed. Its feed has another address.")
    return _("This is not a feed that can be read.")


def _post(item: Element, url: str) -> Post | None:
    found = _fields(item)
    link = web_address(urljoin(url, found["link"])) if found.get("link") else ""
    identity = found.get("guid") or found.get("id") or ""
    # An identity that is no address is one within its feed only.
    uri = identity if ":" in identity else link or (f"{url}#{identity}" if identity else "")
    words = _words(found)
    if not words or not uri:
        return None
    when = found.get("pubDate") or found.get("published") or found.get("updated") or found.get("date") or ""
    return Post(
        uri=uri,
        link=link or web_address(identity),
        text=with_tags(words, [tag for tag in found.get("tags", "").split("\n") if tag and " " not in tag]),
        posted_at=_date(when),
        author=found.get("author") or found.get("creator") or "",
        language=found.get("language", "")[:12],
        network="feed",
    )


def _words(found: dict[str, str]) -> str:
    """Return what an item says: its title, and its text unless that begins with the title."""
    title = plain_text(found.get("title", ""))
    body = plain_text(
        found.get("encoded") or found.get("content") or found.get("description") or found.get("summary", "")
    )
    start = title.rstrip("….").strip()
    return body if start and body.startswith(start) else "\n\n".join(part for part in (title, body) if part)


def _fields(item: Element) -> dict[str, str]:
    """Return the fields of an item by their names, without those of formats that are none of its own."""
    found: dict[str, str] = {}
    tags: list[str] = []
    for child in item:
        name, value = _name(child), "".join(child.itertext()).strip()
        if name == "category":
            tags.append(child.get("term") or value)
        elif name == "link":
            if child.get("rel", "alternate") == "alternate":
                found.setdefault("link", child.get("href") or value)
        elif name == "author":
            names = [part.text or "" for part in child if _name(part) == "name"]
            found.setdefault("author", names[0] if names else value)
        elif value:
            found.setdefault(name, value)
    language = item.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return {"tags": "\n".join(tag.strip().lstrip("#") for tag in tags), "language": language, **found}


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _date(said: str) -> datetime.datetime | None:
    if (when := moment(said)) is not None:
        return when
    try:
        when = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)

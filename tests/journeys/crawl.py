"""Find one page of every kind by following links, as somebody would."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

# What is not a page to look at: files, and ways out.
_NOT_PAGES = ("/static/", "/data/", ".csv", ".ics", ".json", ".zip", ".py", ".pdf")
_KINDS_SEEN_TWICE = {"trail", "consultation"}


def pages_of_every_kind(page: Page, start: str) -> Iterator[str]:
    """Yield the address of one page (two of the most varied) for each route reached from `start` by links."""
    seen: dict[str, int] = {}
    waiting, known = deque([start]), {start}
    while waiting:
        address = waiting.popleft()
        kind = _kind(address)
        if not kind or seen.get(kind, 0) > (kind in _KINDS_SEEN_TWICE):
            continue
        response = page.goto(address)
        assert response is not None
        assert response.status < 400, f"{address} answers {response.status}"
        seen[kind] = seen.get(kind, 0) + 1
        yield address
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            link = urljoin(address, link).split("#")[0]
            if link not in known and _is_ours(link, start):
                known.add(link)
                waiting.append(link)


def _is_ours(link: str, start: str) -> bool:
    ours, theirs = urlsplit(start), urlsplit(link)
    prefix = "/" + ours.path.strip("/").split("/")[0] + "/"
    inside = (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc) and theirs.path.startswith(prefix)
    return inside and not any(part in theirs.path for part in _NOT_PAGES)


def _kind(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""

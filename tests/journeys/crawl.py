"""Find one page of every kind by following links, as somebody would; and the links that lead nowhere."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Page

# What is not a page to look at: files, and ways out.
_NOT_PAGES = ("/static/", "/data/", ".csv", ".ics", ".json", ".zip", ".py", ".pdf", ".docx", ".xlsx", ".svg", ".txt")
_KINDS_SEEN_TWICE = {"trail", "consultation"}
# Of each kind of page, how many are opened to look for the links on them.
_MOST_OF_A_KIND = 12


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


def links_that_lead_nowhere(request: APIRequestContext, start: str) -> list[str]:
    """Walk through the pages that whoever asks can reach from `start`; return each link they may not open, and its page."""
    nowhere = []
    opened: Counter[str] = Counter()
    waiting, known = deque([(start, start)]), {start}
    while waiting:
        address, page = waiting.popleft()
        kind = _kind(address)
        opened[kind] += 1
        if not kind or opened[kind] > _MOST_OF_A_KIND:
            continue
        response = request.get(address)
        if response.status >= 400:
            nowhere.append(f"{address} answers {response.status}; {page} leads there")
        elif "text/html" in response.headers["content-type"]:
            for href in re.findall(r'<a [^>]*?href="([^"]+)"', response.text()):
                link = urljoin(response.url, unescape(href)).split("#")[0]
                if link not in known and _is_ours(link, start):
                    known.add(link)
                    waiting.append((link, address))
    return nowhere


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

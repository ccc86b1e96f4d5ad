"""Walk through the public pages of the site as a visitor's browser does, weighing what comes over the line."""

import gzip
import re
from collections import Counter, deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from benchmarks.worker import Asker

HERE = "http://localhost:8000"
COMPRESSED = {"HTTP_ACCEPT_ENCODING": "gzip"}
# Of each kind of page; the rest weigh about the same.
MOST_OF_A_KIND = 25


class Reader(HTMLParser):
    """Notes what a page links to, and what it needs to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.needs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an address."""
        found = dict(attrs)
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        elif tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload", "modulepreload"):
            self.needs.append(str(found["href"]))
        elif tag in ("script", "img", "source", "iframe") and found.get("src"):
            self.needs.append(str(found["src"]))


def crawl(asker: Asker, start: str) -> list[dict[str, Any]]:
    """Weigh every page that can be reached from `start` without leaving its language: bytes, and what each needs."""
    language = start.split("/")[1]
    waiting, known, pages = deque([start]), {start}, []
    kinds: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft()
        kinds[kind_of(path)] += 1
        if kinds[kind_of(path)] > MOST_OF_A_KIND:
            continue
        page = asker.page(path, COMPRESSED)
        if page["status"] >= 400:
            pages.append({"path": path, "bytes": 0, "needs": [], "is_missing": True})
        if page["status"] != 200 or not page["headers"]["Content-Type"].startswith("text/html"):
            continue
        reader = Reader()
        reader.feed(_text(page))
        pages.append(
            {"path": path, "bytes": page["bytes"], "needs": sorted({_whole(path, one) for one in reader.needs})}
        )
        for link in reader.links:
            found = urlsplit(urldefrag(_whole(path, link))[0])
            target = found.path + (f"?{found.query}" if found.query else "")
            if (
                f"{found.scheme}://{found.netloc}" == HERE
                and found.path.startswith(f"/{language}/")
                and target not in known
            ):
                known.add(target)
                waiting.append(target)
    return pages


def weigh(asker: Asker, addresses: list[str]) -> dict[str, int]:
    """Return the bytes of each style, script and picture; those of other hosts weigh -1."""
    return {
        address: asker.ask(urlsplit(address).path, COMPRESSED)["bytes"] if address.startswith(HERE) else -1
        for address in addresses
        if not address.startswith("data:")
    }


def kind_of(path: str) -> str:
    """Name what pages of one kind have in common, whatever their names, numbers, receipts and words."""
    path, _mark, query = path.partition("?")
    first, *others = path.split("/")[2:]
    return "/".join(
        [
            first,
            *("…" if re.search(r"\d", part) or (number == 0 and part) else part for number, part in enumerate(others)),
        ]
    ) + ("?" if query else "")


def _whole(path: str, address: str) -> str:
    return urljoin(HERE + path, address)


def _text(page: dict[str, Any]) -> str:
    body = page["body"]
    return (gzip.decompress(body) if page["headers"].get("Content-Encoding") == "gzip" else body).decode()

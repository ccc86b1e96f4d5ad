"""The guarded client."""

import contextlib
import http.client
import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from parvis.core.fetching.addresses import Resolver, Target, addresses_of, ask_system, read_url
from parvis.core.fetching.answers import Answer, Unpacker, failure
from parvis.core.fetching.connections import Connection, Deadline
from parvis.core.fetching.failures import NotFetched, Why

SECONDS = 10.0
MOST_BYTES = 2_000_000
MOST_REDIRECTS = 3
_AT_ONCE = 65_536
_REDIRECTS = {301, 302, 303, 307, 308}
# For the server that was named, and for no other one it may send us to.
_SECRET = {"authorization", "cookie"}
_ABOUT_US = {"User-Agent": "Parvis", "Accept-Encoding": "gzip, deflate, identity", "Connection": "close"}


@dataclass(frozen=True)
class _Question:
    headers: dict[str, str]
    send: Any
    deadline: Deadline
    most_bytes: int
    resolve: Resolver


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    send: Any = None,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
    resolve: Resolver | None = None,
) -> Answer:
    """Return what is at `url`; raise `NotFetched` with a sentence for anything but a good answer.

    `send` is data posted as JSON; a post is never sent on to where a redirect points. `seconds` bounds all of it,
    looking up, redirects and reading included; `most_bytes` bounds the body after decompression.
    """
    question = _Question(dict(headers or {}), send, Deadline(seconds), most_bytes, resolve or ask_system)
    target = read_url(url)
    for _turn in range(MOST_REDIRECTS + 1):
        answer, onward = _ask(target, url, question)
        if answer is not None:
            return answer
        if send is not None:
            raise NotFetched(Why.REFUSED)
        url = urljoin(url, onward)
        following = read_url(url)
        if following.origin != target.origin:
            question = replace(question, headers=_without_secrets(question.headers))
        target = following
    raise NotFetched(Why.REDIRECTS)


def _without_secrets(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in _SECRET}


def _ask(target: Target, url: str, question: _Question) -> tuple[Answer | None, str]:
    """Return the answer, or where it is to be found instead."""
    with _failures():
        addresses = addresses_of(target, resolve=question.resolve, seconds=question.deadline.left())
        with contextlib.closing(Connection(target, addresses, question.deadline)) as connection:
            response = _request(connection, target, question)
            said = _headers(response)
            if response.status in _REDIRECTS and "location" in said:
                return None, said["location"].encode("latin-1").decode("utf-8", "replace")
            if response.status not in range(200, 300):
                raise failure(response.status, said)
            return Answer(url, response.status, said, _body(response, said, question.most_bytes)), ""


def _request(connection: Connection, target: Target, question: _Question) -> http.client.HTTPResponse:
    headers = {"Accept": "*/*", **_ABOUT_US, **question.headers, "Host": target.host_header}
    body = None
    if question.send is not None:
        body = json.dumps(question.send).encode()
        headers["Content-Type"] = "application/json"
    connection.request("GET" if body is None else "POST", target.path, body=body, headers=headers)
    return connection.getresponse()


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, value in response.getheaders():
        # A header said twice is one list.
        said[name.lower()] = f"{said[name.lower()]}, {value}" if name.lower() in said else value
    return said


def _body(response: http.client.HTTPResponse, headers: dict[str, str], most_bytes: int) -> bytes:
    unpacker = Unpacker(headers.get("content-encoding", ""), most_bytes)
    read: Callable[[int], bytes] = response.read1
    while piece := read(_AT_ONCE):
        unpacker.feed(piece)
    if response.length:
        # The other side hung up before the end it had announced.
        raise NotFetched(Why.GARBLED)
    return unpacker.body()


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    """Say what the errors of the network mean."""
    try:
        yield
    except TimeoutError:
        raise NotFetched(Why.SLOW) from None
    except ssl.SSLError:
        raise NotFetched(Why.NOT_SAFE) from None
    except http.client.HTTPException:
        raise NotFetched(Why.GARBLED) from None
    except OSError:
        raise NotFetched(Why.UNREACHABLE) from None

"""A server that speaks the part of Bluesky's protocol we use, written from its lexicons, for tests.

The real one is a Node package of 362 MB which does not search; see docs/decisions/connectors.md.
"""

import json
from urllib.parse import parse_qs, urlsplit

from parvis.asks.tests.sources import data, query_of

HANDLE, PASSWORD = "parvis.example.org", "abcd-efgh"
DID = "did:plc:amina"


def view(number, words="Publish it #Ghana", **fields):
    """Return a post as the network shows it."""
    when = f"2026-11-26T{10 + number // 60:02}:{number % 60:02}:00.000Z"
    return {
        "uri": f"at://{DID}/app.bsky.feed.post/{number}",
        "cid": f"cid{number}",
        "author": {"did": DID, "handle": "amina.example.org", "labels": []},
        "record": {"$type": "app.bsky.feed.post", "text": words, "createdAt": when, "langs": ["en"]},
        "indexedAt": when,
        **fields,
    }


class Bluesky:
    """Pages of a server: sessions that end, searches page by page with the newest first, and posts by their URI."""

    def __init__(self, *views):
        self.views = list(views)
        self.signed_in = 0
        self.pages = {
            "/xrpc/com.atproto.server.createSession": self.create_session,
            "/xrpc/app.bsky.feed.searchPosts": self.search,
            "/xrpc/app.bsky.feed.getPosts": self.get_posts,
        }

    def create_session(self, conversation):
        given = json.loads(conversation.said)
        if given != {"identifier": HANDLE, "password": PASSWORD}:
            return data({"error": "AuthenticationRequired"}, status=401)(conversation)
        self.signed_in += 1
        return data({"accessJwt": f"jwt{self.signed_in}", "did": "did:plc:us", "handle": HANDLE})(conversation)

    def is_refused(self, conversation):
        given = conversation.headers.get("authorization")
        if given is None:
            data({"error": "AuthMissing"}, status=401)(conversation)
        elif given != f"Bearer jwt{self.signed_in}":
            data({"error": "ExpiredToken"}, status=400)(conversation)
        else:
            return False
        return True

    def search(self, conversation):
        if self.is_refused(conversation):
            return
        query = query_of(conversation)
        assert query["q"]
        most, begin = int(query.get("limit", 25)), int(query.get("cursor", 0))
        assert most <= 100
        found = [each for each in self.views if each["indexedAt"] >= query.get("since", "")]
        found.sort(key=lambda each: each["indexedAt"], reverse=True)
        more = {"cursor": str(begin + most)} if begin + most < len(found) else {}
        data({"posts": found[begin : begin + most], **more})(conversation)

    def get_posts(self, conversation):
        if self.is_refused(conversation):
            return
        uris = parse_qs(urlsplit(conversation.path).query)["uris"]
        assert len(uris) <= 25
        data({"posts": [each for each in self.views if each["uri"] in uris]})(conversation)

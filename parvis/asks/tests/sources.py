"""Sources and servers that connectors are tested with."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from parvis.core.tests.web import answer


@dataclass
class Read:
    """What a connector needs of a source."""

    network: str
    address: str
    tags: list[str] = field(default_factory=lambda: ["myNAPask"])
    cursor: str = ""


def data(value, **options):
    """A page of data."""
    return answer(json.dumps(value), kind="application/json; charset=utf-8", **options)


def query_of(conversation):
    """Return what was asked, by name."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(conversation.path).query).items()}


def status(number, words="Publish it #Ghana", **fields):
    """Return a status as Mastodon writes it."""
    account = {"acct": "amina@home.example", "note": "", "noindex": False, "discoverable": True}
    return {
        "id": str(number),
        "uri": f"https://home.example/users/amina/statuses/{number}",
        "url": f"https://home.example/@amina/{number}",
        "content": f"<p>{words}</p>",
        "created_at": "2026-11-26T10:00:00.000Z",
        "visibility": "public",
        "language": "en",
        "spoiler_text": "",
        "reblog": None,
        "account": account,
        **fields,
    }


class Timeline:
    """The timeline of a tag as Mastodon pages it: written from its documentation, for what no package does."""

    def __init__(self, statuses, **headers):
        self.statuses = statuses
        self.headers = headers

    def __call__(self, conversation):
        query = query_of(conversation)
        least, most = int(query.get("min_id", 0)), int(query.get("limit", 20))
        newer = sorted((each for each in self.statuses if int(each["id"]) > least), key=lambda each: int(each["id"]))
        page = newer[: min(most, 40)][::-1]
        links = {}
        if page:
            here = f"http://{conversation.headers['host']}{urlsplit(conversation.path).path}"
            links["link"] = f'<{here}?max_id={page[-1]["id"]}>; rel="next", <{here}?min_id={page[0]["id"]}>; rel="prev"'
        data(page, **links, **self.headers)(conversation)

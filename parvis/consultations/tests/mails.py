"""Letters as people and programs send them, for tests."""

import itertools

TO = "works@ideas.example.org"
WORDS = "Please publish every contract above ten thousand dollars, in a form that can be read by machines."
_number = itertools.count(1)


def letter(words=WORDS, *, to=TO, sender="Amina <amina@example.org>", subject="Contracts", **headers):
    """Return a plain letter as bytes; underscores in names of headers are hyphens, None leaves a header out."""
    said = {
        "from": sender,
        "to": to,
        "subject": subject,
        "message_id": f"<{next(_number)}@example.org>",
        "date": "Thu, 26 Nov 2026 10:00:00 +0000",
        "mime_version": "1.0",
        "content_type": "text/plain; charset=utf-8",
        **headers,
    }
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in said.items() if value is not None)
    return f"{head}\r\n{words}".encode("utf-8", "surrogateescape")


def parts(*bodies, kind="mixed", **headers):
    """Return a letter of several parts: each is a text with headers of its own, a blank line, and what it holds."""
    inside = "".join(f"--b\r\n{body}\r\n" for body in bodies)
    return letter(f"{inside}--b--\r\n", content_type=f'multipart/{kind}; boundary="b"', **headers)


def part(content, kind="text/plain; charset=utf-8", **headers):
    """Return one part of a letter."""
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"Content-Type: {kind}\r\n{head}\r\n{content}"

"""The text of a letter: the plain one, or that of its HTML; and how many files came with it."""

import codecs
import re
from dataclasses import dataclass, field
from email.message import Message

from parvis.core.plain_text import plain_text

_LONGEST_TEXT = 300_000
_DEEPEST = 20
# Keys and signatures of programs are not files somebody sent.
_NOT_FILES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "text/calendar",
}
# They take more time than their text is long, or are no writing of people.
_NO_CHARSETS = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}


@dataclass
class Body:
    """What a letter holds."""

    texts: list[str] = field(default_factory=list)
    attachments: int = 0

    @property
    def text(self) -> str:
        """All its text, in order."""
        return "\n\n".join(self.texts)


def body_of(message: Message) -> Body:
    """Return the text of a letter and the number of its files, whatever is wrong with how it is put together."""
    body = Body()
    _take(message, body, depth=0)
    return body


def _take(part: Message, body: Body, depth: int) -> None:
    if depth > _DEEPEST:
        return
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        _take_leaf(part, body)
    elif part.get_content_type() == "multipart/alternative":
        _take_best(part, body, depth)
    else:
        for each in _children(part):
            _take(each, body, depth + 1)


def _take_leaf(part: Message, body: Body) -> None:
    kind = part.get_content_type()
    if kind in {"text/plain", "text/html"} and not _is_file(part):
        if text := _text(part, kind):
            body.texts.append(text)
    elif part.get_content_maintype() != "multipart":
        body.attachments += kind not in _NOT_FILES


def _take_best(part: Message, body: Body, depth: int) -> None:
    """Of several forms of the same text take the plain one, unless it is empty."""
    forms: list[Body] = []
    for each in _children(part):
        form = Body()
        _take(each, form, depth + 1)
        forms.append(form)
    best = next((form for form in forms if form.text.strip()), Body())
    body.texts += best.texts
    body.attachments += max((form.attachments for form in forms), default=0)


def _children(part: Message) -> list[Message]:
    content = part.get_payload()
    return [each for each in content if isinstance(each, Message)] if isinstance(content, list) else []


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Message, kind: str) -> str:
    content = part.get_payload(decode=True)
    text = _decode(content if isinstance(content, bytes) else b"", part.get_content_charset("utf-8"))
    if kind == "text/html":
        return plain_text(text, drop_quoted=True)
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unfold(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _decode(content: bytes, charset: str) -> str:
    content = content[:_LONGEST_TEXT]
    try:
        # Many say another one than they use; nothing else looks like UTF-8 by chance.
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        name = codecs.lookup(charset).name
        if name not in _NO_CHARSETS and name.replace("_", "-") not in _NO_CHARSETS:
            return content.decode("cp1252" if name in {"ascii", "iso8859-1", "utf-8"} else name, "replace")
    except (LookupError, ValueError):
        pass
    return content.decode("utf-8", "replace")


def _unfold(text: str, *, delete_space: bool) -> str:
    """Join the lines that a program broke (RFC 3676): those that end with a space, but for the mark of a signature."""
    lines: list[str] = []
    is_going_on = False
    for line in text.split("\n"):
        line = line.rstrip("\r")
        depth = re.match(r">*", line)
        is_quoted = bool(depth and depth.group())
        line = line[1:] if line.startswith(" ") else line
        goes_on = line.endswith(" ") and line != "-- "
        shown = line[:-1] if goes_on and delete_space else line
        if is_going_on and not is_quoted and line != "-- ":
            lines[-1] += shown
        else:
            lines.append(shown)
        is_going_on = goes_on and not is_quoted
    return "\n".join(lines)

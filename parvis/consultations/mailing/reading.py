"""Reading a letter: who sent it, to whom, and what they wrote; from bytes that anybody may have made."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from parvis.consultations.mailing.bodies import Body, body_of
from parvis.consultations.mailing.quotes import own_words
from parvis.core.cleaning import clean_line, clean_words

LARGEST = 10_000_000
"""The most bytes of a letter that are read; what is larger is answered without being read."""
_LONGEST_HEADER = 2_000
_LONGEST_HEADERS = 200_000
# More than any person's program makes; a letter of nothing but borders would take minutes.
_MOST_PARTS, _MOST_BORDERS = 100, 2_000
_HEADS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")
_MACHINES = {"mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply", "bounce", "bounces"}


class Unreadable(Exception):
    """Bytes that are no letter, or that were made to be hard to read."""


@dataclass(frozen=True)
class Letter:
    """A letter as far as it concerns us. `sender` is what it says, and believed only once confirmed.

    `key` is the same for the same letter, however often it comes. `sent_by_machine` says what shows that no person waits
    for an answer; empty when nothing does.
    """

    key: str
    sender: str
    words: str
    recipients: tuple[str, ...] = ()
    attachments: int = 0
    sent_by_machine: str = ""
    is_too_large: bool = False


def read_letter(raw: bytes, *, envelope_sender: str | None = None) -> Letter:
    """Read a letter; raise `Unreadable`. An empty `envelope_sender` is that of a notice nobody may answer."""
    is_too_large = len(raw) > LARGEST
    head, _blank, rest = _split(raw)
    if len(head) > _LONGEST_HEADERS:
        raise Unreadable("its headers have no end")
    if rest.count(b"\n--") > _MOST_BORDERS or raw.lower().count(b"boundary") > _MOST_PARTS:
        raise Unreadable("it has too many parts")
    try:
        message = message_from_bytes(head + b"\n\n" if is_too_large else raw, policy=policy.compat32)
        body = Body() if is_too_large else body_of(message)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable(type(error).__name__) from None
    sender = _sender(message)
    return Letter(
        key=_key(message, sender, raw),
        sender=sender,
        recipients=tuple(_recipients(message)),
        words=_words(message, body),
        attachments=body.attachments,
        sent_by_machine=_machine(message, sender, envelope_sender),
        is_too_large=is_too_large,
    )


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    ends = [(at, mark) for mark in (b"\n\n", b"\r\n\r\n") if (at := raw.find(mark)) >= 0]
    if not ends:
        return raw, b"", b""
    at, mark = min(ends)
    return raw[:at], mark, raw[at:]


def _words(message: Message, body: Body) -> str:
    words = clean_words(own_words(body.text))
    subject = _header(message, "subject")
    # Some write all they have to say into the subject.
    return words or ("" if ":" in subject[:6] else clean_line(subject))


def _key(message: Message, sender: str, raw: bytes) -> str:
    """Return a hash of what makes a letter this letter: its Message-ID and sender, or all of it."""
    identity = _header(message, "message-id")
    said = f"{identity}\0{sender}".encode() if identity else raw
    return hashlib.sha256(said).hexdigest()


def _sender(message: Message) -> str:
    """Return the address of the one person it is from, or nothing: a letter from several, or forged, is from nobody."""
    written = message.get_all("from", [])
    if len(written) != 1 or len(str(written[0])) > _LONGEST_HEADER:
        return ""
    found = [address for _name, address in getaddresses([str(written[0])], strict=True) if address]
    return _address(found[0]) if len(found) == 1 else ""


def _recipients(message: Message) -> Iterable[str]:
    written = [str(value) for name in _HEADS for value in message.get_all(name, [])]
    short = [value for value in written if len(value) <= _LONGEST_HEADER][:20]
    for _name, address in getaddresses(short, strict=False):
        if found := _address(address):
            yield found


def _address(written: str) -> str:
    address = written.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= 254 else ""


def _header(message: Message, name: str) -> str:
    """Return a header on one line, decoded; nothing when it is absent, endless or cannot be decoded."""
    written = str(message.get(name, ""))
    if len(written) > _LONGEST_HEADER:
        return ""
    try:
        return clean_line(str(make_header(decode_header(written))))
    except (HeaderParseError, LookupError, ValueError):
        return clean_line(written)


def _machine(message: Message, sender: str, envelope_sender: str | None) -> str:
    """Say what shows that a machine sent a letter (RFC 3834, and what is in use beside it), or nothing."""
    if envelope_sender is not None and envelope_sender.strip("<> ") == "":
        return "null sender"
    if str(message.get("return-path", "x")).strip() == "<>":
        return "null sender"
    if sender.partition("@")[0] in _MACHINES:
        return "address of a machine"
    if message.get_content_type() in {"multipart/report", "message/delivery-status"}:
        return "report"
    return _header_of_machine(message)


def _header_of_machine(message: Message) -> str:
    if _header(message, "auto-submitted").lower().partition(";")[0].strip() not in {"", "no"}:
        return "auto-submitted"
    if _header(message, "precedence").lower() in {"bulk", "junk", "list", "auto_reply", "auto-reply"}:
        return "precedence"
    for name in ("list-id", "list-unsubscribe", "list-post", "x-autoreply", "x-autorespond", "x-loop", "feedback-id"):
        if message.get(name) is not None:
            return name
    # Exchange marks what it answers by itself so.
    if "auto" in _header(message, "x-ms-exchange-generated-message-source").lower():
        return "x-ms-exchange-generated-message-source"
    return ""

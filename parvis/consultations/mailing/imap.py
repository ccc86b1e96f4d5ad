"""Reading the mailbox that letters to consultations arrive in."""

import contextlib
import imaplib
import logging
import ssl
from collections import Counter
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote

from django.db import DatabaseError

from parvis.consultations.mailing.reading import LARGEST
from parvis.consultations.mailing.taking import Taken, take_in

logger = logging.getLogger("parvis.mail")

_PORTS = {"imap": 143, "imap+tls": 143, "imaps": 993}
SECONDS = 30
AT_A_TIME = 200
# What is dealt with goes; what nobody but a person can place stays where that person finds it.
_MARKS = {
    Taken.KEPT: r"(\Deleted)",
    Taken.REPEATED: r"(\Deleted)",
    Taken.DECLINED: r"(\Deleted)",
    Taken.IGNORED: r"(\Seen \Flagged)",
    Taken.NOBODY: r"(\Seen \Flagged)",
}


def read_mailbox(url: SplitResult) -> Counter[Taken]:
    """Take in the unread letters of a mailbox; return how many became what. Safe to stop anywhere and to repeat.

    A mailbox that cannot be read is said in the log, without its password.
    """
    became: Counter[Taken] = Counter()
    try:
        with _opened(url) as mailbox:
            for number in _unread(mailbox)[:AT_A_TIME]:
                taken = _take(_letter(mailbox, number))
                became[taken] += 1
                if taken in _MARKS:
                    _ask(mailbox, "STORE", number, "+FLAGS", _MARKS[taken])
            mailbox.expunge()
    except (imaplib.IMAP4.error, OSError) as error:
        logger.warning("The mailbox at %s could not be read: %s.", url.hostname, type(error).__name__)
    return became


def _take(raw: bytes) -> Taken:
    """Take a letter in; one that we have a fault with is left to a person, and stops none of those after it."""
    try:
        return take_in(raw)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("A letter could not be taken in; it is flagged in the mailbox.")
        return Taken.IGNORED


@contextlib.contextmanager
def _opened(url: SplitResult) -> Iterator[imaplib.IMAP4]:
    host, port = str(url.hostname), url.port or _PORTS[url.scheme]
    context = ssl.create_default_context()
    mailbox = (
        imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=SECONDS)
        if url.scheme == "imaps"
        else imaplib.IMAP4(host, port, timeout=SECONDS)
    )
    try:
        if url.scheme == "imap+tls":
            mailbox.starttls(context)
        mailbox.login(unquote(url.username or ""), unquote(url.password or ""))
        folder = unquote(url.path.strip("/")) or "INBOX"
        status, _said = mailbox.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"')
        if status != "OK":
            raise imaplib.IMAP4.error("no such mailbox")
        yield mailbox
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            mailbox.logout()


def _unread(mailbox: imaplib.IMAP4) -> list[str]:
    [numbers, *_rest] = _ask(mailbox, "SEARCH", "UNSEEN", "UNDELETED")
    return numbers.decode("ascii").split() if isinstance(numbers, bytes) else []


def _letter(mailbox: imaplib.IMAP4, number: str) -> bytes:
    """Return a letter, or as much of one that is too large as shows that it is; it stays unread."""
    for piece in _ask(mailbox, "FETCH", number, f"(BODY.PEEK[]<0.{LARGEST + 1}>)"):
        if isinstance(piece, tuple):
            return bytes(piece[1])
    return b""


def _ask(mailbox: imaplib.IMAP4, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes] | None]:
    status, said = mailbox.uid(command, *arguments)
    if status != "OK":
        raise imaplib.IMAP4.error(f"{command} was refused")
    return said

"""Sending what was posted: at least once, with patience, by however many workers."""

import logging
import random
from datetime import timedelta
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.db.models import QuerySet

from parvis.core import clock
from parvis.core.jobs.leases import change, take_first
from parvis.core.models.mail import OutgoingMessage

logger = logging.getLogger("parvis.mail")

# Longer than a mail server may keep us waiting, so that nobody else takes a message that is still being sent.
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=24)
MOST_ATTEMPTS = 16
"""With the pauses between them, a little more than five days."""
AT_A_TIME = 100

Status = OutgoingMessage.Status


class NoServer(Exception):
    """The mail server cannot be reached, or not as we were told to: no fault of the message that was to leave."""


def has_server() -> bool:
    """Tell whether messages leave for a mail server, and not for a folder."""
    return str(settings.MAILERS["default"]["BACKEND"]) != "parvis.core.mail.files.OutboxBackend"


def is_hidden(message: OutgoingMessage) -> bool:
    """Tell whether the words of a message are for nobody but its reader."""
    return message.is_secret and has_server()


def deliver_due() -> int:
    """Send what is due; return how many messages left. Stops early when the mail server does not answer."""
    mailer: Any = None
    left = 0
    try:
        for _turn in range(AT_A_TIME):
            message = _take()
            if message is None:
                break
            mailer = mailer or mailers.default
            error = _send(message, mailer)
            left += error is None
            if error is not None and not _is_about_one_message(error):
                break
    finally:
        if mailer is not None:
            _close(mailer)
    return left


def is_permanent(error: Exception) -> bool:
    """Tell whether trying again is useless: the server refuses this address or these words for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return int(error.smtp_code) >= 500
    # An address or a header that cannot be written. All else (NoServer, no answer) is ours or passing.
    return isinstance(error, ValueError)


def _is_about_one_message(error: Exception) -> bool:
    return isinstance(error, SMTPRecipientsRefused | SMTPSenderRefused | SMTPDataError | ValueError)


def _take() -> OutgoingMessage | None:
    waiting = OutgoingMessage.objects.filter(status__in=[Status.QUEUED, Status.SENDING])
    due: QuerySet[OutgoingMessage] = waiting.filter(due_at__lte=clock.now()).order_by("due_at", "id")
    return take_first(
        due,
        lambda message: {
            "status": Status.SENDING,
            "due_at": clock.now() + LEASE,
            "attempts": message.attempts + 1,
        },
    )


def _send(message: OutgoingMessage, mailer: Any) -> Exception | None:
    try:
        _open(mailer)
        mailer.send_messages([_letter(message)])
    except Exception as error:
        _failed(message, error)
        return error
    _change(message, status=Status.SENT, sent_at=clock.now(), last_error="", **_without_secret(message))
    logger.info("%s sent (%s).", message.kind, message.uuid)
    return None


def _open(mailer: Any) -> None:
    """Reach the mail server, unless the connection is open since the last message."""
    try:
        mailer.open()
    except Exception as error:
        raise NoServer(f"{type(error).__name__}: {error}") from error


def _failed(message: OutgoingMessage, error: Exception) -> None:
    said = f"{type(error).__name__}: {error}"[:2000]
    kind_of_error = type(error.__cause__ or error).__name__
    if is_permanent(error) or message.attempts >= MOST_ATTEMPTS:
        _change(message, status=Status.FAILED, last_error=said, **_without_secret(message))
        logger.error("%s given up (%s): %s", message.kind, message.uuid, kind_of_error)
        return
    pause = min(FIRST_PAUSE * 2 ** (message.attempts - 1), LONGEST_PAUSE)
    due_at = clock.now() + pause * random.uniform(1, 1.25)  # noqa: S311 - nothing secret hangs on it
    _change(message, status=Status.QUEUED, due_at=due_at, last_error=said)
    logger.warning("%s not sent, again at %s (%s): %s", message.kind, due_at, message.uuid, kind_of_error)


def _change(message: OutgoingMessage, **changes: Any) -> bool:
    ours = OutgoingMessage.objects.filter(pk=message.pk, status=Status.SENDING, attempts=message.attempts)
    return change(message, ours, **changes)


def _without_secret(message: OutgoingMessage) -> dict[str, str]:
    """A code that opens an account is not kept once it left for the person it was made for."""
    return {"subject": "", "text": "", "html": ""} if is_hidden(message) else {}


def _letter(message: OutgoingMessage) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": f"<{message.uuid}@{settings.BASE_URL.hostname}>",
        "Date": format_datetime(message.posted_at),
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
        **message.headers,
    }
    letter = EmailMultiAlternatives(message.subject, message.text, to=[message.to], headers=headers)
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    return letter


def _close(mailer: Any) -> None:
    try:
        mailer.close()
    except Exception:
        logger.debug("The mail server did not say goodbye.", exc_info=True)

"""Posting: writing a message in the language of whoever will read it, into the database."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.core.mail.files import remove_letters
from parvis.core.mail.rendering import render
from parvis.core.models.mail import OutgoingMessage


def post(
    *,
    to: str,
    kind: str,
    key: str,
    language: str = "",
    context: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutgoingMessage:
    """Write one message to one address; it leaves once the transaction under way is kept.

    Its words are the template `<app>/mail/<kind>.txt`, whose first line is the subject, and `<app>/mail/<kind>.html` when
    they should look otherwise as HTML. The same `key` to the same address again does nothing, and returns the message already posted.
    """
    to, key = clean_line(to), clean_line(key)
    if not to or not key:
        raise ValueError("A message needs an address and a key.")
    posted = OutgoingMessage.objects.filter(key=key, to=to).first()
    if posted:
        return posted
    language = language or settings.LANGUAGE_CODE
    words = render(kind, language, dict(context or {}))
    message = OutgoingMessage(
        kind=kind,
        key=key,
        to=to,
        language=language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers={name: clean_line(value) for name, value in (headers or {}).items()},
        posted_at=clock.now(),
        due_at=clock.now(),
    )
    # Ignored when the same was posted meanwhile.
    OutgoingMessage.objects.bulk_create([message], ignore_conflicts=True)
    return OutgoingMessage.objects.get(key=key, to=to)


def forget_address(address: str) -> int:
    """Erase every message to an address, sent or waiting, and its files; return how many."""
    return erase(OutgoingMessage.objects.filter(to__iexact=address))


@transaction.atomic
def erase(messages: QuerySet[OutgoingMessage]) -> int:
    """Erase messages, and their files once that is certain; return how many."""
    uuids = [str(uuid) for uuid in messages.values_list("uuid", flat=True)]
    if uuids:
        remove_letters.enqueue(uuids)
    return messages.delete()[0]

"""Taking in one letter: what becomes of it, whether it was piped in by a mail server or fetched from a mailbox."""

import enum
import logging
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.consultations.actions.mails import decline_mail, language_for, receive_mail
from parvis.consultations.limits import may_receive_from
from parvis.consultations.mailing.mailboxes import consultation_at, is_ours
from parvis.consultations.mailing.reading import Letter, Unreadable, read_letter
from parvis.consultations.models import Consultation, ReceivedMail
from parvis.core.rules import Refused

logger = logging.getLogger("parvis.mail")


class Taken(enum.Enum):
    """What became of a letter."""

    KEPT = "kept until its sender confirms"
    REPEATED = "taken already"
    DECLINED = "not taken; its sender was told why"
    IGNORED = "ignored, and not answered"
    NOBODY = "for no consultation"
    LATER = "to be tried again later: its sender has sent many"


def take_in(raw: bytes, *, to: Iterable[str] = (), envelope_sender: str | None = None) -> Taken:
    """Take in a letter as it came, and return what became of it. Safe to repeat: the same letter counts once.

    `to` are the addresses it was delivered to, when the mail server says so; else the letter's own headers are read.
    """
    try:
        letter = read_letter(raw, envelope_sender=envelope_sender)
    except Unreadable as why:
        logger.warning("A letter could not be read: %s.", why)
        return Taken.IGNORED
    consultation = consultation_at([*to]) or consultation_at(letter.recipients)
    if consultation is None:
        return Taken.NOBODY
    if not letter.sender or letter.sent_by_machine or is_ours(letter.sender):
        logger.info("A letter was ignored: %s.", letter.sent_by_machine or "not from one person")
        return Taken.IGNORED
    if ReceivedMail.objects.filter(key=letter.key).exists():
        return Taken.REPEATED
    if not may_receive_from(letter.sender):
        return Taken.LATER
    return _take(consultation, letter)


def _take(consultation: Consultation, letter: Letter) -> Taken:
    with override(language_for(letter, consultation)):
        try:
            if letter.is_too_large:
                raise Refused(_("It is too large: send only your words, without files."))
            receive_mail(consultation, letter=letter)
        except Refused as refusal:
            decline_mail(consultation, letter=letter, because=refusal.reason)
            return Taken.DECLINED
    return Taken.KEPT

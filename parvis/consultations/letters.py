"""The links in our letters: each is signed for one purpose, and does nothing else."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from parvis.consultations.models import Clarification, Contribution, ReceivedMail, Slip, Subscription
from parvis.consultations.rules import APPEAL_WITHIN
from parvis.people.models import Person

CONFIRM = "consultations.confirm"
LEAVE = "consultations.leave"
SUPPORT = "consultations.support"
APPEAL = "consultations.appeal"
MAIL = "consultations.mail"
CLAIM = "consultations.claim"
REPLY = "consultations.reply"
TRANSLATION = "consultations.translation"
LIVES = 72 * 3600
_SECONDS = {CONFIRM: LIVES, APPEAL: int(APPEAL_WITHIN.total_seconds()), LEAVE: None}


class DeadLink(Exception):
    """A link is not one of ours, was altered, is for another purpose, or is too old (`is_old`)."""

    def __init__(self, *, is_old: bool = False) -> None:
        super().__init__("dead link")
        self.is_old = is_old


def confirmation_link(subscription: Subscription) -> str:
    """Return where somebody confirms, for 72 hours, that they want to be told."""
    return link_to("confirm_subscription", signing.dumps(subscription.pk, salt=CONFIRM))


def leave_link(subscription: Subscription) -> str:
    """Return where somebody stops being told, and has their address erased; it never expires."""
    return link_to("leave_subscription", signing.dumps(subscription.pk, salt=LEAVE))


def support_link(contribution: Contribution, person: Person) -> str:
    """Return where somebody confirms, for 72 hours, that they support a contribution, or no longer do."""
    return link_to("confirm_support", signing.dumps([contribution.code, person.pk], salt=SUPPORT))


def claim_link(slip: Slip, person: Person) -> str:
    """Return where somebody confirms, for 72 hours, that the note of their slip is theirs."""
    return link_to("confirm_claim", signing.dumps([slip.pk, person.pk], salt=CLAIM))


def appeal_link(subscription: Subscription) -> str:
    """Return where an author appeals, for as many days as one may, against the hiding of their contribution."""
    return link_to("appeal_by_letter", signing.dumps(subscription.pk, salt=APPEAL))


def reply_link(asked: Clarification) -> str:
    """Return where an author replies to what a moderator asks, for as long as it has not been decided."""
    return link_to("reply_to_moderator", signing.dumps(asked.pk, salt=REPLY))


def translation_link(contribution: Contribution, author: Person, language: str) -> str:
    """Return where authors correct, for as long as the words are theirs, how these were put into one language."""
    token = signing.dumps([contribution.code, author.pk, language], salt=TRANSLATION)
    return link_to("correct_translation", token)


def mail_link(mail: ReceivedMail) -> str:
    """Return where somebody confirms, for 72 hours, that they sent what reached us by e-mail."""
    return link_to("confirm_mail", signing.dumps(mail.pk, salt=MAIL))


def read_question(token: str) -> int:
    """Return the number of the question to an author a link is about; raise DeadLink."""
    return int(opened(token, REPLY, None))


def read_translation(token: str) -> tuple[str, int, str]:
    """Return the receipt code, the number of the author and the language a link is about; raise DeadLink."""
    code, author, language = opened(token, TRANSLATION, None)
    return str(code), int(author), str(language)


def read_mail(token: str) -> int:
    """Return the number of the mail a link is about; raise DeadLink."""
    return int(opened(token, MAIL, LIVES))


def read_subscription(token: str, purpose: str) -> int:
    """Return the number of the subscription a link is about; raise DeadLink."""
    return int(opened(token, purpose, _SECONDS[purpose]))


def read_support(token: str) -> tuple[str, int]:
    """Return the receipt code and the number of the person a link is about; raise DeadLink."""
    code, person = opened(token, SUPPORT, LIVES)
    return str(code), int(person)


def read_claim(token: str) -> tuple[int, int]:
    """Return the numbers of the slip and of the person a link is about; raise DeadLink."""
    slip, person = opened(token, CLAIM, LIVES)
    return int(slip), int(person)


def link_to(route: str, token: str) -> str:
    """Return the whole address of a page behind a link in a letter."""
    return str(settings.BASE_URL.geturl()) + reverse(route, args=[token])


def opened(token: str, purpose: str, max_age: int | None) -> Any:
    """Return what was signed for a purpose; raise DeadLink, also when it is older than so many seconds."""
    try:
        return signing.loads(token, salt=purpose, max_age=max_age)
    except signing.SignatureExpired:
        raise DeadLink(is_old=True) from None
    except signing.BadSignature:
        raise DeadLink from None

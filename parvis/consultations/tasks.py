"""What is done by the clock."""

import logging
import time
from datetime import timedelta

from django.conf import settings

from parvis.consultations.actions import close_consultation
from parvis.consultations.likeness import seek_families
from parvis.consultations.mailing.imap import read_mailbox
from parvis.consultations.models import (
    MANY_FROM_ONE,
    Consultation,
    Contribution,
    ReceivedMail,
    Signs,
    Subscription,
    SupportSource,
)
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.mail import forget_address
from parvis.core.rules import Refused
from parvis.people.models import Person

logger = logging.getLogger("parvis.consultations")

# The links of a letter live for three days; what nobody confirmed is not kept much longer.
UNCONFIRMED_FOR = timedelta(days=7)
# Mail servers give up after some days; somebody may put an old letter back into a mailbox.
LETTERS_COME_WITHIN = timedelta(days=90)
# An author may appeal for twenty days.
SIGNS_KEPT = timedelta(days=30)
# Seconds spent at a time on looking for what is alike: other work waits meanwhile.
A_WHILE = 20


@every(minutes=1)
def close_what_is_over() -> None:
    """Close the consultations whose last instant has come. Nobody could speak in them any more anyway."""
    over = Consultation.objects.filter(status=Consultation.Status.OPEN, closes_at__lte=clock.now())
    for consultation in over.select_related("cycle__place"):
        try:
            close_consultation(consultation)
        except Refused as refusal:
            # Somebody has just closed it, or moved its end.
            logger.info("%s was not closed: %s", consultation.slug, refusal)


@every(minutes=2)
def fetch_mail() -> None:
    """Take in the letters that wait in the mailbox, if there is one. One that does not answer is tried again."""
    if settings.IMAP_URL is not None and settings.MAIL_IN:
        read_mailbox(settings.IMAP_URL)


@every(minutes=1)
def look_for_what_is_alike() -> None:
    """Find what was said in nearly the same words before, so that it can be proposed to be read as one."""
    ends = time.monotonic() + A_WHILE
    while time.monotonic() < ends and seek_families():
        pass


@every(days=1, at="03:40")
def forget_the_unconfirmed() -> None:
    """Forget the wishes to be told that nobody confirmed; their addresses go with them, if nothing else needs them.

    So go the letters that nobody confirmed. Of the others only a key is left, and goes when no letter comes that late.
    """
    since = clock.now() - UNCONFIRMED_FOR
    for mail in ReceivedMail.objects.filter(confirmed_at=None, received_at__lt=since):
        mail.delete()
        if not Person.objects.filter(email__iexact=mail.email).exists():
            forget_address(mail.email)
    ReceivedMail.objects.filter(received_at__lt=clock.now() - LETTERS_COME_WITHIN).delete()
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=since).delete()


@every(days=1, at="03:50")
def forget_sources_and_signs() -> None:
    """Forget of which networks supports came, but not large counts; and the signs of what was decided a while ago."""
    over = SupportSource.objects.filter(day__lt=clock.now().date())
    over.filter(number__lt=MANY_FROM_ONE).delete()
    over.exclude(token="").update(token="")
    decided = Signs.objects.exclude(contribution__status=Contribution.Status.HELD)
    decided.filter(contribution__received_at__lt=clock.now() - SIGNS_KEPT).delete()

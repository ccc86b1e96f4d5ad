"""Receive what people send by e-mail.

Anybody can write any sender on a letter. So nothing is published or counted before the reader of that address has pressed
a button behind a link sent there; and what is sent there repeats nothing of the letter, which may be somebody's trick.
"""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from parvis.consultations import letters
from parvis.consultations.actions.contributions import contribute, read_again, require_words
from parvis.consultations.actions.subscriptions import note_address, person_at, write_to
from parvis.consultations.mailing.reading import Letter
from parvis.consultations.models import Consultation, Contribution, Provenance, ReceivedMail
from parvis.consultations.rules import may_contribute, may_mail
from parvis.core import clock
from parvis.core.detection import detect
from parvis.core.mail import post
from parvis.core.rules import Refused, Sentence
from parvis.people.models import Person

ERASED = _("This mail has been erased meanwhile, with all that was kept of its sender.")
# So that the same letter, confirmed twice at once, is one contribution.
_FROM_MAIL = uuid.UUID("3f0d6c54-9a0f-4c67-8b5e-6f1f0a2f7d11")


@transaction.atomic
def receive_mail(consultation: Consultation, *, letter: Letter) -> ReceivedMail:
    """Keep the words of a letter, and send its sender the link by which they confirm; the same letter again does nothing."""
    if (first := ReceivedMail.objects.filter(key=letter.key).first()) is not None:
        return first
    may_mail(None, consultation).enforce()
    require_words(letter.words)
    language = language_for(letter, consultation)
    mail, is_new = ReceivedMail.objects.get_or_create(
        key=letter.key,
        defaults={
            "consultation": consultation,
            "email": letter.sender,
            "language": language,
            "words": letter.words,
            "received_at": clock.now(),
        },
    )
    if is_new:
        with translation.override(language):
            context = _about(consultation) | {
                "link": letters.mail_link(mail),
                "attachments": letter.attachments,
            }
            _write(letter, "consultations.mail_confirm", language, context)
    return mail


@transaction.atomic
def decline_mail(consultation: Consultation, *, letter: Letter, because: Sentence) -> None:
    """Tell the sender of a letter, once, why it was not taken."""
    may_mail(None, consultation, to_speak=False).enforce()
    language = language_for(letter, consultation)
    with translation.override(language):
        context = _about(consultation) | {"because": str(because), "attachments": letter.attachments}
        _write(letter, "consultations.mail_declined", language, context)


@transaction.atomic
def confirm_mail(mail: ReceivedMail, *, hold: bool = False) -> Contribution:
    """Make a contribution of what somebody sent, now that they confirmed it; they are its author, and get its receipt.

    Confirmed again, it is the same contribution. `hold` keeps it from being published until a moderator has read it.
    """
    # Whoever presses twice at once waits here for the first.
    try:
        mail.refresh_from_db(from_queryset=ReceivedMail.objects.select_for_update())
    except ReceivedMail.DoesNotExist:
        raise Refused(ERASED) from None
    if mail.contribution is not None:
        return mail.contribution
    # The consultation before the person, as whoever speaks here and leaves an address.
    read_again(mail.consultation)
    person = person_at(mail.email, mail.language)
    may_contribute(person, mail.consultation).enforce()
    note_address(person)
    person.refresh_from_db()
    contribution = contribute(
        mail.consultation,
        by=person,
        words=mail.words,
        channel=Contribution.Channel.EMAIL,
        email=person.email,
        hold=hold,
        noticed=["crowd"] if hold else (),
        page_language=mail.language,
        submission_key=uuid.uuid5(_FROM_MAIL, mail.key),
        provenance={"consent": Provenance.Consent.SENT},
    )
    waiting = ReceivedMail.objects.filter(pk=mail.pk, confirmed_at=None)
    if waiting.update(confirmed_at=clock.now(), contribution=contribution, email="", words=""):
        _send_receipt(contribution, person)
    return contribution


def language_for(letter: Letter, consultation: Consultation) -> str:
    """Return the language in which a letter is answered: its own when this site has it, else the first of its place."""
    offered = [code for code, _name in settings.LANGUAGES]
    candidates = [detect(letter.words)[0], *consultation.cycle.official_languages, *offered]
    return next(code for code in candidates if code in offered)


def _send_receipt(contribution: Contribution, person: Person) -> None:
    subscription = contribution.subscriptions.filter(person=person).first()
    if subscription is not None:

        def leave() -> str:
            return letters.leave_link(subscription)

        write_to(person, "consultations.mail_receipt", contribution, leave=leave)


def _about(consultation: Consultation) -> dict[str, object]:
    url = settings.BASE_URL.geturl() + consultation.get_absolute_url()
    return {"title": str(consultation.title), "consultation": url}


def _write(letter: Letter, kind: str, language: str, context: dict[str, object]) -> None:
    post(to=letter.sender, kind=kind, key=f"{kind}:{letter.key}", language=language, context=context)

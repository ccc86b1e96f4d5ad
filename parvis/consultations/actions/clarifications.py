"""Ask authors something before deciding about what they said, and take in what they reply."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations import letters
from parvis.consultations.actions.contributions import require_words
from parvis.consultations.actions.moderation import moderates_as
from parvis.consultations.actions.subscriptions import write_to
from parvis.consultations.models import Clarification, Contribution, Translation
from parvis.consultations.rules import may_ask_author, may_reply
from parvis.core import clock
from parvis.core.cleaning import clean_words, says_something
from parvis.core.dates import day_words
from parvis.core.detection import detect
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import erase_secrets, record

REPLY_WITHIN = timedelta(days=7)
LONGEST_QUESTION = 1_000
ASK_SOMETHING = _("Write what you want to ask.")
NOTHING_REPLIED = _("Change your words, or write a reply.")
TOO_LONG = _("This is longer than we can take: %(length)d characters, at most %(limit)d.")


@transaction.atomic
def ask_author(contribution: Contribution, *, by: Person, question: str) -> Clarification:
    """Write to the author of a contribution that waits to be read; until they reply, or a week is over, nobody has to."""
    lock(contribution, "consultation__cycle__place", "author")
    may_ask_author(by, contribution).enforce()
    question = _checked(question)
    if not says_something(question):
        raise Refused(ASK_SOMETHING)
    asked = Clarification.objects.create(
        contribution=contribution, question=question, due_at=clock.now() + REPLY_WITHIN
    )
    due = asked.due_at.astimezone(contribution.consultation.zone).date()
    facts = {"reply_by": due.isoformat()}
    record("contribution.author_asked", contribution, role=moderates_as(by, contribution), facts=facts)
    write_to(
        contribution.author,
        "contribution.author_asked",
        contribution,
        {"question": question},
        key=f"author_asked:{asked.pk}",
        link=partial(letters.reply_link, asked),
        due=partial(day_words, due),
    )
    return asked


@transaction.atomic
def reply_to_moderator(asked: Clarification, *, by: Person, words: str, reply: str = "") -> Clarification:
    """Reply, as the author: with other words in the place of one's own, with a word to the moderators, or with both.

    The words before are erased, and only that they were is recorded. The same reply sent twice counts once.
    """
    rows = Clarification.objects.select_for_update(of=("self", "contribution"))
    asked = rows.select_related("contribution__consultation__cycle__place").get(pk=asked.pk)
    contribution, words, reply = asked.contribution, clean_words(words), _checked(reply)
    if asked.status == Clarification.Status.REPLIED and contribution.author_id == by.pk:
        return asked
    may_reply(by, asked).enforce()
    require_words(words)
    is_amended = words != contribution.words
    if not is_amended and not says_something(reply):
        raise Refused(NOTHING_REPLIED)
    if asked.move("reply", {"reply": reply}, replied_at=clock.now()):
        record("contribution.author_replied", contribution, role="author")
        if is_amended:
            _amend(contribution, words)
    return asked


def _amend(contribution: Contribution, words: str) -> None:
    contribution.words, contribution.language = words, detect(words, prior=contribution.language)[0]
    contribution.save(update_fields=["words", "language"])
    Translation.objects.of(contribution).update(is_outdated=True)
    erase_secrets(contribution.record_type, contribution.record_key, names=["words"])
    facts, secrets = {"language": contribution.language}, {"words": words}
    record("contribution.amended", contribution, role="author", facts=facts, secrets=secrets)


def _checked(words: str) -> str:
    words = clean_words(words)
    if len(words) > LONGEST_QUESTION:
        raise Refused(TOO_LONG % {"length": len(words), "limit": LONGEST_QUESTION})
    return words

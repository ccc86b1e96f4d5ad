"""Let authors have the hiding of their words decided again, by somebody else."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.moderation import (
    SAY_WHY,
    SHORTEST_REASON,
    moderates_as,
    restore,
    side_of,
)
from parvis.consultations.actions.subscriptions import tell_author
from parvis.consultations.models import Appeal, Contribution
from parvis.consultations.rules import may_appeal, may_decide_appeal
from parvis.core import clock
from parvis.core.cleaning import clean_words, says_something
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record

DECIDED_WITHIN = timedelta(days=14)
LONGEST_APPEAL = 2_000
APPEAL_TOO_LONG = _("This is longer than we can take: %(length)d characters, at most %(limit)d.")


@transaction.atomic
def appeal(contribution: Contribution, *, by: Person, words: str = "") -> Appeal:
    """Ask, as the author, that a hidden contribution is looked at again; `words` say why, and are read by moderators only.

    A second appeal against the same decision is refused, however fast it comes.
    """
    contribution = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    may_appeal(by, contribution).enforce()
    words = clean_words(words)
    if len(words) > LONGEST_APPEAL:
        raise Refused(APPEAL_TOO_LONG % {"length": len(words), "limit": LONGEST_APPEAL})
    today = clock.now().astimezone(contribution.consultation.zone).date()
    asked = Appeal.objects.create(
        contribution=contribution, hidden_at=contribution.hidden_at, words=words, due_on=today + DECIDED_WITHIN
    )
    secrets = {"plea": words} if words else {}
    facts = {"due_on": asked.due_on.isoformat()}
    record("contribution.appealed", contribution, role="author", facts=facts, secrets=secrets)
    return asked


@transaction.atomic
def grant_appeal(appeal: Appeal, *, by: Person, because: str = "") -> Appeal:
    """Decide, as a second moderator, that the author is right: everybody can read the contribution again."""
    may_decide_appeal(by, appeal).enforce()
    contribution, because = appeal.contribution, clean_words(because)
    if appeal.move("grant", {"because": because}, decided_at=clock.now(), decided_by=by):
        _record_decision("contribution.appeal_granted", contribution, by, because)
        restore(contribution, by=by)
    return appeal


@transaction.atomic
def refuse_appeal(appeal: Appeal, *, by: Person, because: str) -> Appeal:
    """Decide, as a second moderator, that the contribution stays hidden, and say why in a sentence all can read."""
    may_decide_appeal(by, appeal).enforce()
    because = clean_words(because)
    if len(because) < SHORTEST_REASON or not says_something(because):
        raise Refused(SAY_WHY)
    if appeal.move("refuse", {"because": because}, decided_at=clock.now(), decided_by=by):
        _record_decision("contribution.appeal_refused", appeal.contribution, by, because)
        tell_author(appeal.contribution, "contribution.appeal_refused", because=because)
    return appeal


def _record_decision(verb: str, contribution: Contribution, by: Person, because: str) -> None:
    secrets = {"because": because} if because else {}
    role = moderates_as(by, contribution)
    record(verb, contribution, role=role, facts=side_of(by, contribution), secrets=secrets)

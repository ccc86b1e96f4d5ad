"""Tell whoever proposed a statement, who asked for it and confirmed their address, what becomes of it.

None of this is in the record: who wants to hear from us is nobody else's business.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from parvis.consultations.actions.subscriptions import forget_if_unused, note_address, person_at
from parvis.consultations.limits import may_write_to
from parvis.consultations.models import Translation
from parvis.core import clock
from parvis.core.mail import post
from parvis.people.models import Person
from parvis.record.models import Entry
from parvis.votes import letters
from parvis.votes.models import Proposer, Statement, Voting
from parvis.votes.rules import may_be_told, may_leave


@transaction.atomic
def ask_to_be_told(
    statement: Statement, *, by: Person | None = None, email: str, language: str | None = None
) -> Proposer:
    """Note that whoever reads `email` proposed a statement and wants to hear of it; it counts once they confirm.

    They do so by the link sent there; who signed in with that address has done so already.
    """
    may_be_told(by, statement).enforce()
    person = person_at(email, language)
    proposer, is_new = Proposer.objects.get_or_create(statement=statement, defaults={"person": person})
    if by is not None and by.pk == proposer.person_id and person.confirmed_at:
        return confirm_proposer(proposer)
    if is_new and may_write_to(person.email):
        _write(proposer, "votes.confirm", link=letters.confirmation_link)
    return proposer


@transaction.atomic
def confirm_proposer(proposer: Proposer) -> Proposer:
    """Count a wish to be told, now that the address is known to be read by whoever left it."""
    may_be_told(proposer.person, proposer.statement).enforce()
    now = clock.now()
    if Proposer.objects.filter(pk=proposer.pk, confirmed_at=None).update(confirmed_at=now):
        proposer.confirmed_at = now
        note_address(proposer.person)
    return proposer


@transaction.atomic
def leave_proposer(proposer: Proposer, *, by: Person) -> None:
    """Stop telling somebody about the statement they proposed, and forget their address if nothing else needs it."""
    may_leave(by, proposer).enforce()
    person = Person.objects.hold(proposer.person)
    proposer.delete()
    if person is not None:
        forget_if_unused(person)


def tell_proposer(statement: Statement, entry: Entry) -> None:
    """Write to whoever proposed a statement about what was decided on it: one letter for each entry of the record."""
    told = Proposer.objects.filter(statement=statement, confirmed_at__isnull=False, person__is_active=True)
    for proposer in told.select_related("person"):
        proposer.statement = statement
        kind = "statement.joined" if statement.same_as_id else entry.verb
        _write(proposer, kind, key=f"statement:{entry.seq}", leave=letters.leave_link)


def _write(proposer: Proposer, kind: str, *, key: str = "", **links: Any) -> None:
    """Post one letter about a statement, in the language of whoever proposed it."""
    person, statement = proposer.person, proposer.statement
    with translation.override(person.language):
        context = {name: make(proposer) for name, make in links.items()} | _told(statement)
    headers = {"List-Unsubscribe": f"<{context['leave']}>"} if "leave" in context else {}
    key = key or f"{kind}:{statement.record_key}"
    post(to=person.email, kind=kind, key=key, language=person.language, context=context, headers=headers)


def _told(statement: Statement) -> dict[str, Any]:
    consultation, site = statement.consultation, settings.BASE_URL.geturl()
    voting = Voting.objects.filter(consultation=consultation).first()
    return {
        "statement": statement.words,
        "same": _words(statement.same_as) if statement.same_as else "",
        "reason": statement.get_reason_display(),
        "title": str(consultation.title),
        "consultation": site + consultation.get_absolute_url(),
        "vote": site + reverse("vote", args=[consultation.slug]),
        "propose": site + reverse("propose_statement", args=[consultation.slug]),
        "is_open": voting is not None and voting.is_open,
        "may_propose": voting is not None and voting.is_open and voting.people_propose,
    }


def _words(statement: Statement) -> str:
    """Return the words of a statement in the language of the letter, where somebody translated them."""
    standing = Translation.objects.of(statement).current().filter(language=translation.get_language())
    found = standing.first()
    return found.words if found else statement.words

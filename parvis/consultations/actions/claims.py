"""Let the author of a note come forward, with the slip they were given."""

from functools import partial

from django.db import transaction

from parvis.consultations import letters
from parvis.consultations.actions.subscriptions import note_address, person_at, write_to
from parvis.consultations.limits import may_write_to
from parvis.consultations.models import Contribution, Slip, Subscription
from parvis.consultations.rules import may_claim
from parvis.core import clock
from parvis.people.models import Person
from parvis.record import record

SAID_WITH_SLIP = ("note__contribution__consultation__cycle__place", "contribution__consultation__cycle__place")


@transaction.atomic
def ask_to_claim(slip: Slip, *, email: str, language: str | None = None) -> None:
    """Send to `email` the link by which its reader claims the note of a slip; nothing is theirs before they do."""
    person = person_at(email, language)
    may_claim(person, slip).enforce()
    if may_write_to(person.email):
        contribution = slip.said
        write_to(person, "consultations.claim", contribution, link=partial(letters.claim_link, slip, person))


@transaction.atomic
def claim(slip: Slip, *, by: Person, proves_address: bool = False) -> Contribution:
    """Make somebody the author of the note of their slip; from now on they are told what becomes of it.

    A slip is good for one claim. The record says that it happened, and not who it was.
    """
    rows = Slip.objects.select_for_update(no_key=True, of=("self",))
    slip = rows.select_related(*SAID_WITH_SLIP).get(pk=slip.pk)
    may_claim(by, slip).enforce()
    now, contribution = clock.now(), slip.said
    Slip.objects.filter(pk=slip.pk).update(claimed_at=now)
    Contribution.objects.filter(pk=contribution.pk, author=None).update(author=by)
    contribution.author = by
    if proves_address:
        note_address(by)
    told = {"as_author": True, "confirmed_at": now}
    Subscription.objects.update_or_create(contribution=contribution, person=by, defaults=told)
    record("contribution.claimed", contribution, role="author")
    return contribution

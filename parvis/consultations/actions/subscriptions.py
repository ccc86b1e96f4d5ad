"""Tell people, who asked for it and confirmed their address, what becomes of a contribution.

None of this is in the record: who wants to hear from us is nobody else's business.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language

from parvis.consultations import letters
from parvis.consultations.limits import may_write_to
from parvis.consultations.models import Contribution, Subscription
from parvis.consultations.rules import may_leave, may_subscribe
from parvis.core import clock
from parvis.core.mail import forget_address, post
from parvis.core.receipts import format_code
from parvis.people import erasures
from parvis.people.models import Person


@transaction.atomic
def subscribe(
    contribution: Contribution,
    *,
    by: Person | None = None,
    email: str,
    language: str | None = None,
    as_author: bool = False,
) -> Subscription:
    """Note that whoever reads `email` wants to be told; it counts once they confirm by the link sent there."""
    may_subscribe(by, contribution).enforce()
    person = person_at(email, language)
    subscription, _is_new = Subscription.objects.get_or_create(
        contribution=contribution, person=person, defaults={"as_author": as_author}
    )
    if by is not None and by.pk == person.pk and person.confirmed_at:
        return confirm_subscription(subscription)
    if subscription.confirmed_at is None and may_write_to(person.email):
        write_to(person, "consultations.confirm", contribution, link=partial(letters.confirmation_link, subscription))
    return subscription


@transaction.atomic
def confirm_subscription(subscription: Subscription) -> Subscription:
    """Count a subscription, now that the address is known to be read by whoever asked.

    Whoever left the address as the author of the contribution becomes its known author.
    """
    contribution, person = subscription.contribution, subscription.person
    may_subscribe(person, contribution).enforce()
    now = clock.now()
    if Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(confirmed_at=now):
        subscription.confirmed_at = now
        note_address(person)
        if subscription.as_author:
            Contribution.objects.filter(pk=contribution.pk, author=None).update(author=person)
    return subscription


@transaction.atomic
def leave_subscription(subscription: Subscription, *, by: Person) -> None:
    """Stop telling somebody about a contribution, and forget their address if nothing else needs it."""
    may_leave(by, subscription).enforce()
    person = Person.objects.hold(subscription.person)
    subscription.delete()
    if person is not None:
        forget_if_unused(person)


@transaction.atomic
def ask_to_support(contribution: Contribution, *, email: str, language: str | None = None) -> None:
    """Send to `email` the link by which its reader supports a contribution, or takes their support back."""
    may_subscribe(None, contribution).enforce()
    person = person_at(email, language)
    if not may_write_to(person.email):
        return
    write_to(person, "consultations.support", contribution, link=partial(letters.support_link, contribution, person))


def person_at(email: str, language: str | None = None) -> Person:
    """Return the person who reads `email`, known or new; nobody forgets them until the transaction ends."""
    language = language or get_language() or settings.LANGUAGE_CODE
    found = Person.objects.find_or_make(email, language=language)
    # Forgotten since we looked, they are somebody new.
    return Person.objects.hold(found) or Person.objects.find_or_make(email, language=language)


def note_address(person: Person) -> None:
    """Note that a person is known to read their address."""
    Person.objects.filter(pk=person.pk, confirmed_at=None).update(confirmed_at=clock.now())


def forget_if_unused(person: Person) -> None:
    """Erase the row of a person who left nothing but an address, when nothing needs that address any more.

    Whoever calls holds the person: what they begin meanwhile waits, and finds them gone.
    What they said stays, without its author.
    """
    if not erasures.is_needed(person):
        person.delete()
        forget_address(person.email)


def tell_author(contribution: Contribution, kind: str, *, may_appeal: bool = False, **said: str) -> None:
    """Write to the authors who confirmed their address about what was decided on their contribution.

    `may_appeal` adds the link by which they do; `said` holds what else the letter says.
    """
    told = contribution.subscriptions.filter(as_author=True, confirmed_at__isnull=False).select_related("person")
    for subscription in told:
        links = {"leave": partial(letters.leave_link, subscription)}
        if may_appeal:
            links["appeal"] = partial(letters.appeal_link, subscription)
        write_to(subscription.person, kind, contribution, said, **links)


def write_to(
    person: Person,
    kind: str,
    contribution: Contribution,
    said: Mapping[str, str] | None = None,
    *,
    key: str = "",
    **links: Any,
) -> None:
    """Post one letter about a contribution, in the reader's language; the same one is posted once a minute at most.

    `said` holds what else the letter says. With a `key`, it is posted once for ever.
    """
    with translation.override(person.language):
        context: dict[str, Any] = {**(said or {}), **{name: make() for name, make in links.items()}}
        context |= {
            "contribution": contribution,
            "code": format_code(contribution.code),
            "trail": settings.BASE_URL.geturl() + contribution.get_absolute_url(),
            "consultation": settings.BASE_URL.geturl() + contribution.consultation.get_absolute_url(),
        }
    headers = {"List-Unsubscribe": f"<{context['leave']}>"} if "leave" in context else {}
    key = key or f"{kind}:{contribution.code}:{clock.now():%Y%m%d%H%M}"
    post(to=person.email, kind=kind, key=key, language=person.language, context=context, headers=headers)

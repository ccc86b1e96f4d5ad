"""What people's data does by itself: it leaves when it is no longer needed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.mail import forget_address
from parvis.people.models import Invitation, Person

UNCONFIRMED_LIFE = timedelta(days=7)
SETTLED_INVITATION_LIFE = timedelta(days=30)


@every(days=1, at="03:20")
def forget_unconfirmed_persons() -> None:
    """Delete the persons who never confirmed their address within a week and whom nothing binds to the site.

    Somebody with a role stays; so does whoever confirmed a subscription, since that confirms their address.
    """
    for person in forgettable_persons().iterator():
        with transaction.atomic():
            # Looked at again: they may have confirmed, or been given a role, since.
            if Person.objects.hold(person) and forgettable_persons().filter(pk=person.pk).delete()[0]:
                forget_address(person.email)


@every(days=1, at="03:25")
def forget_old_invitations() -> None:
    """Delete the invitations, and the addresses in them, a month after they were taken up, taken back or expired."""
    before = clock.now() - SETTLED_INVITATION_LIFE
    Invitation.objects.filter(expires_at__lt=before).delete()


def forgettable_persons() -> QuerySet[Person]:
    """Return the persons `forget_unconfirmed_persons` deletes; confirming a subscription confirms the person."""
    return Person.objects.filter(
        confirmed_at=None,
        joined_at__lt=clock.now() - UNCONFIRMED_LIFE,
        roles=None,
        site_roles=None,
    )

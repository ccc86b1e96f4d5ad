"""Who may do what with roles and with persons, and why not.

Who may give which role: the keeper and the support unit give all of them, everywhere. Conveners give, in their place, the
roles of those who answer, moderate and sit on the forum. They name neither other conveners (their right comes from the
partnership, not from each other) nor reviewers (nobody names who judges them). Roles for the whole site, which are the
support unit's and the keeper's own, are given by the keeper alone.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.console import CONSOLE
from parvis.core.rules import Sentence, rule
from parvis.people.models import Invitation, Person, Role, SiteRole
from parvis.places.models import Place

Kind = Role.Kind
type Conditions = Iterator[tuple[object, Sentence]]

_GIVEN_BY_CONVENERS = (Kind.RESPONDER, Kind.MODERATOR, Kind.MEMBER)
_SIGN_IN = _("Sign in first.")


def is_somebody(person: Any) -> bool:
    """Tell whether somebody is signed in whose account is open."""
    return bool(person is not None and person.is_authenticated and person.is_active)


def kinds_given_by(person: Any, place: Place) -> list[str]:
    """Return the roles `person` may give in `place`."""
    if not is_somebody(person):
        return []
    if person.is_keeper or person.is_support_unit:
        return [str(kind) for kind in Kind]
    return [str(kind) for kind in _GIVEN_BY_CONVENERS] if person.has_role(Kind.CONVENER, place) else []


@rule
def may_see_people(person: Any, place: Place) -> Conditions:
    """See who holds which role in a place, by name and address."""
    yield is_somebody(person), _SIGN_IN
    yield kinds_given_by(person, place), _("Only those who convene here see who holds which role.")


@rule
def may_give(person: Any, place: Place, kind: str) -> Conditions:
    """Give a role of a kind in a place, or invite to it."""
    yield is_somebody(person), _SIGN_IN
    given = kinds_given_by(person, place)
    yield given, _("Only those who convene here give roles.")
    yield kind in given, _("Conveners and reviewers are named by the support unit or the keeper of the site.")


@rule
def may_give_for_the_site(person: Any) -> Conditions:
    """Name keepers and members of the support unit, invite to these roles, and see who holds them."""
    yield is_somebody(person), _SIGN_IN
    yield person.is_keeper, _("Only the keeper of the site names keepers and members of the support unit.")


@rule
def may_stop_letters(person: Any, whose: Person) -> Conditions:
    """Stop the letters to oneself."""
    yield person is not None and person.pk == whose.pk, _("These letters go to somebody else.")


@rule
def may_withdraw(person: Any, invitation: Invitation) -> Conditions:
    """Take an invitation back."""
    yield is_somebody(person), _SIGN_IN
    yield _may_send(person, invitation), _("Only those who may send this invitation take it back.")


@rule
def may_renew(person: Any, invitation: Invitation) -> Conditions:
    """Send an invitation again, with a new link and a new date."""
    yield is_somebody(person), _SIGN_IN
    yield _may_send(person, invitation), _("Only those who may send this invitation send it again.")
    yield invitation.accepted_at is None, _("This invitation was taken up in the meantime.")
    yield invitation.withdrawn_at is None, _("This invitation was taken back in the meantime.")


@rule
def may_accept(person: Any, invitation: Invitation) -> Conditions:
    """Take up an invitation: only who reads the mail of the invited address."""
    yield is_somebody(person), _SIGN_IN
    yield (
        person.confirmed_at is not None and person.email == invitation.email,
        _("This invitation was sent to another address. Sign in with the address it was sent to."),
    )
    yield invitation.withdrawn_at is None, _("This invitation was taken back. Ask whoever sent it for a new one.")
    yield (
        invitation.accepted_at is not None or invitation.is_open,
        _("This invitation has expired. Ask whoever sent it for a new one."),
    )


@rule
def may_end(person: Any, role: Role) -> Conditions:
    """End a role: one's own, or one that one may give."""
    yield is_somebody(person), _SIGN_IN
    yield (
        role.person_id == person.pk or role.kind in kinds_given_by(person, role.place),
        _("Only those who may give this role end it."),
    )
    yield (
        person.is_keeper or person.is_support_unit or role.kind != Kind.CONVENER or not _is_last(role),
        _("Somebody has to convene here. Ask the support unit to name another convener first."),
    )


@rule
def may_end_for_the_site(person: Any, role: SiteRole) -> Conditions:
    """End a role for the site: one's own, or anybody's when one keeps the site. Somebody always keeps it."""
    yield is_somebody(person), _SIGN_IN
    yield (
        role.person_id == person.pk or person.is_keeper,
        _("Only the keeper of the site ends the roles of others."),
    )
    # Whoever has the machine can always name a keeper again.
    yield (
        role.kind != SiteRole.Kind.KEEPER or person is CONSOLE or _others_keep(role.person_id),
        _("Somebody has to keep this site. Name another keeper first."),
    )


@rule
def may_add_organisation(person: Any, place: Place) -> Conditions:
    """Add an institution or organisation to a place."""
    yield is_somebody(person), _SIGN_IN
    yield kinds_given_by(person, place), _("Only those who convene here add institutions.")


@rule
def may_erase(person: Any, subject: Person) -> Conditions:
    """Erase a person: oneself."""
    yield is_somebody(person), _SIGN_IN
    yield person.pk == subject.pk, _("Everybody erases only themselves.")
    yield (
        not person.is_keeper or _others_keep(person.pk),
        _("You are the only keeper of this site. Name another one first."),
    )


def _may_send(person: Any, invitation: Invitation) -> bool:
    if invitation.place is None:
        return bool(person.is_keeper)
    return invitation.kind in kinds_given_by(person, invitation.place)


def _others_keep(pk: int) -> bool:
    """Tell whether somebody else who can sign in keeps the site, without an end in sight."""
    lasting = SiteRole.objects.current().filter(kind=SiteRole.Kind.KEEPER, until=None).exclude(person_id=pk)
    return lasting.filter(person__is_active=True, person__confirmed_at__isnull=False).exists()


def _is_last(role: Role) -> bool:
    others = Role.objects.current().filter(place_id=role.place_id, kind=role.kind).exclude(person_id=role.person_id)
    return not others.exists()

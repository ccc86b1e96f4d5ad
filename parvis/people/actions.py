"""Give and take up roles, name institutions, and leave without a trace."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.keeping import may_keep
from parvis.core.mail import post
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.people import erasures, rules
from parvis.people.models import Invitation, Organisation, Person, Role, digest_of
from parvis.places.models import Place
from parvis.record import Line, Subject, record, record_many

INVITATION_LIFE = timedelta(days=14)
_KEEPER = {"place": "", "role": "keeper", "organisation": ""}


@transaction.atomic
def invite(
    place: Place, *, by: Person, email: str, kind: str, organisation: Organisation | None = None, language: str = "en"
) -> Invitation:
    """Offer a role in a place by mail, for fourteen days; who is already invited to it is not invited twice."""
    rules.may_give(by, place, kind).enforce()
    if Role.objects.current().filter(person__email=email, place=place, kind=kind, organisation=organisation).exists():
        raise Refused(_("This person already holds this role."))
    standing = Invitation.objects.unsettled().filter(email=email, place=place, kind=kind, organisation=organisation)
    standing.filter(expires_at__lte=clock.now()).update(withdrawn_at=clock.now())
    if already := standing.first():
        return already
    token = secrets.token_urlsafe(24)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                place=place,
                kind=kind,
                organisation=organisation,
                language=language,
                token_digest=digest_of(token),
                invited_by=by if isinstance(by, Person) else None,
                invited_at=clock.now(),
                expires_at=clock.now() + INVITATION_LIFE,
            )
    except IntegrityError:  # somebody else sent the same one at the same moment
        return standing.get()
    _post_invitation(invitation, token)
    record("invitation.sent", invitation, by=by, facts=_facts(invitation))
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """Take an invitation back; its link is dead from now on."""
    rules.may_withdraw(by, invitation).enforce()
    if _settle(invitation, withdrawn_at=clock.now()):
        record("invitation.withdrawn", invitation, by=by, facts=_facts(invitation))
    elif invitation.accepted_at:
        raise Refused(_("This invitation was taken up in the meantime. End the role instead."))
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: Person) -> Role:
    """Take up the role offered to one's own address."""
    rules.may_accept(by, invitation).enforce()
    if _settle(invitation, accepted_at=clock.now()):
        role, _is_new = _hold(by, invitation.place, invitation.kind, invitation.organisation)
        record("invitation.accepted", invitation, by=by, role=role.kind, facts=_facts(invitation))
        return role
    rules.may_accept(by, invitation).enforce()
    held = Role.objects.current().filter(
        person=by, place=invitation.place, kind=invitation.kind, organisation=invitation.organisation
    )
    role = held.first()
    if role is None:
        raise Refused(_("This invitation was taken up before, and the role has ended since."))
    return role


@transaction.atomic
def give_role(person: Person, *, by: Person, place: Place, kind: str, organisation: Organisation | None = None) -> Role:
    """Give a person we know a role in a place; holding it already changes nothing."""
    rules.may_give(by, place, kind).enforce()
    role, is_new = _hold(person, place, kind, organisation)
    if is_new:
        record("role.given", role, by=by, facts=_facts(role))
    return role


@transaction.atomic
def end_role(role: Role, *, by: Person) -> Role:
    """End a role from now on."""
    # Whether somebody else convenes is looked at by one person at a time.
    Place.objects.select_for_update().get(pk=role.place_id)
    rules.may_end(by, role).enforce()
    if Role.objects.filter(pk=role.pk, until=None).update(until=clock.now()):
        role.refresh_from_db(fields=["until"])
        record("role.ended", role, by=by, facts=_facts(role))
    return role


@transaction.atomic
def name_keeper(email: str, *, by: Any) -> Person:
    """Let the person at an address keep the site; made on the spot if new, and still to prove that they read its mail."""
    may_keep(by).enforce()
    person = Person.objects.filter(email=email).first() or Person.objects.create_person(email)
    if Person.objects.filter(pk=person.pk, is_keeper=False).update(is_keeper=True):
        record("role.given", Subject("role", secrets.token_hex(8)), by=by, facts=_KEEPER)
    person.refresh_from_db()
    return person


@transaction.atomic
def release_keeper(email: str, *, by: Any) -> None:
    """Let the person at an address keep the site no longer; nothing happens to who does not."""
    may_keep(by).enforce()
    if Person.objects.filter(email=email, is_keeper=True).update(is_keeper=False):
        record("role.ended", Subject("role", secrets.token_hex(8)), by=by, facts=_KEEPER)


@transaction.atomic
def add_organisation(place: Place, *, by: Person, name: Words, kind: str) -> Organisation:
    """Add an institution or organisation to a place; the same name in the same place is the same one."""
    rules.may_add_organisation(by, place).enforce()
    slug = slugify(f"{place.slug} {name.get('en') or str(name)}")[:80] or f"{place.slug}-{secrets.token_hex(4)}"
    organisation, is_new = Organisation.objects.get_or_create(
        slug=slug, defaults={"place": place, "name": name, "kind": kind}
    )
    if is_new:
        note(organisation, "name", source=_first(name, place))
        record("organisation.added", organisation, by=by, facts={"place": place.slug, "kind": kind})
    return organisation


@transaction.atomic
def erase_person(person: Person, *, by: Person, choices: erasures.Choices) -> None:
    """Erase all we hold of a person, for good; other apps erase their part by `erasures.register`."""
    rules.may_erase(by, person).enforce()
    roles = list(person.roles.current().select_related("place", "organisation"))
    lines = [Line("role.ended", role, role=role.kind, facts=_facts(role)) for role in roles]
    erasures.erase(person, choices)
    person.delete()
    # The key is drawn for this entry alone: the log says that somebody left, and nothing of whom.
    farewell = Line("person.erased", Subject("person", secrets.token_hex(8)), role="anyone")
    record_many([*lines, farewell])


def _settle(invitation: Invitation, **when: object) -> bool:
    """Close an open invitation in one guarded UPDATE; tell whether this call did."""
    settled = Invitation.objects.open().filter(pk=invitation.pk).update(**when)
    invitation.refresh_from_db(fields=["accepted_at", "withdrawn_at"])
    return bool(settled)


def _hold(person: Person, place: Place, kind: str, organisation: Organisation | None) -> tuple[Role, bool]:
    person.__dict__.pop("current_roles", None)
    return Role.objects.get_or_create(
        person=person, place=place, kind=kind, organisation=organisation, until=None, defaults={"since": clock.now()}
    )


def _facts(offered: Invitation | Role) -> dict[str, str]:
    return {
        "place": offered.place.slug,
        "role": offered.kind,
        "organisation": offered.organisation.slug if offered.organisation else "",
    }


def _first(name: Words, place: Place) -> str:
    return next((code for code in place.writing_languages if name.get(code)), "en")


def _post_invitation(invitation: Invitation, token: str) -> None:
    post(
        to=invitation.email,
        kind="people.invitation",
        key=f"invitation {invitation.pk}",
        language=invitation.language,
        context={"invitation": invitation, "token": token},
    )

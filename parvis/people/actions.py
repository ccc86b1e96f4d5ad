"""Give and take up roles, name institutions, and leave without a trace."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.mail import post
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.people import erasures, rules
from parvis.people.models import (
    Invitation,
    Organisation,
    Person,
    Role,
    RoleQuerySet,
    SiteRole,
    SiteRoleQuerySet,
    digest_of,
)
from parvis.places.models import Place
from parvis.record import Line, Subject, record, record_many

INVITATION_LIFE = timedelta(days=14)
# A second press of the button, or an impatient one, sends nothing more.
RENEWED_AFTER = timedelta(minutes=5)
_KEEPER = str(SiteRole.Kind.KEEPER)


@transaction.atomic
def invite(
    place: Place, *, by: Person, email: str, kind: str, organisation: Organisation | None = None, language: str = "en"
) -> Invitation:
    """Offer a role in a place by mail, for fourteen days; who is already invited to it is not invited twice."""
    rules.may_give(by, place, kind).enforce()
    return _offer(
        Invitation(email=email, place=place, kind=kind, organisation=organisation, language=language), by=by, role=""
    )


@transaction.atomic
def invite_to_site(email: str, *, by: Person, kind: str, language: str = "en") -> Invitation:
    """Offer a role for the whole site by mail, under the same terms."""
    rules.may_give_for_the_site(by).enforce()
    return _offer(Invitation(email=email, kind=kind, language=language), by=by, role=_KEEPER)


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """Send an invitation again, for fourteen days from now: its old link is dead. One just sent is left alone."""
    rules.may_renew(by, invitation).enforce()
    _refuse_if_held(invitation)
    token, moment = secrets.token_urlsafe(24), clock.now()
    standing = Invitation.objects.unsettled().filter(pk=invitation.pk)
    is_new = standing.filter(invited_at__lte=moment - RENEWED_AFTER).update(
        token_digest=digest_of(token), invited_at=moment, expires_at=moment + INVITATION_LIFE
    )
    invitation.refresh_from_db()
    if is_new:
        _post_invitation(invitation, token)
        record("invitation.renewed", invitation, by=by, role=_acting_in(invitation), facts=_facts(invitation))
    rules.may_renew(by, invitation).enforce()
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """Take an invitation back; its link is dead from now on."""
    rules.may_withdraw(by, invitation).enforce()
    if _settle(invitation, withdrawn_at=clock.now()):
        record("invitation.withdrawn", invitation, by=by, role=_acting_in(invitation), facts=_facts(invitation))
    elif invitation.accepted_at:
        raise Refused(_("This invitation was taken up in the meantime. End the role instead."))
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: Person) -> Role | SiteRole:
    """Take up the role offered to one's own address."""
    rules.may_accept(by, invitation).enforce()
    if _settle(invitation, accepted_at=clock.now()):
        role = _take_up(invitation, by)
        record("invitation.accepted", invitation, by=by, role=role.kind, facts=_facts(invitation))
        return role
    rules.may_accept(by, invitation).enforce()
    held = _held(invitation).filter(person=by).first()
    if held is None:
        raise Refused(_("This invitation was taken up before, and the role has ended since."))
    return held


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
def give_site_role(person: Person, *, by: Any, kind: str) -> SiteRole:
    """Give a person we know a role for the whole site; holding it already changes nothing."""
    rules.may_give_for_the_site(by).enforce()
    role, is_new = _hold_for_the_site(person, kind)
    if is_new:
        record("role.given", role, by=by, role=_KEEPER, facts=_facts(role))
    return role


@transaction.atomic
def end_site_role(role: SiteRole, *, by: Any, last_day: date | None = None) -> SiteRole:
    """End a role for the whole site from now on, or after a last day by the clocks of the site."""
    _count_keepers_alone()
    rules.may_end_for_the_site(by, role).enforce()
    if last_day and last_day < timezone.localdate(clock.now()):
        raise Refused(_("The last day cannot be a day that is over."))
    until = _midnight_after(last_day) if last_day else clock.now()
    ended = SiteRole.objects.filter(pk=role.pk).filter(Q(until=None) | Q(until__gt=clock.now()))
    if ended.exclude(until=until).update(until=until):
        told = _facts(role) | ({"last_day": last_day.isoformat()} if last_day else {})
        word = role.kind if role.person_id == by.pk else _KEEPER
        record("role.end_set" if last_day else "role.ended", role, by=by, role=word, facts=told)
    role.refresh_from_db(fields=["until"])
    role.person.forget_roles()
    return role


@transaction.atomic
def name_keeper(email: str, *, by: Any) -> Person:
    """Let the person at an address keep the site; made on the spot if new, and still to prove that they read its mail."""
    rules.may_give_for_the_site(by).enforce()
    person = Person.objects.find_or_make(email)
    give_site_role(person, by=by, kind=SiteRole.Kind.KEEPER)
    return person


@transaction.atomic
def release_keeper(email: str, *, by: Any) -> None:
    """Let the person at an address keep the site no longer; nothing happens to who does not."""
    rules.may_give_for_the_site(by).enforce()
    for role in SiteRole.objects.current().filter(kind=SiteRole.Kind.KEEPER, person__email=email):
        end_site_role(role, by=by)


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
    _count_keepers_alone()
    rules.may_erase(by, person).enforce()
    if erasures.hold(person) is None:  # erased in another window
        return
    roles = [*person.roles.current().select_related("place", "organisation"), *person.site_roles.current()]
    lines = [Line("role.ended", role, role=role.kind, facts=_facts(role)) for role in roles]
    erasures.erase(person, choices)
    person.delete()
    # The key is drawn for this entry alone: the log says that somebody left, and nothing of whom.
    farewell = Line("person.erased", Subject("person", secrets.token_hex(8)), role="anyone")
    record_many([*lines, farewell])


@transaction.atomic
def stop_duties(person: Person, *, by: Person) -> Person:
    """Send somebody no more letters about what awaits them; it still stands on their desk."""
    rules.may_stop_letters(by, person).enforce()
    Person.objects.filter(pk=person.pk).update(wants_duties=False)
    person.wants_duties = False
    return person


def _offer(invitation: Invitation, *, by: Any, role: str) -> Invitation:
    """Keep a new invitation and post it, or return the one that stands."""
    _refuse_if_held(invitation)
    standing = Invitation.objects.unsettled().filter(**_terms(invitation))
    standing.filter(expires_at__lte=clock.now()).update(withdrawn_at=clock.now())
    if already := standing.first():
        return already
    token = secrets.token_urlsafe(24)
    invitation.token_digest = digest_of(token)
    invitation.invited_by = by if isinstance(by, Person) else None
    invitation.invited_at, invitation.expires_at = clock.now(), clock.now() + INVITATION_LIFE
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:  # somebody else sent the same one at the same moment
        return standing.get()
    _post_invitation(invitation, token)
    record("invitation.sent", invitation, by=by, role=role, facts=_facts(invitation))
    return invitation


def _terms(invitation: Invitation) -> dict[str, Any]:
    """Return what tells an invitation from another to the same role."""
    names = ("email", "place", "kind", "organisation")
    return {name: getattr(invitation, name) for name in names}


def _held(invitation: Invitation) -> RoleQuerySet | SiteRoleQuerySet:
    """Find who holds now what an invitation offers."""
    if invitation.place is None:
        return SiteRole.objects.current().filter(kind=invitation.kind)
    terms = {name: value for name, value in _terms(invitation).items() if name != "email"}
    return Role.objects.current().filter(**terms)


def _refuse_if_held(invitation: Invitation) -> None:
    """Whoever holds the role is not invited to it; whoever holds it only until a day may be, and then keeps it."""
    if _held(invitation).filter(person__email=invitation.email, until=None).exists():
        raise Refused(_("This person already holds this role."))


def _settle(invitation: Invitation, **when: object) -> bool:
    """Close an open invitation in one guarded UPDATE; tell whether this call did."""
    settled = Invitation.objects.open().filter(pk=invitation.pk).update(**when)
    invitation.refresh_from_db(fields=["accepted_at", "withdrawn_at"])
    return bool(settled)


def _take_up(invitation: Invitation, person: Person) -> Role | SiteRole:
    if invitation.place is None:
        return _hold_for_the_site(person, invitation.kind)[0]
    return _hold(person, invitation.place, invitation.kind, invitation.organisation)[0]


def _hold(person: Person, place: Place, kind: str, organisation: Organisation | None) -> tuple[Role, bool]:
    person.forget_roles()
    return Role.objects.get_or_create(
        person=person, place=place, kind=kind, organisation=organisation, until=None, defaults={"since": clock.now()}
    )


def _hold_for_the_site(person: Person, kind: str) -> tuple[SiteRole, bool]:
    """Make a role last that had an end in sight, or begin it; tell whether this changed anything."""
    person.forget_roles()
    ending = SiteRole.objects.current().filter(person=person, kind=kind, until__isnull=False).first()
    if ending and SiteRole.objects.filter(pk=ending.pk, until=ending.until).update(until=None):
        ending.until = None
        return ending, True
    return SiteRole.objects.get_or_create(person=person, kind=kind, until=None, defaults={"since": clock.now()})


def _count_keepers_alone() -> None:
    """Let one person at a time look at whether somebody else keeps the site."""
    keepers = SiteRole.objects.filter(kind=SiteRole.Kind.KEEPER).order_by("pk")
    list(keepers.select_for_update().values_list("pk"))


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _acting_in(invitation: Invitation) -> str:
    """Return the word for who acts: for the site the keeper, whatever else they are; in a place the role held there."""
    return "" if invitation.place else _KEEPER


def _facts(offered: Invitation | Role | SiteRole) -> dict[str, str]:
    place, organisation = getattr(offered, "place", None), getattr(offered, "organisation", None)
    return {
        "place": place.slug if place else "",
        "role": offered.kind,
        "organisation": organisation.slug if organisation else "",
    }


def _first(name: Words, place: Place) -> str:
    return next((code for code in place.writing_languages if name.get(code)), "en")


def _post_invitation(invitation: Invitation, token: str) -> None:
    post(
        to=invitation.email,
        kind="people.invitation" if invitation.place else "people.site_invitation",
        key=f"invitation {invitation.pk} {invitation.token_digest[:12]}",
        language=invitation.language,
        context={"invitation": invitation, "token": token},
    )

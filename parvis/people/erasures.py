"""What has to be erased with a person: every app names its part."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from parvis.core.mail import forget_address
from parvis.people.models import Invitation, Person


@dataclass(frozen=True)
class Choices:
    """What the person chose: whether their words go too, or stay without their name."""

    words_too: bool = False


type Eraser = Callable[[Person, Choices], object]
type Bond = Callable[[Person], QuerySet]

_erasers: list[Eraser] = []
_bonds: list[Bond] = []
_holders: list[Callable[[Person], object]] = []


def register(eraser: Eraser) -> Eraser:
    """Have `eraser(person, choices)` called, in the same transaction, before the person is deleted."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


def hold_first(holder: Callable[[Person], object]) -> Callable[[Person], object]:
    """Have `holder(person)` called before the person is held: it locks what others lock before they hold a person."""
    if holder not in _holders:
        _holders.append(holder)
    return holder


def keep_for(*bonds: Bond) -> None:
    """Have nobody's address forgotten as unused for as long as one of `bonds(person)` has rows."""
    _bonds.extend(bonds)


def is_needed(person: Person) -> bool:
    """Tell whether anything still needs the address of a person: an account, or what an app keeps it for."""
    return bool(person.last_login) or any(bond(person).exists() for bond in _bonds)


def hold(person: Person) -> Person | None:
    """Let nobody begin anything with a person until the transaction ends; None when they are gone."""
    for holder in _holders:
        holder(person)
    return Person.objects.hold(person)


def erase(person: Person, choices: Choices) -> None:
    """Call every eraser."""
    for eraser in _erasers:
        eraser(person, choices)


keep_for(lambda person: person.roles.all(), lambda person: person.site_roles.all())


@register
def erase_messages(person: Person, choices: Choices) -> None:
    """Erase what was written to the person, sent or not."""
    forget_address(person.email)


@register
def erase_invitations(person: Person, choices: Choices) -> None:
    """Erase the invitations that hold the person's address."""
    Invitation.objects.filter(email__iexact=person.email).delete()


@register
def end_sessions(person: Person, choices: Choices) -> None:
    """Sign the person out everywhere; deleting their row would leave the sessions, empty, until they expire."""
    for session in person.usersession_set.all():
        session.end()

"""How much one source may do before somebody has a look; nobody is refused for it, but those who guess codes."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest

from parvis.consultations.models import Consultation
from parvis.core.limits import HOUR, allow, allow_each, client_prefix, is_exhausted
from parvis.people.models import Person

# A school or a village may share one network, so a network may do more than a person.
FOR_A_PERSON, FOR_A_NETWORK = 10, 30
# Of browsers that solved the puzzle, each for every form.
FOR_A_NETWORK_AT_WORK = 120
SUPPORTS_OF_A_PERSON = 120
LETTERS_TO_AN_ADDRESS = MAILS_FROM_AN_ADDRESS = 5
MAILS_FROM_EVERYBODY = 1000
# A village that was given slips may share one network, and read some of them wrongly.
WRONG_SLIPS = 20


def is_too_much(request: HttpRequest, what: str) -> bool:
    """Count one more `what`, and tell whether that is more than one source usually does in an hour."""
    if request.user.is_authenticated:
        return not allow(f"consultations.{what}", f"person {request.user.pk}", FOR_A_PERSON, HOUR)
    return not allow(f"consultations.{what}", client_prefix(request), FOR_A_NETWORK, HOUR)


def crowds(request: HttpRequest, consultation: Consultation, *, is_proven: bool) -> Iterator[str]:
    """Count one more contribution; tell what there is too much of, by names of signs: from its source, or here."""
    person = f"person {request.user.pk}" if request.user.is_authenticated else ""
    most = FOR_A_PERSON if person else FOR_A_NETWORK_AT_WORK if is_proven else FOR_A_NETWORK
    wanted = [("consultations.contribute", person or client_prefix(request), most)]
    if settings.RUSH and not person:
        wanted.append(("consultations.rush", str(consultation.pk), settings.RUSH))
    from_source, *here = allow_each(*wanted, per=HOUR)
    if not from_source:
        yield "crowd"
    if not all(here) and not is_proven:
        yield "rush"


def may_support_more(person: Person) -> bool:
    """Count one more support given or taken back, and tell whether a person may do that within this hour."""
    return allow("consultations.support", str(person.pk), SUPPORTS_OF_A_PERSON, HOUR)


def may_write_to(address: str) -> bool:
    """Count one more letter nobody confirmed wanting, and tell whether this address may have it."""
    return allow("consultations.letters", address, LETTERS_TO_AN_ADDRESS, HOUR)


def may_receive_from(address: str) -> bool:
    """Count one more letter that came from an address, and tell whether it may be answered within this hour.

    Whoever forges the sender of many letters makes us write to strangers: to each a few times, and to so many in all.
    """
    counted = ((address, MAILS_FROM_AN_ADDRESS), ("everybody", MAILS_FROM_EVERYBODY))
    if any(is_exhausted("consultations.mails", key, limit, HOUR) for key, limit in counted):
        return False
    return all(allow("consultations.mails", key, limit, HOUR) for key, limit in counted)


def has_guessed_too_often(request: HttpRequest) -> bool:
    """Tell whether so many wrong codes of slips came from one network that it waits a while."""
    return is_exhausted("consultations.slips", client_prefix(request), WRONG_SLIPS, HOUR)


def note_wrong_guess(request: HttpRequest) -> None:
    """Count one more code that no slip has."""
    allow("consultations.slips", client_prefix(request), WRONG_SLIPS, HOUR)

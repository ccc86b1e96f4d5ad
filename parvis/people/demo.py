"""Choosing who to be, in a demonstration only.

A database is a demonstration if, and for ever if, the very first entry of its record says so. Entry 0 is written once and
the database refuses to change it: no setting, command or row can turn a site with real people into a demonstration.
"""

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import Subject, record
from parvis.record.models import Entry

VERB = "demo.began"
DOMAIN = "@example.org"
# The first verb of a record never changes, so a process asks once; only what is shown depends on this, no sign-in does.
_first_verb: str | None = None
_introductions: dict[str, Mapping[str, str]] = {}


def is_demo() -> bool:
    """Tell whether this database was made as a demonstration; asks the record itself."""
    return Entry.objects.filter(seq=0, verb=VERB).exists()


def begin() -> None:
    """Make an empty database a demonstration, by the first entry of its record; refused when anything was recorded."""
    with transaction.atomic():
        if Entry.objects.exists() or Person.objects.exists():
            raise Refused("This database already has a record of its own: it can never become a demonstration.")
        entry = record(VERB, Subject("site", "demo"), role="keeper")
        if entry.seq:
            raise Refused("This database already has a record of its own: it can never become a demonstration.")
    remember(None)


def introduce(introductions: Mapping[str, Mapping[str, str]]) -> None:
    """Say who the persons of the demonstration are: words in several languages by address."""
    _introductions.update(introductions)


def introduction(person: Person) -> Mapping[str, str]:
    """Return who a person of the demonstration is."""
    return _introductions.get(person.email, {})


def persons() -> list[Person]:
    """Return who one may choose to be: invented people at example.org, those with most to do first."""
    found = Person.objects.filter(email__endswith=DOMAIN, is_active=True, confirmed_at__isnull=False)
    return list(found.prefetch_related("site_roles", "roles__place", "roles__organisation").order_by("pk")[:40])


def remember(first_verb: str | None) -> None:
    """Take the first verb of the record as known, or as not known yet (None): for tests, and when it is written."""
    global _first_verb
    _first_verb = first_verb


def context(request: HttpRequest) -> dict[str, object]:
    """Give every template `is_demo`, for the banner."""
    return {"is_demo": SimpleLazyObject(_looks_like_demo)}


def _looks_like_demo() -> bool:
    if _first_verb is None:
        remember(Entry.objects.filter(seq=0).values_list("verb", flat=True).first())
    return _first_verb == VERB

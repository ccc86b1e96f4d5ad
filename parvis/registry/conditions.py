"""What a listing must say, and of which of its fields; forms, actions and files of listings all ask here."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from parvis.core.languages import language_name
from parvis.core.rules import Sentence
from parvis.registry.codes import Lists
from parvis.registry.models import NUMBER, List, Listing

Status = Listing.Status
TEXTS = ("title", "description", "page", "report", "remarks")
LISTS = {
    "departments": List.DEPARTMENT,
    "subjects": List.SUBJECT,
    "audiences": List.AUDIENCE,
    "rationale": List.RATIONALE,
}
PLAIN = ("is_publishable", "starts_on", "ends_on", "has_report", "contact_email", "policy_email", "is_high_profile")
SAID = (*TEXTS, *PLAIN, *LISTS)
"""All that a listing says but its number and its status."""

_FULL_AFTER = datetime.date(2018, 1, 1)
_MISSING = {
    "subjects": _("Subjects: choose at least one, since its last day is after 1 January 2018."),
    "audiences": _("Who is asked: choose at least one, since its last day is after 1 January 2018."),
}
_EVERY = _("{field}: write this in {language} too.")
_EVERY_OR_NONE = _("{field}: write this in every official language or in none; {language} is missing.")
_NAMES = {
    "title": _("Title"),
    "description": _("Description"),
    "page": _("Page of the consultation"),
    "report": _("Link to the report"),
    "remarks": _("Remarks"),
    "contact_email": _("Contact e-mail"),
    "policy_email": _("E-mail of the policy lead"),
    "subjects": _("Subjects"),
    "audiences": _("Who is asked"),
    "rationale": _("Why it is of high profile"),
}
_check_link = URLValidator(schemes=["http", "https"])

type Problem = tuple[str, Sentence]


def is_number(number: str) -> bool:
    """Tell whether this can be a registration number."""
    return re.fullmatch(NUMBER, number) is not None


def shown_of(listing: Listing) -> dict[str, Any]:
    """Return all that a listing says, by the names of SAID."""
    codes = {name: listing.codes(kind) for name, kind in LISTS.items()}
    return {name: getattr(listing, name) for name in SAID if name not in LISTS} | codes


def problems(said: Mapping[str, Any], *, status: str, official: list[str], lists: Lists) -> list[Problem]:
    """Return what is wrong with what a listing in a status says: pairs of a field and a sentence that names it."""
    found = [*_of_dates(said, status), *_of_texts(said, official), *_of_links(said), *_of_lists(said, lists)]
    if status == Status.ABANDONED and said["is_publishable"]:
        found.append(("is_publishable", _("To be published: what does not go forward is not published.")))
    if status == Status.REPORTED:
        missing = said["report"].missing(official)
        found += [("report", _in(_EVERY, "report", code)) for code in missing]
        if not said["has_report"]:
            found.append(("has_report", _("Report available online: say so, since its status is that there is one.")))
    return found


def _of_dates(said: Mapping[str, Any], status: str) -> Iterator[Problem]:
    first, last = said["starts_on"], said["ends_on"]
    if first and last and last < first:
        yield "ends_on", _("Last day: it comes before the first day.")
    if not first and status not in (Status.PLANNED, Status.ABANDONED):
        yield "starts_on", _("First day: it is needed once the consultation is open.")
    if not last and status in (Status.ANALYSING, Status.NO_REPORT, Status.REPORTED):
        yield "ends_on", _("Last day: it is needed once the consultation is closed.")


def _of_texts(said: Mapping[str, Any], official: list[str]) -> Iterator[Problem]:
    required = ["title", "description"] if _is_full(said) else ["title"]
    for name in required:
        yield from ((name, _in(_EVERY, name, code)) for code in said[name].missing(official))
    for name in ("report", "remarks"):
        if said[name]:
            yield from ((name, _in(_EVERY_OR_NONE, name, code)) for code in said[name].missing(official))


def _of_links(said: Mapping[str, Any]) -> Iterator[Problem]:
    for name in ("page", "report"):
        for code, link in said[name].items():
            if not _passes(_check_link, link):
                sentence = _("{field}: what stands there in {language} is not the address of a page (https://…).")
                yield name, _in(sentence, name, code)
    for name in ("contact_email", "policy_email"):
        if said[name] and not _passes(validate_email, said[name]):
            yield name, format_lazy(_("{field}: this is not an e-mail address."), field=_NAMES[name])


def _of_lists(said: Mapping[str, Any], lists: Lists) -> Iterator[Problem]:
    if _is_full(said):
        yield from ((name, sentence) for name, sentence in _MISSING.items() if not said[name])
    if said["is_high_profile"] and not said["rationale"]:
        yield "rationale", _("Why it is of high profile: choose at least one reason, since you say that it is.")
    for name, kind in LISTS.items():
        for code in said[name] if kind != List.DEPARTMENT else ():
            if code not in lists[kind]:
                yield name, format_lazy(_("{field}: there is no code “{code}”."), field=_NAMES[name], code=code[:20])


def _is_full(said: Mapping[str, Any]) -> bool:
    return said["ends_on"] is not None and said["ends_on"] > _FULL_AFTER


def _in(sentence: Sentence, name: str, code: str) -> Sentence:
    return format_lazy(sentence, field=_NAMES[name], language=language_name(code))


def _passes(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True

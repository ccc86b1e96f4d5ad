"""Everything we hold of a person, as they can take it away: every app names its part."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from parvis.core.models import OutgoingMessage
from parvis.people.models import Person

type Row = Mapping[str, Any]
type Teller = Callable[[Person], Iterable[Row]]

_tellers: dict[str, Teller] = {}
# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = tuple("=+-@%|\t\r\n＝＋－＠")
_MARK = "\ufeff"


def register(name: str, teller: Teller | None = None) -> Any:
    """Add the rows of `teller(person)` to every export, as `name.json` and `name.csv`. Also a decorator."""
    if teller is None:
        return lambda function: register(name, function)
    _tellers[name] = teller
    return teller


def archive(person: Person) -> bytes:
    """Return a ZIP of all we hold of a person, each part as JSON and as CSV."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, teller in _tellers.items():
            rows = [dict(row) for row in teller(person)]
            file.writestr(f"{name}.json", json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
            file.writestr(f"{name}.csv", _table(rows))
    return buffer.getvalue()


def safe_cell(value: Any) -> str:
    """Write a value so that no spreadsheet runs it: quoted by the caller, and marked when it looks like a formula."""
    text = value if isinstance(value, str) else _plain(value)
    text = text.replace("\0", "")
    is_number = not isinstance(value, str)
    return f"'{text}" if _visible_start(text).startswith(_FORMULA) and not is_number else text


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _visible_start(text: str) -> str:
    """Drop the blanks and invisible signs some spreadsheets skip before they look for a formula."""
    index = 0
    while index < len(text) and text[index] not in _FORMULA and _is_skipped(text[index]):
        index += 1
    return text[index:]


def _is_skipped(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs")


def _table(rows: list[dict[str, Any]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    if columns:
        writer.writerow(columns)
    writer.writerows([safe_cell(row.get(name)) for name in columns] for row in rows)
    return _MARK + buffer.getvalue()


@register("person")
def tell_person(person: Person) -> Iterable[Row]:
    """The person's own row."""
    yield {
        "email": person.email,
        "public_name": person.public_name,
        "language": person.language,
        "wants_duties": person.wants_duties,
        "joined_at": person.joined_at,
        "confirmed_at": person.confirmed_at,
        "last_signed_in_at": person.last_login,
    }


@register("roles")
def tell_roles(person: Person) -> Iterable[Row]:
    """The roles held, now and before, those for the whole site last."""
    for role in person.roles.select_related("place", "organisation").order_by("since"):
        yield {
            "place": role.place.slug,
            "role": role.kind,
            "organisation": role.organisation.slug if role.organisation else "",
            "since": role.since,
            "until": role.until,
        }
    for role in person.site_roles.order_by("since"):
        yield {"place": "", "role": role.kind, "organisation": "", "since": role.since, "until": role.until}


@register("sessions")
def tell_sessions(person: Person) -> Iterable[Row]:
    """Where the person is signed in; of the network's address only its first part is kept."""
    for session in person.usersession_set.order_by("created_at"):
        yield {"signed_in_at": session.created_at, "browser": session.user_agent, "network": session.ip}


@register("passkeys")
def tell_passkeys(person: Person) -> Iterable[Row]:
    """The passkeys by name; the secret half never left the person's device."""
    for passkey in person.authenticator_set.order_by("created_at"):
        yield {"name": str(passkey), "made_at": passkey.created_at, "last_used_at": passkey.last_used_at}


@register("messages")
def tell_messages(person: Person) -> Iterable[Row]:
    """What we wrote to the person in the last months, without the codes that sign in."""
    messages = OutgoingMessage.objects.filter(to__iexact=person.email).exclude(kind__startswith="account.")
    for message in messages.order_by("posted_at"):
        yield {"written_at": message.posted_at, "subject": message.subject, "text": message.text}

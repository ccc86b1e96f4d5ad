"""Write what happened into the record: the only way in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db import connection, transaction

from parvis.core import clock
from parvis.record.leaves import NotRecordable, canonical, commitment, leaf, new_salt
from parvis.record.models import Entry, Position, Secret
from parvis.record.tree import leaf_hash


# SQLite would take any length, PostgreSQL would refuse in its own words.
LONGEST = {"verb": 80, "subject_type": 40, "subject_key": 200, "role": 40}


class Recordable(Protocol):
    """What entries are about: anything that says its kind and its public name, both stable for ever."""

    @property
    def record_type(self) -> str:
        """Its kind, such as "contribution"."""

    @property
    def record_key(self) -> str:
        """Its public name, such as a receipt code or a slug; never personal."""


class Subject(NamedTuple):
    """A subject named by hand, for what is not a model or not yet loaded."""

    record_type: str
    record_key: str


@dataclass(slots=True)
class Line:
    """One entry to be written by `record_many`; the fields are the arguments of `record`."""

    verb: str
    subject: Recordable
    by: object = None
    role: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, Any] = field(default_factory=dict)


def record(
    verb: str,
    subject: Recordable,
    *,
    by: object = None,
    role: str = "",
    facts: Mapping[str, Any] | None = None,
    secrets: Mapping[str, Any] | None = None,
) -> Entry:
    """Write that `verb` happened to `subject`, in the transaction of the action, and return the entry.

    `facts` are public for ever and never personal. `secrets` enter as salted commitments: what they hide can be shown to
    its holder, and erased. `role` is a plain role word; without it, `by` is asked for its own, and is "anyone" if it has
    none. Call it last: from here to the end of the transaction no other entry can be written.
    """
    return record_many([Line(verb, subject, by, role, facts or {}, secrets or {})])[0]


def record_many(lines: Iterable[Line]) -> list[Entry]:
    """Write several entries with as many statements as one takes. They are all written, or none."""
    lines = list(lines)
    if not lines:
        return []
    with transaction.atomic(savepoint=False):
        end = _advance_head(len(lines))
        moment = clock.now()
        written = [_entry(seq, moment, line) for seq, line in enumerate(lines, start=end - len(lines))]
        entries = Entry.objects.bulk_create([entry for entry, _ in written])
        Secret.objects.bulk_create([secret for _, secrets in written for secret in secrets])
    return entries


def erase_secrets(subject_type: str, subject_key: str) -> int:
    """Erase what the entries about a subject commit to, with the salts; return how many secrets that was.

    Every proof stays valid, of these entries and all others; what was erased can no longer be shown or guessed.
    """
    with transaction.atomic(savepoint=False):
        secrets = Secret.objects.filter(entry__subject_type=subject_type, entry__subject_key=subject_key)
        if connection.vendor != "sqlite":
            return secrets.delete()[0]
        # SQLite would leave the bytes in a free page until something else needs the room.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
            erased = secrets.delete()[0]
            cursor.execute("PRAGMA secure_delete = OFF")
        return erased


def _advance_head(count: int) -> int:
    """Take the next `count` numbers and return the one after them.

    One statement locks the row until the transaction ends: numbers are dense, whoever writes, and none is lost when a
    transaction fails.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_position (name, seq, failures, error) VALUES (%s, %s, 0, '')"
            " ON CONFLICT (name) DO UPDATE SET seq = record_position.seq + excluded.seq RETURNING seq",
            [Position.HEAD, count],
        )
        return int(cursor.fetchone()[0])


def _entry(seq: int, moment: datetime, line: Line) -> tuple[Entry, list[Secret]]:
    subject = (line.subject.record_type, line.subject.record_key)
    role = line.role or _role_of(line.by, line.subject)
    _require_short(verb=line.verb, subject_type=subject[0], subject_key=subject[1], role=role)
    hidden = [(name, new_salt(), canonical(value)) for name, value in line.secrets.items()]
    commitments = {name: commitment(salt, value) for name, salt, value in hidden}
    text = leaf(seq, moment, line.verb, subject, role, line.facts, commitments)
    entry = Entry(
        seq=seq,
        at=moment,
        verb=line.verb,
        subject_type=subject[0],
        subject_key=subject[1],
        role=role,
        leaf=text,
        leaf_hash=leaf_hash(text.encode()),
    )
    return entry, [Secret(entry_id=seq, name=name, salt=salt, value=value) for name, salt, value in hidden]


def _require_short(**columns: str) -> None:
    for name, text in columns.items():
        if len(text) > LONGEST[name]:
            raise NotRecordable(
                f"In the record, {name} has at most {LONGEST[name]} characters, and this one {len(text)}."
            )


def _role_of(by: object, subject: Recordable) -> str:
    own_word = getattr(by, "record_role", None)
    return str(own_word(subject)) if callable(own_word) else "anyone"

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

COLUMNS = ("seq", "at", "verb", "subject_type", "subject_key", "role", "leaf", "leaf_hash")
_INSERT_ENTRY = (
    "INSERT INTO record_entry (seq, at, verb, subject_type, subject_key, role, leaf, leaf_hash)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_INSERT_HIDDEN = "INSERT INTO record_secret (entry_id, name, salt, value) VALUES (%s, %s, %s, %s)"

type EntryRow = tuple[int, datetime, str, str, str, str, str, bytes]
type SecretRow = tuple[int, str, bytes, str]


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
    line = Line(verb, subject, by, role, facts or {}, secrets or {})
    with transaction.atomic(savepoint=False):
        (row,) = _write([line])
    return Entry(**dict(zip(COLUMNS, row, strict=True)))


def record_many(lines: Iterable[Line]) -> range:
    """Write several entries with as many statements as one takes; all or none. Return their numbers."""
    lines = list(lines)
    if not lines:
        return range(0)
    with transaction.atomic(savepoint=False):
        rows = _write(lines)
    return range(rows[0][0], rows[-1][0] + 1)


def erase_secrets(
    subject_type: str, subject_key: str, names: Iterable[str] = (), *, seqs: Iterable[int] | None = None
) -> int:
    """Erase what the entries about a subject commit to, with the salts; return how many secrets that was.

    With `names`, only the secrets of these names; with `seqs`, only those of these entries. Every proof stays valid, of these entries and all others; what was erased can no longer be shown or guessed.
    """
    with transaction.atomic(savepoint=False):
        # Asked one after the other: a database that has not counted its rows yet may join both tables row by row.
        about = Entry.objects.filter(subject_type=subject_type, subject_key=subject_key).values_list("seq", flat=True)
        secrets = Secret.objects.filter(entry__in=list(about if seqs is None else about.filter(seq__in=list(seqs))))
        if names := tuple(names):
            secrets = secrets.filter(name__in=names)
        return secrets.delete()[0]


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


def _write(lines: list[Line]) -> list[EntryRow]:
    end = _advance_head(len(lines))
    moment = clock.now()
    rows: list[EntryRow] = []
    secrets: list[SecretRow] = []
    for seq, line in enumerate(lines, start=end - len(lines)):
        rows.append(_row(seq, moment, line, secrets))
    # Written without models: an import of a million rows would spend most of its time making them.
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(moment)
        cursor.executemany(_INSERT_ENTRY, [(row[0], at, *row[2:]) for row in rows])
        if secrets:
            cursor.executemany(_INSERT_HIDDEN, secrets)
    return rows


def _row(seq: int, moment: datetime, line: Line, secrets: list[SecretRow]) -> EntryRow:
    """Return the columns of an entry, and put what it hides with the secrets."""
    subject = (line.subject.record_type, line.subject.record_key)
    role = line.role or _role_of(line.by, line.subject)
    _require_short(verb=line.verb, subject_type=subject[0], subject_key=subject[1], role=role)
    commitments = {}
    for name, hidden in line.secrets.items():
        salt, value = new_salt(), canonical(hidden)
        commitments[name] = commitment(salt, value)
        secrets.append((seq, name, salt, value))
    text = leaf(seq, moment, line.verb, subject, role, line.facts, commitments)
    return seq, moment, line.verb, *subject, role, text, leaf_hash(text.encode())


def _require_short(**columns: str) -> None:
    for name, text in columns.items():
        if len(text) > LONGEST[name]:
            raise NotRecordable(
                f"In the record, {name} has at most {LONGEST[name]} characters, and this one {len(text)}."
            )


def _role_of(by: object, subject: Recordable) -> str:
    own_word = getattr(by, "record_role", None)
    return str(own_word(subject)) if callable(own_word) else "anyone"

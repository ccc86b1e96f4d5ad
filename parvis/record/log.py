"""What the pages of the record show: rows and one entry, in words ready to be printed."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import QuerySet

from parvis.core.pages import KeysetPage, keyset
from parvis.record import files, sentences
from parvis.record.models import Checkpoint, Entry
from parvis.record.tree import node_hash

ROWS = 50


@dataclass(frozen=True)
class Row:
    """One line of the log."""

    seq: int
    at: datetime
    sentence: str
    role: str
    subject: str
    subject_key: str
    subject_href: str | None
    is_proven: bool


class ProofStep(NamedTuple):
    """One hash of a proof: on which side it goes, and the hash this leads to."""

    hash: str
    is_left: bool
    result: str


@dataclass(frozen=True)
class EntryPage:
    """One entry, with its proof if it is signed."""

    row: Row
    verb: str
    subject_type: str
    subject_key: str
    facts: list[tuple[str, str]]
    commitments: list[tuple[str, str]]
    leaf: str
    leaf_hash: str
    checkpoint: Checkpoint | None
    proof: list[ProofStep]
    root: str
    previous: int | None
    next: int | None


def log_page(asked: dict[str, Any], after: str, signed: int, reader: Any) -> KeysetPage[Row]:
    """Return a page of the log, the newest first; `asked` comes from LogFilter. Costs the same on every page.

    It leads only to pages that `reader`, a person, may open.
    """
    names = {"verb": "verb", "type": "subject_type", "role": "role", "key": "subject_key"}
    entries = Entry.objects.filter(**{names[name]: value for name, value in asked.items() if name in names})
    page = keyset(_within(entries, asked.get("since"), asked.get("until")), ["-seq"], after, ROWS)
    hrefs = sentences.addresses_for(reader, {_subject_of(entry) for entry in page.rows})
    return KeysetPage([_row(entry, entry.says["facts"], signed, hrefs) for entry in page.rows], page.after)


def entry_page(entry: Entry, checkpoint: Checkpoint | None, size: int, reader: Any) -> EntryPage:
    """Return what the page of an entry shows. What it tells comes from the leaf, which is what was signed."""
    says, kind = entry.says, entry.subject_type
    if checkpoint and entry.seq >= checkpoint.size:
        checkpoint = None
    leaf_hash = sha256(b"\x00" + entry.leaf.encode()).digest()
    proof = _proof_steps(entry.seq, leaf_hash, checkpoint) if checkpoint else []
    hrefs = sentences.addresses_for(reader, [_subject_of(entry)])
    return EntryPage(
        row=_row(entry, says["facts"], checkpoint.size if checkpoint else 0, hrefs),
        verb=says["verb"],
        subject_type=kind,
        subject_key=entry.subject_key,
        facts=[(sentences.fact_words(kind, name), _readable(value)) for name, value in says["facts"].items()],
        commitments=[(sentences.fact_words(kind, name), value) for name, value in says["commitments"].items()],
        leaf=entry.leaf,
        leaf_hash=leaf_hash.hex(),
        checkpoint=checkpoint,
        proof=proof,
        root=bytes(checkpoint.root).hex() if checkpoint else "",
        previous=entry.seq - 1 if entry.seq else None,
        next=entry.seq + 1 if entry.seq + 1 < size else None,
    )


def _within(entries: QuerySet[Entry], since: date | None, until: date | None) -> QuerySet[Entry]:
    """Keep the entries from the first one of a day to the last one of another.

    The days become numbers first, so that every list is read in the order of numbers, which all indexes hold.
    """
    if since:
        at = datetime.combine(since, time.min, UTC)
        first = Entry.objects.filter(at__gte=at).order_by("at", "seq").values_list("seq", flat=True).first()
        entries = entries.none() if first is None else entries.filter(seq__gte=first)
    if until:
        at = datetime.combine(until, time.max, UTC)
        last = Entry.objects.filter(at__lte=at).order_by("-at", "-seq").values_list("seq", flat=True).first()
        entries = entries.none() if last is None else entries.filter(seq__lte=last)
    return entries


def _subject_of(entry: Entry) -> tuple[str, str]:
    return entry.subject_type, entry.subject_key


def _row(entry: Entry, facts: dict[str, Any], signed: int, hrefs: dict[tuple[str, str], str]) -> Row:
    return Row(
        seq=entry.seq,
        at=entry.at,
        sentence=sentences.sentence_of(entry.verb, facts),
        role=sentences.role_words(entry.role),
        subject=sentences.subject_words(entry.subject_type),
        subject_key=sentences.key_words(entry.subject_type, entry.subject_key),
        subject_href=hrefs.get(_subject_of(entry)),
        is_proven=entry.seq < signed,
    )


def _readable(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _proof_steps(index: int, hash_: bytes, checkpoint: Checkpoint) -> list[ProofStep]:
    steps = []
    place, last = index, checkpoint.size - 1
    for sibling in files.tree_around(index, checkpoint.size).inclusion_proof(index):
        # A last node without a sibling of its own height rises until it has one.
        while place == last and place % 2 == 0:
            place, last = place // 2, last // 2
        is_left = place % 2 == 1
        hash_ = node_hash(sibling, hash_) if is_left else node_hash(hash_, sibling)
        steps.append(ProofStep(sibling.hex(), is_left, hash_.hex()))
        place, last = place // 2, last // 2
    return steps

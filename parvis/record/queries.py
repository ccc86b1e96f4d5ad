"""Read the record: how far it is, what it says about a subject, and the proof of one entry."""

import functools
import json
import operator
from base64 import b64encode
from hashlib import blake2b
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Subquery

from parvis.core.context import Standing
from parvis.record import files
from parvis.record.append import Recordable
from parvis.record.models import Checkpoint, Entry, Position, Secret


def position() -> str:
    """Return a short text that changes whenever an entry, a checkpoint or a follower moves. One query."""
    # By hand: every public page begins with this, and an unchanged one needs little else.
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM record_position ORDER BY name")
        rows = cursor.fetchall()
    return blake2b(repr(rows).encode(), digest_size=9).hexdigest()


def standing() -> Standing | None:
    """Say where the record stands, for the foot of every page; None before its first entry. One query."""
    latest = Checkpoint.objects.order_by("-size").values("signed_at")[:1]
    head = Position.objects.filter(name=Position.HEAD).values_list("seq", Subquery(latest)).first()
    return Standing(*head) if head else None


def size() -> int:
    """Return how many entries the record has."""
    return Position.objects.filter(name=Position.HEAD).values_list("seq", flat=True).first() or 0


def entries_of(*subjects: Recordable) -> QuerySet[Entry]:
    """Return the entries about one subject or several, in order."""
    if not subjects:
        return Entry.objects.none()
    about = [Q(subject_type=each.record_type, subject_key=each.record_key) for each in subjects]
    return Entry.objects.filter(functools.reduce(operator.or_, about)).order_by("seq")


def latest_checkpoint() -> Checkpoint | None:
    """Return the last signed checkpoint. An entry is proven when its number is below its size."""
    return Checkpoint.objects.order_by("-size").first()


def opened(entry: Entry, name: str) -> dict[str, Any] | None:
    """Return the salt (hexadecimal) and value a commitment was made of, or None once erased. For its holder only."""
    secret = Secret.objects.filter(entry=entry, name=name).first()
    if secret is None:
        return None
    return {"name": name, "salt": bytes(secret.salt).hex(), "value": json.loads(secret.value)}


def opening(entry: Entry, name: str) -> dict[str, Any] | None:
    """Return the file that proves what an entry commits to, for its holder; None once erased."""
    known = opened(entry, name)
    return known and {**signed_proof_of(entry, latest_checkpoint()), "opening": known}


def signed_proof_of(entry: Entry, checkpoint: Checkpoint | None) -> dict[str, Any]:
    """Return all that is needed to check an entry offline; without a proof until a checkpoint covers it."""
    if checkpoint is None or entry.seq >= checkpoint.size:
        return {"index": entry.seq, "leaf": entry.leaf, "checkpoint": "", "key": "", "proof": []}
    return {**proof_of(entry, checkpoint.size), "checkpoint": checkpoint.note, "key": checkpoint.key}


def proof_of(entry: Entry, size: int) -> dict[str, Any]:
    """Return the proof that an entry is among the first `size` ones, which must be signed."""
    tree = files.tree_around(entry.seq, size)
    return {
        "index": entry.seq,
        "size": size,
        "leaf": entry.leaf,
        "leaf_hash": base64(entry.leaf_hash),
        "proof": [base64(hash_) for hash_ in tree.inclusion_proof(entry.seq)],
        "root": base64(tree.root()),
    }


def base64(data: bytes | memoryview) -> str:
    """Write bytes in base64."""
    return b64encode(data).decode()

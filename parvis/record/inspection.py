"""Compare what the database holds beside the public files with what the files say."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.db import connection

from parvis.record import files, keys, leaves, notes, triggers
from parvis.record.models import Checkpoint, Entry, Position, Secret
from parvis.record.notes import NotANote, VerifierKey
from parvis.record.tree import leaf_hash
from parvis.record.verifier import Disagreement, Unreadable, read_leaf

COLUMNS = ("seq", "at", "verb", "subject_type", "subject_key", "role", "leaf", "leaf_hash")
LOT = 5000

type Progress = Callable[[int, int], object]


def read(path: str) -> bytes:
    """Read a public file as a visitor would get it."""
    checkpoint = Checkpoint.objects.order_by("-size").first()
    if checkpoint is None:
        raise Unreadable("Nothing is signed yet.")
    if path in {"checkpoint", "key"}:
        return (checkpoint.note if path == "checkpoint" else checkpoint.key).encode()
    data = files.read(path, checkpoint.size)
    if data is None:
        raise Unreadable(path)
    return data


def check_entries(progress: Progress) -> int:
    """Compare every row with its leaf and its number, signed or not; return how many there are."""
    size = Position.objects.filter(name=Position.HEAD).values_list("seq", flat=True).first() or 0
    expected = 0
    for row in _rows(size):
        if expected % LOT == 0:
            progress(expected, size)
        if row["seq"] != expected:
            raise Disagreement(f"Entry {expected} is missing: entry {row['seq']} follows in its place.", expected)
        _check_row(row)
        expected += 1
    if expected != size:
        raise Disagreement(
            f"Entry {expected} is missing: {size} entries were written and {expected} are here.", expected
        )
    progress(size, size)
    return size


def check_secrets() -> int:
    """Check that every secret kept opens the commitment made for it; return how many there are."""
    kept = 0
    for secret in Secret.objects.select_related("entry").order_by("entry_id", "name").iterator(LOT):
        kept += 1
        hidden = leaves.commitment(bytes(secret.salt), secret.value)
        if secret.entry.says["commitments"].get(secret.name) != hidden:
            message = f"What is kept as the {secret.name} of entry {secret.entry_id} is not what it committed to."
            raise Disagreement(message, secret.entry_id)
    return kept


def check_checkpoints(key: VerifierKey | None) -> list[tuple[int, bytes]]:
    """Check the signature of every checkpoint kept; return their sizes and roots.

    Each must be signed with `key`, or with one that is kept here, or, where none is kept, with its own.
    """
    ours = [key] if key else [signing.verifier_key for signing in keys.kept_keys()]
    landmarks = []
    for checkpoint in Checkpoint.objects.order_by("size").iterator(LOT):
        found = _open(checkpoint, ours or [VerifierKey.read(checkpoint.key)])
        if found is None or (found.size, found.root) != (checkpoint.size, bytes(checkpoint.root)):
            raise Disagreement(f"The checkpoint of {checkpoint.size} entries is forged: our key never signed it.")
        landmarks.append((found.size, found.root))
    return landmarks


def check_promises() -> None:
    """Compare the database with the last checkpoint each of our keys remembers to have signed for it."""
    # The notes first: a checkpoint signed meanwhile is then in the database.
    promises = {str(key.verifier_key): notes.open_checkpoint(note, key.verifier_key) for key, note in keys.last_notes()}
    signed = {checkpoint.key: checkpoint.size for checkpoint in Checkpoint.objects.order_by("size")}
    for key, promised in promises.items():
        remembered = signed.get(key, promised.size)
        if promised.size > remembered:
            raise Disagreement(
                f"Entry {remembered} and those after it may be missing: {promised.size} entries were signed once,"
                f" and the database remembers {remembered}.",
                remembered,
            )


def missing_triggers() -> list[str]:
    """Return the names of the triggers that should protect the tables and do not."""
    return sorted(triggers.missing(connection))


def _rows(size: int) -> Iterable[dict[str, Any]]:
    # Entries written while we check are for the next check.
    rows: Iterable[dict[str, Any]] = Entry.objects.filter(seq__lt=size).order_by("seq").values(*COLUMNS).iterator(LOT)
    return rows


def _check_row(row: dict[str, Any]) -> None:
    seq, leaf = row["seq"], row["leaf"].encode()
    says = read_leaf(leaf, seq)
    subject = {"type": row["subject_type"], "key": row["subject_key"]}
    told = (says["verb"], says["role"], says["subject"], says["time"])
    if told != (row["verb"], row["role"], subject, leaves.time_text(row["at"])):
        raise Disagreement(f"Entry {seq} was changed: its columns do not say what its leaf says.", seq)
    if leaf_hash(leaf) != bytes(row["leaf_hash"]):
        raise Disagreement(f"Entry {seq} was changed: its hash is not the one in the tree.", seq)


def _open(checkpoint: Checkpoint, ours: list[VerifierKey]) -> notes.Checkpoint | None:
    for key in ours:
        with suppress(NotANote):
            return notes.open_checkpoint(checkpoint.note, key)
    return None

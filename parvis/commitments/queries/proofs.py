"""Entries of the record as pages show them: a number, an address, and whether a signature covers it yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from parvis.record import entries_of, latest_checkpoint
from parvis.record.append import Recordable
from parvis.record.models import Entry


@dataclass(frozen=True)
class Proof:
    """An entry one can follow, with its verb and facts."""

    seq: int
    href: str
    is_proven: bool
    verb: str
    facts: dict


def proofs_of(subject: Recordable, verbs: Iterable[str] = ()) -> list[Proof]:
    """Return the entries about a subject, of some verbs or all, in order; two queries."""
    entries = entries_of(subject)
    return as_proofs(entries.filter(verb__in=list(verbs)) if verbs else entries)


def as_proofs(entries: Iterable[Entry]) -> list[Proof]:
    """Show entries; two queries."""
    checkpoint = latest_checkpoint()
    size = checkpoint.size if checkpoint else 0
    return [Proof(entry.seq, entry.get_absolute_url(), entry.seq < size, entry.verb, entry.facts) for entry in entries]

"""Follow the record: whatever happens downstream of an action reads the entries, in order, exactly once.

An app writes its followers in `<app>/followers.py`:

    @follower("figures", verbs={"contribution.published"})
    def count_contributions(entries): ...

A follower writes to the database only. Its work and its position are one transaction: both are kept, or neither.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from parvis.core import clock
from parvis.record.models import Entry, Position

logger = logging.getLogger("parvis.record")

BATCH = 500
LONGEST_WAIT = timedelta(hours=1)

type Work = Callable[[Sequence[Entry]], object]


@dataclass
class Follower:
    """Something that reads the record. Calling it does its work on the entries given, and nothing else."""

    name: str
    work: Work
    # Empty means every verb.
    verbs: frozenset[str]
    # Empties what the follower has made, so that it can be made again from the first entry.
    reset: Callable[[], object] | None = None

    def __call__(self, entries: Sequence[Entry]) -> object:
        """Do its work."""
        return self.work(entries)


FOLLOWERS: dict[str, Follower] = {}


class AlreadyFollowed(Exception):
    """Two followers have the same name."""


def follower(
    name: str, verbs: Collection[str] = (), *, reset: Callable[[], object] | None = None
) -> Callable[[Work], Follower]:
    """Declare a follower of the entries with these verbs (all, if none is named), called with at most 500 at a time.

    A new follower starts at the first entry. `reset` empties what it has made, for `parvis rebuild`.
    """

    def declare(work: Work) -> Follower:
        known = FOLLOWERS.get(name)
        if name in {Position.HEAD, Position.SIGNED} or (known and known.work.__module__ != work.__module__):
            raise AlreadyFollowed(f"The record already has a follower named {name}.")
        FOLLOWERS[name] = Follower(name, work, frozenset(verbs), reset)
        return FOLLOWERS[name]

    return declare


def follow() -> bool:
    """Let each follower that is behind read one batch; tell whether any has more to read at once.

    A follower that fails loses nothing, is tried again later (after 1, 2, 4… seconds, at most an hour) and does not stop
    the others. One query when there is nothing to do.
    """
    positions = {position.name: position for position in Position.objects.all()}
    head = positions[Position.HEAD].seq if Position.HEAD in positions else 0
    busy = False
    for each in FOLLOWERS.values():
        position = positions.get(each.name)
        if (position.seq if position else 0) >= head or (position and _waits(position)):
            continue
        try:
            busy |= _read_batch(each)
        except Exception as error:
            logger.exception("The follower %s failed and will be tried again.", each.name)
            _note_failure(each, error)
    return busy


def catch_up(*names: str) -> None:
    """Let the followers named (all, if none is) read to the end, without waiting for those that failed before.

    When some fail the others still finish; then an ExceptionGroup of what went wrong is raised.
    """
    errors = []
    for each in [FOLLOWERS[name] for name in names] or list(FOLLOWERS.values()):
        try:
            while _read_batch(each, wait=True):
                pass
        except Exception as error:
            _note_failure(each, error)
            error.add_note(f"This was the follower {each.name}.")
            errors.append(error)
    if errors:
        raise ExceptionGroup("Followers of the record failed.", errors)


def rebuild(name: str) -> None:
    """Empty what a follower has made and let it read the record again from the first entry."""
    each = FOLLOWERS[name]
    with transaction.atomic():
        _lock(each, wait=True)
        if each.reset is not None:
            each.reset()
        _move(each, 0)
    catch_up(name)


@dataclass(frozen=True)
class Progress:
    """How far a follower has got, and its trouble if it has any."""

    name: str
    seq: int
    behind: int
    failures: int
    error: str


def progress() -> list[Progress]:
    """Return how far each follower has got, those with trouble first."""
    positions = {position.name: position for position in Position.objects.all()}
    head = positions[Position.HEAD].seq if Position.HEAD in positions else 0
    found = (positions.get(name) or Position(name=name) for name in FOLLOWERS)
    rows = [Progress(each.name, each.seq, head - each.seq, each.failures, each.error) for each in found]
    return sorted(rows, key=lambda row: (-row.failures, -row.behind, row.name))


def _read_batch(each: Follower, *, wait: bool = False) -> bool:
    """Do the work of one batch and move on, in one transaction; tell whether there is more to read at once."""
    with transaction.atomic():
        position = _lock(each, wait=wait)
        if position is None:
            # Another process is reading for this follower: it will go on.
            return False
        head = Position.objects.filter(name=Position.HEAD).values_list("seq", flat=True).first() or 0
        if position.seq >= head:
            return False
        entries = list(_entries_for(each, position.seq, head))
        if entries:
            each(entries)
        end = entries[-1].seq + 1 if len(entries) == BATCH else head
        _move(each, end)
        return end < head


def _entries_for(each: Follower, start: int, head: int) -> Iterable[Entry]:
    entries = Entry.objects.filter(seq__gte=start, seq__lt=head).order_by("seq")
    return (entries.filter(verb__in=each.verbs) if each.verbs else entries)[:BATCH]


def _lock(each: Follower, *, wait: bool) -> Position | None:
    """Take the position of a follower until the end of the transaction; unless `wait`, None when it is taken."""
    Position.objects.bulk_create([Position(name=each.name)], ignore_conflicts=True)
    return Position.objects.select_for_update(skip_locked=not wait).filter(name=each.name).first()


def _move(each: Follower, seq: int) -> None:
    Position.objects.filter(name=each.name).update(seq=seq, failures=0, error="", retry_at=None)


def _waits(position: Position) -> bool:
    return position.retry_at is not None and position.retry_at > clock.now()


def _note_failure(each: Follower, error: Exception) -> None:
    with transaction.atomic():
        position, _ = Position.objects.select_for_update().get_or_create(name=each.name)
        wait = min(timedelta(seconds=2 ** min(position.failures, 12)), LONGEST_WAIT)
        position.failures += 1
        position.error = f"{type(error).__name__}: {error}"[:2000]
        position.retry_at = clock.now() + wait
        position.save(update_fields=["failures", "error", "retry_at"])

"""Sign the record as it stands, unless it does not continue what was signed before."""

from django.db import transaction
from django.db.models import Max

from parvis.core import clock
from parvis.core.rules import Refused
from parvis.record import files, keys, notes
from parvis.record.append import Subject, record
from parvis.record.models import Checkpoint, Position, Tile
from parvis.record.notes import SigningKey, open_checkpoint
from parvis.record.tree import TILE_HEIGHT, TILE_WIDTH, MissingHashes, Tree, root_of

# Enough to be quick, few enough that others can write in between.
TILES_AT_ONCE = 64


def sign_checkpoint() -> Checkpoint | None:
    """Sign the entries so far and return the checkpoint, or None when there is nothing new to sign.

    Raises Refused when the entries do not continue those of the last checkpoint, as after an old backup was restored.
    """
    size = _size_of(Position.HEAD)
    if size == files.signed_size() and not _was_forgotten():
        return None
    complete_tiles(size)
    return _sign(size)


def sign_with_new_key(reason: str) -> Checkpoint:
    """Begin to sign with a new key, saying why in the record: the old one was lost, or what it had signed was."""
    with transaction.atomic():
        previous = _latest()
        key = keys.new_key()
        facts = {"reason": reason, "new_key": str(key.verifier_key), "old_key": previous.key if previous else ""}
        record("record.key_changed", Subject("record", key.name), role="keeper", facts=facts | _last_promise(previous))
    size = _size_of(Position.HEAD)
    complete_tiles(size)
    checkpoint = _sign(size, key)
    if checkpoint is None:
        raise Refused("Another process signed at the same moment. Look at its checkpoint, then try again.")
    return checkpoint


def complete_tiles(size: int) -> None:
    """Keep every tile the first `size` entries have filled, a few at a time."""
    level = 0
    while full := (size >> (TILE_HEIGHT * level)) // TILE_WIDTH:
        while _complete_some(level, full):
            pass
        level += 1


def _complete_some(level: int, full: int) -> bool:
    """Keep the next tiles of a level, and tell whether there were any."""
    with transaction.atomic():
        _lock()
        last = Tile.objects.filter(level=level).aggregate(last=Max("index"))["last"]
        start = 0 if last is None else last + 1
        end = min(full, start + TILES_AT_ONCE)
        hashes = list(files.hashes_below(level, (start * TILE_WIDTH, end * TILE_WIDTH)))
        if len(hashes) != max(0, end - start) * TILE_WIDTH:
            raise Refused(f"Entries are missing under the tiles {start} to {end - 1} of level {level}.")
        lots = (hashes[first : first + TILE_WIDTH] for first in range(0, len(hashes), TILE_WIDTH))
        Tile.objects.bulk_create(
            Tile(level=level, index=index, hashes=b"".join(lot), root=root_of(lot))
            for index, lot in enumerate(lots, start=start)
        )
    return end > start


def _sign(size: int, key: SigningKey | None = None) -> Checkpoint | None:
    with transaction.atomic():
        _lock()
        latest = _latest()
        if latest and latest.size > size:
            # Another process signed more while we counted.
            return None
        tree = files.tree(size)
        if latest:
            _require_continues(tree, notes.Checkpoint("", latest.size, bytes(latest.root)))
        if key is None:
            key = keys.key_of(latest.note) if latest else keys.new_key()
        promised = _promise_of(key)
        if promised:
            _require_continues(tree, promised)
        if latest and latest.size == size:
            return None
        root = tree.root()
        note = key.sign(notes.Checkpoint(key.name, size, root))
        # The promise is kept before anybody can read it: better one too many than one forgotten.
        keys.keep_note(key, note)
        Position.objects.filter(name=Position.SIGNED).update(seq=size)
        return Checkpoint.objects.create(
            size=size, root=root, note=note, key=str(key.verifier_key), signed_at=clock.now()
        )


def _require_continues(tree: Tree, promised: notes.Checkpoint) -> None:
    refusal = (
        f"This record does not continue the checkpoint of {promised.size} entries that was signed before, so nothing was"
        " signed. Was an older backup restored? See “When the record was damaged” in docs/use/verify.md."
    )
    try:
        if promised.size > tree.size or tree.root(promised.size) != promised.root:
            raise Refused(refusal)
    except MissingHashes as missing:
        raise Refused(f"{refusal} {missing}") from missing


def _promise_of(key: SigningKey) -> notes.Checkpoint | None:
    note = keys.last_note(key)
    return open_checkpoint(note, key.verifier_key) if note else None


def _last_promise(previous: Checkpoint | None) -> dict[str, str | int]:
    """Return what the old key had promised, as far as anybody still knows."""
    if previous is None:
        return {}
    try:
        promised = _promise_of(keys.key_of(previous.note))
    except Refused:
        promised = None
    size, root = (promised.size, promised.root) if promised else (previous.size, bytes(previous.root))
    return {"last_size": size, "last_root": root.hex()}


def _was_forgotten() -> bool:
    """Tell whether the key has signed more than the database remembers."""
    latest = _latest()
    promised = _promise_of(keys.key_of(latest.note)) if latest else None
    return bool(latest and promised and promised.size > latest.size)


def _latest() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def _lock() -> None:
    """Let one process at a time sign, until the end of the transaction."""
    Position.objects.bulk_create([Position(name=Position.SIGNED)], ignore_conflicts=True)
    Position.objects.select_for_update().get(name=Position.SIGNED)


def _size_of(name: str) -> int:
    return Position.objects.filter(name=name).values_list("seq", flat=True).first() or 0

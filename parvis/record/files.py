"""The public files of the record, read from the database: what anyone may copy, and all a checker needs."""

from collections.abc import Iterator

from django.db.models import Q

from parvis.record.models import Checkpoint, Entry, Tile
from parvis.record.tiles import TileName, bundle, read_name
from parvis.record.tree import HASH_SIZE, TILE_HEIGHT, TILE_WIDTH, Tree

type Range = tuple[int, int]


def read(path: str, size: int) -> bytes | None:
    """Return the bytes of tile/… in the record of the first `size` entries, or None when it has no such file."""
    name = read_name(path)
    if name is None or not name.exists_in(size):
        return None
    return read_bundle(name) if name.is_bundle else read_tile(name.level, name.index, name.width)


def read_tile(level: int, index: int, width: int) -> bytes:
    """Return the first `width` hashes of a tile, joined: kept ones if it is full, else those it is made of."""
    kept = Tile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
    if kept is not None:
        return bytes(kept)[: width * HASH_SIZE]
    start = index * TILE_WIDTH
    return b"".join(hashes_below(level, (start, start + width)))


def hashes_below(level: int, wanted: Range) -> Iterator[bytes]:
    """Read the hashes numbered `wanted` of a level: hashes of leaves, or of full tiles of the level beneath."""
    start, end = wanted
    found = (
        Tile.objects.filter(level=level - 1, index__gte=start, index__lt=end).order_by("index").values_list("root")
        if level
        else Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq").values_list("leaf_hash")
    )
    # PostgreSQL answers with memory views.
    return (bytes(hash_) for (hash_,) in found)


def read_bundle(name: TileName) -> bytes:
    """Return the leaves of a bundle, each after its length."""
    start = name.index * TILE_WIDTH
    leaves = Entry.objects.filter(seq__gte=start, seq__lt=start + name.width).order_by("seq")
    return bundle(leaf.encode() for leaf in leaves.values_list("leaf", flat=True))


def tree(size: int) -> Tree:
    """Return the tree of the first `size` entries."""
    return Tree(size, read_tile)


def tree_around(index: int, size: int) -> Tree:
    """Return the tree of the first `size` entries, with all that a proof of entry `index` needs already read.

    One query reads the kept tiles, and one the unfinished end of each level; a level holds 256 times the one above.
    """
    wanted = dict(_tiles_around(index, size))
    some = Q(pk__in=[])
    for level, number in wanted:
        some |= Q(level=level, index=number)
    kept = Tile.objects.filter(some).values_list("level", "index", "hashes")
    found = {(level, number): bytes(hashes) for level, number, hashes in kept}
    for (level, number), width in wanted.items():
        # What is not kept is the unfinished end of its level.
        if (level, number) not in found:
            start = number * TILE_WIDTH
            found[level, number] = b"".join(hashes_below(level, (start, start + width)))

    def read(level: int, number: int, width: int) -> bytes:
        return found[level, number][: width * HASH_SIZE]

    return Tree(size, read)


def _tiles_around(index: int, size: int) -> Iterator[tuple[tuple[int, int], int]]:
    """List the tiles on the way from an entry to the root, and at the end of each level, with their widths."""
    level = 0
    while hashes := size >> (TILE_HEIGHT * level):
        last = (hashes - 1) // TILE_WIDTH
        for number in (min(index >> (TILE_HEIGHT * (level + 1)), last), last):
            yield (level, number), min(TILE_WIDTH, hashes - number * TILE_WIDTH)
        level += 1


def signed_size() -> int:
    """Return how many entries are under the latest checkpoint."""
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0

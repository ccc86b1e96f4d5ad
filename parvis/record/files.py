"""The public files of the record, read from the database: what anyone may copy, and all a checker needs."""

from collections.abc import Iterator

from parvis.record.models import Checkpoint, Entry, Tile
from parvis.record.tiles import TileName, bundle, read_name
from parvis.record.tree import HASH_SIZE, TILE_WIDTH, Tree

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


def signed_size() -> int:
    """Return how many entries are under the latest checkpoint."""
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0

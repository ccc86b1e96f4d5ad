"""The names and bytes of the public files (C2SP tlog-tiles): tiles of hashes and bundles of entries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parvis.record.tree import TILE_HEIGHT, TILE_WIDTH

ENTRIES = "entries"
LARGEST_LEAF = 65_535

_NAME = re.compile(
    r"tile/(?P<level>entries|0|[1-9]\d?)/(?P<index>(?:x\d{3}/)*\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class TileName:
    """Which file is meant. A bundle of entries stands beside the tile of level 0 of the same index."""

    level: int
    index: int
    width: int = TILE_WIDTH
    is_bundle: bool = False

    @property
    def path(self) -> str:
        """The path of the file under the address of the record."""
        level = ENTRIES if self.is_bundle else str(self.level)
        partial = f".p/{self.width}" if self.width < TILE_WIDTH else ""
        return f"tile/{level}/{index_path(self.index)}{partial}"

    def exists_in(self, size: int) -> bool:
        """Tell whether a tree of `size` leaves has this file; part of a fuller tile counts."""
        return self.index * TILE_WIDTH + self.width <= size >> (TILE_HEIGHT * self.level)


def index_path(index: int) -> str:
    """Write 1234067 as x001/x234/067."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return "/".join(groups)


def read_name(path: str) -> TileName | None:
    """Return the file a path names, or None when the path is not written the one right way."""
    match = _NAME.fullmatch(path)
    if match is None:
        return None
    level = 0 if match["level"] == ENTRIES else int(match["level"])
    index = int(match["index"].replace("x", "").replace("/", ""))
    name = TileName(level, index, int(match["width"] or TILE_WIDTH), match["level"] == ENTRIES)
    return name if name.path == path and level < 64 else None


def tiles_of(size: int) -> Iterator[TileName]:
    """List the tiles of a tree of `size` leaves, level by level."""
    for level in range(64):
        hashes = size >> (TILE_HEIGHT * level)
        if not hashes:
            return
        for index in range(-(-hashes // TILE_WIDTH)):
            yield TileName(level, index, min(TILE_WIDTH, hashes - index * TILE_WIDTH))


def bundle(leaves: Iterable[bytes]) -> bytes:
    """Join leaves, each after its length in two bytes, the larger one first."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)

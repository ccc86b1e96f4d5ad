"""The Merkle tree of RFC 6962: roots and proofs, read from tiles so that a million leaves cost a few reads.

This module builds proofs. `verifier` checks them and shares no code with it: each is a test of the other.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256

HASH_SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
EMPTY_ROOT = sha256(b"").digest()

# read(level, index, width): the first `width` hashes of a tile, joined.
type ReadTile = Callable[[int, int, int], bytes]


class MissingHashes(Exception):
    """Part of the tree cannot be read: entries or tiles were removed."""


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00 ‖ leaf)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def root_of(hashes: Iterable[bytes]) -> bytes:
    """Return the root of the tree whose leaf hashes are `hashes`, in order, in constant memory."""
    # One perfect subtree per binary digit of the number of leaves so far, the largest first.
    peaks: list[tuple[int, bytes]] = []
    for peak in hashes:
        height = 0
        while peaks and peaks[-1][0] == height:
            peak = node_hash(peaks.pop()[1], peak)
            height += 1
        peaks.append((height, peak))
    if not peaks:
        return EMPTY_ROOT
    root = peaks.pop()[1]
    while peaks:
        root = node_hash(peaks.pop()[1], root)
    return root


def split_hashes(joined: bytes) -> list[bytes]:
    """Return the hashes of a tile, one by one."""
    return [joined[start : start + HASH_SIZE] for start in range(0, len(joined), HASH_SIZE)]


class Tree:
    """A tree of `size` leaves, whose hashes are read from tiles as they are needed."""

    def __init__(self, size: int, read: ReadTile) -> None:
        self.size = size
        self._read = read
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the whole tree, or the one it had when it held `size` leaves."""
        size = self.size if size is None else size
        self._require(0 <= size <= self.size)
        return self._range(0, size) if size else EMPTY_ROOT

    def leaf(self, index: int) -> bytes:
        """Return the hash of one leaf."""
        self._require(0 <= index < self.size)
        return self._perfect(0, index)

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the audit path of leaf `index` in the tree of the first `size` leaves (RFC 6962, 2.1.1)."""
        size = self.size if size is None else size
        self._require(0 <= index < size <= self.size)
        path = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _largest_power_below(end - start)
            if index < middle:
                path.append(self._range(middle, end))
                end = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        return path[::-1]

    def consistency_proof(self, first: int, second: int | None = None) -> list[bytes]:
        """Return the proof that the first `first` of `second` leaves never changed (RFC 6962, 2.1.2)."""
        second = self.size if second is None else second
        self._require(0 < first <= second <= self.size)
        proof = []
        start, end = 0, second
        while first != end:
            middle = start + _largest_power_below(end - start)
            if first <= middle:
                proof.append(self._range(middle, end))
                end = middle
            else:
                proof.append(self._range(start, middle))
                start = middle
        # When the old tree is a whole subtree of the new one from its beginning, the checker knows its root already.
        if start > 0:
            proof.append(self._range(start, end))
        return proof[::-1]

    def _require(self, holds: bool) -> None:
        if not holds:
            raise IndexError(f"The tree has {self.size} leaves: there is no such leaf or part of it.")

    def _range(self, start: int, end: int) -> bytes:
        """Return MTH(D[start:end]); `start` is a multiple of the largest power of two below the length."""
        width = end - start
        if width & (width - 1) == 0:
            height = width.bit_length() - 1
            return self._perfect(height, start >> height)
        middle = start + _largest_power_below(width)
        return node_hash(self._range(start, middle), self._range(middle, end))

    def _perfect(self, height: int, index: int) -> bytes:
        """Return the root of the perfect subtree of 2**height leaves at `index`, from one tile."""
        level, above = divmod(height, TILE_HEIGHT)
        first = index << above
        hashes = self._tile(level, first // TILE_WIDTH)
        start = first % TILE_WIDTH
        return root_of(hashes[start : start + (1 << above)])

    def _tile(self, level: int, index: int) -> list[bytes]:
        if (level, index) not in self._tiles:
            width = min(TILE_WIDTH, (self.size >> (TILE_HEIGHT * level)) - index * TILE_WIDTH)
            hashes = split_hashes(self._read(level, index, width))
            if len(hashes) != width:
                raise MissingHashes(f"Tile {level}/{index} should hold {width} hashes and holds {len(hashes)}.")
            self._tiles[level, index] = hashes
        return self._tiles[level, index]


def _largest_power_below(number: int) -> int:
    """Return the largest power of two strictly below `number`, which is at least 2."""
    return 1 << ((number - 1).bit_length() - 1)

"""The seal of a voting: one number that stands for all votes, and with which each voter finds theirs again.

Each voter is a leaf: the canonical JSON of their salt and votes. The leaves' hashes, in ascending order, are those of a
Merkle tree as in RFC 6962, like the one of the record. Its root is recorded when voting closes; the list of leaves is
public. A leaf tells nothing to whoever does not know its salt, which is only in the voter's receipt.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parvis.record.leaves import canonical
from parvis.record.tree import TILE_HEIGHT, TILE_WIDTH, ReadTile, Tree, leaf_hash, root_of
from parvis.record.verifier import root_from_proof

type Cast = tuple[int, int]
"""A vote: the number of a statement, and 1, 0 or −1."""


class Receipt(NamedTuple):
    """What a voter needs to check, without us, that their votes are in the seal."""

    consultation: str
    salt: str
    votes: list[list[int]]
    leaf: str
    index: int
    leaves: int
    path: list[str]
    root: str


def leaf_of(consultation: str, salt: str, votes: Iterable[Cast]) -> str:
    """Return the hash of a voter's leaf, as hexadecimal digits."""
    return leaf_hash(_content(consultation, salt, votes).encode()).hex()


def root_of_leaves(leaves: Iterable[str]) -> str:
    """Return the root of the tree of ascending leaves, as hexadecimal digits."""
    return root_of(map(bytes.fromhex, sorted(leaves))).hex()


def receipt_of(consultation: str, salt: str, votes: Sequence[Cast], leaves: Sequence[str]) -> Receipt:
    """Return the receipt of one voter among all `leaves`; raise ValueError when their votes are not in them."""
    ordered = sorted(leaves)
    leaf = leaf_of(consultation, salt, votes)
    index = ordered.index(leaf)
    hashes = [bytes.fromhex(each) for each in ordered]
    tree = Tree(len(hashes), _reader(hashes))
    path = [step.hex() for step in tree.inclusion_proof(index)]
    kept = [[number, value] for number, value in sorted(votes)]
    return Receipt(consultation, salt, kept, leaf, index, len(hashes), path, tree.root().hex())


def is_sealed(receipt: Receipt, root: str) -> bool:
    """Tell whether the votes on a receipt are under a root, by nothing but what stands on the receipt."""
    try:
        reached = leaf_hash(_content(receipt.consultation, receipt.salt, map(tuple, receipt.votes)).encode())
        path = [bytes.fromhex(step) for step in receipt.path]
    except (TypeError, ValueError):
        return False
    found = root_from_proof(receipt.index, receipt.leaves, reached, path)
    return found is not None and found.hex() == root


def _content(consultation: str, salt: str, votes: Iterable[Cast]) -> str:
    kept = [[number, value] for number, value in sorted(votes)]
    return canonical({"consultation": consultation, "salt": salt, "votes": kept})


def _reader(hashes: list[bytes]) -> ReadTile:
    """Return what reads the tiles of a tree that is in memory."""
    levels = [hashes]
    while full := len(levels[-1]) >> TILE_HEIGHT:
        below = levels[-1]
        levels.append([root_of(below[each * TILE_WIDTH : (each + 1) * TILE_WIDTH]) for each in range(full)])
    return lambda level, index, width: b"".join(levels[level][index * TILE_WIDTH : index * TILE_WIDTH + width])

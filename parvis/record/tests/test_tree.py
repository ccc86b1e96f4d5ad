"""The tree is that of RFC 6962: by its published vectors, by another implementation, and for any size."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from parvis.record import verifier
from parvis.record.tests.rfc9162 import is_consistent
from parvis.record.tree import EMPTY_ROOT, TILE_HEIGHT, TILE_WIDTH, Tree, leaf_hash, root_of

# The leaves and roots every implementation of Certificate Transparency is tested with.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

sizes = st.integers(1, 1200)


def tree_of(hashes: list[bytes]) -> Tree:
    """A tree over tiles made as slowly and plainly as can be."""

    def read(level: int, index: int, width: int) -> bytes:
        span = TILE_WIDTH**level
        first = index * TILE_WIDTH * span
        starts = range(first, first + width * span, span)
        return b"".join(root_of(hashes[start : start + span]) for start in starts)

    return Tree(len(hashes), read)


def hashes_of(size: int) -> list[bytes]:
    """So many different leaves, hashed."""
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_roots_are_those_of_the_published_vectors() -> None:
    hashes = [leaf_hash(leaf) for leaf in LEAVES]

    assert root_of([]) == EMPTY_ROOT == tree_of([]).root()
    assert [root_of(hashes[:size]).hex() for size in range(1, 9)] == ROOTS
    assert [tree_of(hashes).root(size).hex() for size in range(1, 9)] == ROOTS


def test_proofs_are_those_of_the_published_vectors() -> None:
    tree = tree_of([leaf_hash(leaf) for leaf in LEAVES])

    assert [hash_.hex() for hash_ in tree.inclusion_proof(0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [hash_.hex() for hash_ in tree.consistency_proof(6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@settings(max_examples=50, deadline=None)
@given(sizes, st.data())
def test_another_implementation_finds_the_same_roots_and_proofs(size: int, data: st.DataObject) -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for number in range(size):
        oracle.append_entry(str(number).encode())
    tree = tree_of(hashes_of(size))
    part = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, part - 1))

    assert tree.root(part) == oracle.get_root(part)
    assert tree.inclusion_proof(index, part) == oracle.prove_inclusion(index + 1, part).path[1:]


@settings(max_examples=200, deadline=None)
@given(sizes, st.data())
def test_every_proof_convinces_a_checker_and_no_other_leaf_does(size: int, data: st.DataObject) -> None:
    hashes = hashes_of(size)
    tree = tree_of(hashes)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(index)

    assert verifier.root_from_proof(index, size, hashes[index], proof) == tree.root()
    assert verifier.root_from_proof(index, size, leaf_hash(b"another"), proof) != tree.root()
    assert verifier.root_from_proof(index, size, hashes[index], [*proof, hashes[0]]) is None


@settings(max_examples=200, deadline=None)
@given(sizes, st.data())
def test_every_growth_is_shown_to_be_consistent_and_no_rewriting_is(size: int, data: st.DataObject) -> None:
    hashes = hashes_of(size)
    first = data.draw(st.integers(1, size))
    tree = tree_of(hashes)
    rewritten = tree_of([leaf_hash(b"rewritten"), *hashes[1:]])
    proof = tree.consistency_proof(first)

    assert is_consistent(first, size, tree.root(first), tree.root(), proof)
    assert not is_consistent(first, size, tree.root(first), rewritten.root(), rewritten.consistency_proof(first))


@given(st.integers(0, 5000))
def test_the_one_file_checker_finds_the_same_root(size: int) -> None:
    hashes = [leaf_hash(b"")] * size

    assert verifier.Peaks(hashes).root() == root_of(hashes)


def test_a_million_leaves_cost_a_few_reads() -> None:
    reads: list[tuple[int, int]] = []

    def read(level: int, index: int, width: int) -> bytes:
        reads.append((level, index))
        return bytes(32 * width)

    Tree(1_000_000, read).inclusion_proof(123_456)

    assert len(reads) == len(set(reads)) <= 2 * (20 // TILE_HEIGHT + 1)

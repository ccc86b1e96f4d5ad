"""Fixed 64-bit digests of ids, by which things are ordered, sampled and hidden.

A choice made by digest does not change when somebody joins or leaves: nobody else is reshuffled.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

type Digests = NDArray[np.uint64]


def digests_of(ids: Sequence[str]) -> Digests:
    """Return a digest for each id: the first eight bytes of its BLAKE2b, as a big-endian number."""
    raw = b"".join(hashlib.blake2b(each.encode(), digest_size=8).digest() for each in ids)
    return np.frombuffer(raw, dtype=">u8").astype(np.uint64)


def text_digest(text: str) -> bytes:
    """Return the digest by which a text is known whatever its id."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def mixed(values: Digests) -> Digests:
    """Return numbers of which every bit depends on every bit of `values` (the finaliser of SplitMix64)."""
    values = values ^ (values >> np.uint64(30))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    values = values ^ (values >> np.uint64(27))
    values = values * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def chance(rows: Digests, columns: Digests, *seeds: int) -> NDArray[np.float64]:
    """Return a number in [0, 1) for each pair of a row and a column, the same whatever stands beside it."""
    with np.errstate(over="ignore"):
        key = np.zeros(1, dtype=np.uint64)
        for seed in seeds:
            key = mixed(key + np.uint64(seed) + np.uint64(0x9E3779B97F4A7C15))
        pairs = mixed(rows ^ mixed(columns + key))
    return (pairs >> np.uint64(11)).astype(np.float64) * 2.0**-53

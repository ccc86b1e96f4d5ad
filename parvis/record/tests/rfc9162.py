"""How RFC 9162 checks a consistency proof, written apart from the code that makes them."""

from parvis.record.verifier import node_hash


def is_consistent(first: int, second: int, first_root: bytes, second_root: bytes, proof: list[bytes]) -> bool:
    """Tell whether a consistency proof shows that a tree grew out of another (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    place, last = first - 1, second - 1
    while place % 2:
        place, last = place // 2, last // 2
    old = new = path[0]
    for hash_ in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node_hash(hash_, old), node_hash(hash_, new)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            new = node_hash(new, hash_)
        place, last = place // 2, last // 2
    return last == 0 and old == first_root and new == second_root

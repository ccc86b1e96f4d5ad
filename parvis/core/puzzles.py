"""A small puzzle that a browser solves while somebody writes: it costs one person nothing, and a flood a lot.

To solve it is to find a number that, put behind the puzzle, gives a SHA-256 beginning with so many bits that are zero.
"""

import hashlib
import re
from datetime import datetime

from django.conf import settings

from parvis.core.limits import once

_NUMBER = re.compile(r"[0-9]{1,12}")


def puzzle_of(token: str) -> str:
    """Return the puzzle that belongs to a signed `token`, short enough to be hashed in one go."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def is_solution(token: str, number: str) -> bool:
    """Tell whether `number` solves the puzzle of `token`."""
    if not _NUMBER.fullmatch(number):
        return False
    first = hashlib.sha256(f"{puzzle_of(token)}{number}".encode()).digest()[:4]
    return int.from_bytes(first) < 1 << 32 - int(settings.PUZZLE_BITS)


def spend(token: str, number: str, *, until: datetime) -> bool:
    """Tell whether `number` solves the puzzle of `token`, and nobody used it before; `until` when the token lives."""
    return is_solution(token, number) and once("puzzle", token, until)

"""When two posts say the same."""

import hashlib
from collections.abc import Iterable

from parvis.core.search.folding import fold


def text_key(words: str, tags: Iterable[str], countries: Iterable[str], kind: str) -> str:
    """Return a key that two asks share when they say the same to the same countries.

    `words` stand without tags, addresses and people; of them letters and digits count, in their order, whatever their case
    and accents. Countries count by their codes, so #TT and #TrinidadTobago are one; `tags` are the other tags.
    """
    letters = "".join(character for character in fold(words) if character.isalnum()).removeprefix("rt")
    said = "\x1f".join((letters, " ".join(sorted(map(fold, tags))), " ".join(sorted(countries)), kind))
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:40]

"""The leaves of the tree: canonical JSON, which says the same thing in the same bytes for everybody."""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from parvis.record.tiles import LARGEST_LEAF

SALT_SIZE = 32
# Beyond these bounds other languages read another number than Python wrote.
LARGEST_NUMBER = 2**53 - 1

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_VERB = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+")


class NotRecordable(ValueError):
    """What was given cannot be an entry of the record, for the reason given. It is a mistake of the caller."""


def canonical(value: Any) -> str:
    """Return JSON with sorted names, no spaces, nothing escaped that need not be.

    Numbers are whole and below 2**53, names are text, text is valid Unicode; anything else raises NotRecordable.
    """
    _require_plain(value)
    return _encode(value)


def new_salt() -> bytes:
    """Return 32 random bytes, without which nobody can guess what a commitment hides."""
    return secrets.token_bytes(SALT_SIZE)


def commitment(salt: bytes, value: str) -> str:
    """Return in hexadecimal what stands in the leaf for a value written in canonical JSON."""
    return sha256(salt + value.encode()).hexdigest()


def leaf(
    seq: int,
    at: datetime,
    verb: str,
    subject: tuple[str, str],
    role: str,
    facts: Mapping[str, Any],
    commitments: Mapping[str, str],
) -> str:
    """Return the canonical text of an entry; raise NotRecordable when it is not one."""
    _require_verb(verb)
    subject_type, subject_key = subject
    text = canonical(
        {
            "commitments": dict(commitments),
            "facts": dict(facts),
            "role": role,
            "seq": seq,
            "subject": {"key": subject_key, "type": subject_type},
            "time": time_text(at),
            "verb": verb,
        }
    )
    # A character is at most four bytes: most leaves need no second encoding to be known short enough.
    if len(text) > LARGEST_LEAF // 4 and (size := len(text.encode())) > LARGEST_LEAF:
        raise NotRecordable(f"An entry of the record holds at most {LARGEST_LEAF} bytes, and this one has {size}.")
    return text


def time_text(at: datetime) -> str:
    """Write a moment in UTC, to the microsecond: 2026-11-22T01:28:00.000000Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _require_plain(value: Any) -> None:
    if isinstance(value, str):
        _require_unicode(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            if not isinstance(name, str):
                raise NotRecordable(f"The names of facts are text, and {name!r} is not.")
            _require_unicode(name)
            _require_plain(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _require_plain(part)
    elif value is not None:
        _require_whole_number(value)


def _require_whole_number(value: Any) -> None:
    if not isinstance(value, int):
        kind = type(value).__name__
        raise NotRecordable(f"The record holds text, whole numbers, yes and no, lists and names, not {kind}.")
    if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        raise NotRecordable(f"A number of the record stays below 2**53, and {value} does not: write it as text.")


def _require_unicode(text: str) -> None:
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError:
        raise NotRecordable("The record holds valid Unicode, and this text has half a character.") from None


@lru_cache(maxsize=1024)
def _require_verb(verb: str) -> None:
    if not _VERB.fullmatch(verb):
        raise NotRecordable(f"A verb of the record looks like contribution.received, and {verb!r} does not.")

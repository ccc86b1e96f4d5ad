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

_text = json.encoder.encode_basestring
_VERB = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+")


class NotRecordable(ValueError):
    """What was given cannot be an entry of the record, for the reason given. It is a mistake of the caller."""


def canonical(value: Any) -> str:
    """Return JSON with sorted names, no spaces, nothing escaped that need not be.

    Numbers are whole and below 2**53, names are text, text is valid Unicode; anything else raises NotRecordable.
    """
    return _require_unicode(_json(value))


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
    # Put together by hand, in the order of canonical JSON: the bytes are the same, in half the time.
    text = _require_unicode(
        f'{{"commitments":{_json(commitments)},"facts":{_json(facts)},"role":{_text(role)},"seq":{seq}'
        f',"subject":{{"key":{_text(subject[1])},"type":{_text(subject[0])}}}'
        f',"time":"{time_text(at)}","verb":"{verb}"}}'
    )
    # A character is at most four bytes: most leaves need no second encoding to be known short enough.
    if len(text) > LARGEST_LEAF // 4 and (size := len(text.encode())) > LARGEST_LEAF:
        raise NotRecordable(f"An entry of the record holds at most {LARGEST_LEAF} bytes, and this one has {size}.")
    return text


@lru_cache(maxsize=8)
def time_text(at: datetime) -> str:
    """Write a moment in UTC, to the microsecond: 2026-11-22T01:28:00.000000Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _json(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        if not all(isinstance(name, str) for name in value):
            raise NotRecordable(f"The names of facts are text, and some of {list(value)!r} are not.")
        return "{" + ",".join([f"{_text(name)}:{_json(value[name])}" for name in sorted(value)]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([_json(part) for part in value]) + "]"
    return _word_or_number(value)


def _word_or_number(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, int):
        kind = type(value).__name__
        raise NotRecordable(f"The record holds text, whole numbers, yes and no, lists and names, not {kind}.")
    if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        raise NotRecordable(f"A number of the record stays below 2**53, and {value} does not: write it as text.")
    return int.__repr__(value)


def _require_unicode(text: str) -> str:
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError:
        raise NotRecordable("The record holds valid Unicode, and this text has half a character.") from None
    return text


@lru_cache(maxsize=1024)
def _require_verb(verb: str) -> None:
    if not _VERB.fullmatch(verb):
        raise NotRecordable(f"A verb of the record looks like contribution.received, and {verb!r} does not.")

"""A file of a pack: how it is written, and which entries of the record it stands in."""

import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from parvis.core.spreadsheets import csv_lines
from parvis.core.words import Words

type Write = Callable[[IO[bytes]], object]


@dataclass(frozen=True)
class Claim:
    """That an entry of the record tells of a file, or of one of its rows; where `digest_in` names a fact, the file is known by it."""

    verbs: tuple[str, ...]
    type: str
    key: str
    digest_in: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Part:
    """A file of a pack. One that can never change (`is_fixed`) is not written again when a pack is gone on with."""

    name: str
    write: Write
    claims: Callable[[], Iterable[Claim]] = tuple
    is_fixed: bool = False


def just(*claims: Claim) -> Callable[[], Iterable[Claim]]:
    """Return what makes these claims, whenever they are asked for."""
    return lambda: claims


def fixed(said: bytes) -> Write:
    """Return what writes these bytes."""
    return lambda file: file.write(said)


def written_json(tell: Callable[[], Any]) -> Write:
    """Return what writes data as JSON that people can read."""
    return lambda file: file.write(json.dumps(tell(), ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n")


def written_csv(columns: Iterable[str], rows: Callable[[], Iterable[Iterable[Any]]]) -> Write:
    """Return what writes rows as a file for spreadsheets; nothing is held."""
    return lambda file: file.writelines(csv_lines(columns, rows()))


def words_of(text: Words) -> str:
    """Write a text in all its languages, each after its code."""
    return "\n".join(f"[{language}] {said}" for language, said in sorted(text.items())) if text else ""


def moment_of(when: datetime.datetime | None) -> str:
    """Write a moment, or nothing."""
    return when.isoformat() if when else ""

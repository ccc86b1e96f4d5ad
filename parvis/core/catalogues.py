"""Compiles the translations of the interface, with Babel alone: no gettext tools need be installed."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def compile_catalogues(sources: Path, targets: Path) -> Iterator[Path]:
    """Write a `.mo` under `targets` for each `.po` under `sources`, and yield its path; one that is there is left.

    Under another folder, because those who run the site need not be allowed to write among its code.
    """
    for source in sorted(sources.glob("*/LC_MESSAGES/*.po")):
        target = (targets / source.relative_to(sources)).with_suffix(".mo")
        # The same moment, and not a later one: a version one goes back to may have older words.
        if not target.exists() or target.stat().st_mtime_ns != source.stat().st_mtime_ns:
            compile_catalogue(source, target)
            yield target


def compile_catalogue(source: Path, target: Path) -> None:
    """Write `target` in one stroke: a server that reads it meanwhile sees the old one or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".mo.{os.getpid()}")
    written_at = source.stat().st_mtime_ns
    with draft.open("wb") as file:
        write_mo(file, read_catalogue(source))
    os.utime(draft, ns=(written_at, written_at))
    draft.replace(target)


def read_catalogue(source: Path) -> Catalog:
    """The catalogue in a `.po` file; a malformed one raises PoFileError with the line."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parent.parent.name, abort_invalid=True)


def faults(source: Path) -> Iterator[str]:
    """What is wrong in the translations of `source`, one sentence each; nothing when all is well."""
    for message, errors in read_catalogue(source).check():
        for error in errors:
            yield f"line {message.lineno}: {error}"
    for message in read_catalogue(source):
        said = message.string or ""
        if message.id and any(texts(said)) and placeholders(message.id) != placeholders(said):
            yield f"line {message.lineno}: its placeholders differ from those of the English."


def placeholders(text: str | Sequence[str]) -> set[str]:
    """The names a text leaves open in any of its plural forms: Arabic says one and two in words, without a number."""
    return set(PLACEHOLDER.findall(" ".join(texts(text))))


def texts(text: str | Sequence[str]) -> Sequence[str]:
    """The forms of a text: one, or one for each plural."""
    return [text] if isinstance(text, str) else text

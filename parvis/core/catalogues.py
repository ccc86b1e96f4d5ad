"""Compiles the translations of the interface, with Babel alone: no gettext tools need be installed."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folders: list[Path]) -> Iterator[Path]:
    """Write each `.mo` that is older than its `.po`, and yield its path."""
    for source in (path for folder in folders for path in sorted(folder.glob("*/LC_MESSAGES/*.po"))):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            compile_catalogue(source, target)
            yield target


def compile_catalogue(source: Path, target: Path) -> None:
    """Write `target` in one stroke: a server that reads it meanwhile sees the old one or the new one."""
    draft = target.with_suffix(".mo.draft")
    with draft.open("wb") as file:
        write_mo(file, read_catalogue(source))
    draft.replace(target)


def read_catalogue(source: Path) -> Catalog:
    """The catalogue in a `.po` file; a malformed one raises PoFileError with the line."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parent.parent.name, abort_invalid=True)

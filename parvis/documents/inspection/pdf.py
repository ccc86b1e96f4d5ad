"""PDF files: locked, broken, or with something in them that acts by itself."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from parvis.documents.filetypes import FileType
from parvis.documents.inspection.verdicts import Unfit, acts, not_a, too_much

MOST_OBJECTS, MOST_SECONDS, DEEPEST = 500_000, 20, 40
_START = 1024


def look(path: Path, filetype: FileType) -> None:
    """Raise `Unfit` unless a PDF opens without a password and only shows pages."""
    # Dear to load and seldom needed.
    from pypdf import PdfReader

    with path.open("rb") as handle:
        if b"%PDF-" not in handle.read(_START):
            raise not_a("pdf")
        try:
            reader = PdfReader(handle)
            if reader.is_encrypted:
                raise Unfit(_("This PDF is locked with a password. Save it without one, and send that."))
            if len(reader.pages) == 0:
                raise not_a("pdf")
            _look_at_objects(reader)
        except Unfit:
            raise
        except Exception:  # the library promises no kind of exception for what is broken
            raise not_a(filetype.ending) from None


def _look_at_objects(reader: Any) -> None:
    end = time.monotonic() + MOST_SECONDS
    for count, found in enumerate(_objects(reader)):
        if count > MOST_OBJECTS or time.monotonic() > end:
            raise too_much("pdf")
        for part in _dictionaries(found, DEEPEST):
            _look_at(part)


def _objects(reader: Any) -> Iterator[Any]:
    from pypdf.errors import PdfReadError
    from pypdf.generic import IndirectObject

    yield reader.trailer
    numbers = [(number, generation) for generation, rows in reader.xref.items() for number in rows]
    numbers += [(number, 0) for number in reader.xref_objStm]
    for number, generation in numbers:
        # Old files have crumbs nobody can read, and nothing leads to.
        with contextlib.suppress(PdfReadError):
            yield reader.get_object(IndirectObject(number, generation, reader))


def _dictionaries(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the dictionaries written in one object; those it only points to come by themselves."""
    if depth == 0:
        raise too_much("pdf")
    if isinstance(found, dict):
        yield found
        # As it is written, not what it points to.
        for value in dict.values(found):
            yield from _dictionaries(value, depth - 1)
    elif isinstance(found, list):
        for value in list.__iter__(found):
            yield from _dictionaries(value, depth - 1)


def _look_at(part: dict[str, Any]) -> None:
    action, kind = _name(part, "/S"), _name(part, "/Type")
    if action == "/JavaScript" or "/JS" in part or "/JavaScript" in part:
        raise acts(_("a program (JavaScript)"))
    if action in ("/Launch", "/ImportData", "/GoToE", "/Rendition"):
        raise acts(_("a command that starts something else"))
    if "/EmbeddedFiles" in part or "/EF" in part or kind == "/EmbeddedFile":
        raise acts(_("another file inside"))
    if "/XFA" in part or _name(part, "/Subtype") in ("/RichMedia", "/Flash", "/3D", "/Movie"):
        raise acts(_("a form or a film with a program of its own"))


def _name(part: dict[str, Any], key: str) -> str:
    value = dict.get(part, key)
    return str(value) if isinstance(value, str) else ""

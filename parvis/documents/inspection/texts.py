"""Plain texts: letters, and neither a web page nor a program under another name."""

import codecs
import json
from pathlib import Path

from django.utils.translation import gettext as _

from parvis.documents.filetypes import FileType
from parvis.documents.inspection.verdicts import Unfit, not_a

_PIECE = 1 << 20
_START = 1024
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<svg", b"<script", b"<?xml", b"<?php", b"<iframe")
_PROGRAM = b"#!"
LARGEST_JSON = 20_000_000


def look(path: Path, filetype: FileType) -> None:
    """Raise `Unfit` unless it is text in UTF-8 that is nothing else."""
    with path.open("rb") as handle:
        start = handle.read(_START).removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((*_PAGES, _PROGRAM)):
        raise Unfit(_("This is a web page or a program under another name. Save what people should read as PDF."))
    _require_letters(path, filetype)
    if filetype.ending == "json":
        _require_json(path)


def _require_letters(path: Path, filetype: FileType) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as handle:
        try:
            while piece := handle.read(_PIECE):
                if b"\0" in piece:
                    raise not_a(filetype.ending)
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            sentence = _("The letters in this file are not written in UTF-8. Save it as “%(type)s (UTF-8)”.")
            raise Unfit(sentence % {"type": filetype.ending.upper()}) from None


def _require_json(path: Path) -> None:
    if path.stat().st_size > LARGEST_JSON:
        raise Unfit(_("A JSON file has at most 20 MB."))
    try:
        json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise not_a("json") from None

"""Pictures: by their first bytes and their last."""

from pathlib import Path

from parvis.documents.filetypes import FileType
from parvis.documents.inspection.verdicts import not_a

_STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_ENDS = {"png": b"IEND\xaeB`\x82", "jpg": b"\xff\xd9"}
_TAIL = 4096


def look(path: Path, filetype: FileType) -> None:
    """Raise `Unfit` unless a picture begins and ends as its type does."""
    with path.open("rb") as handle:
        start = handle.read(16)
        handle.seek(-min(_TAIL, path.stat().st_size), 2)
        tail = handle.read()
    if not start.startswith(_STARTS[filetype.ending]) or _ENDS[filetype.ending] not in tail:
        raise not_a(filetype.ending)

"""Take a file that was sent: look into it, then keep it. The action that gives it to a document comes after."""

import re
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from parvis.core.cleaning import clean_line
from parvis.documents import shelf
from parvis.documents.filetypes import ending_of
from parvis.documents.inspection import inspect

_LONGEST_STEM = 120
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u202a-\u202e\u2066-\u2069]+")


class Received(NamedTuple):
    """A file that was looked into and is kept."""

    sha256: str
    size: int
    ending: str
    name: str


def receive(upload: Any) -> Received:
    """Look into an upload and keep it; raise `Unfit` with a sentence when it cannot be taken. Not within a transaction."""
    with tempfile.NamedTemporaryFile(prefix="parvis-") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        return receive_file(Path(copy.name), upload.name)


def receive_file(path: Path, name: str) -> Received:
    """Do the same with a file of this machine, under a name."""
    ending = inspect(path, name).ending
    with path.open("rb") as handle:
        kept = shelf.keep(iter(lambda: handle.read(1 << 20), b""))
    return Received(kept.sha256, kept.size, ending, name_of(name))


def name_of(name: str) -> str:
    """Return a name any computer can save a file under: its words, and the ending of its type."""
    stem = name.rpartition(".")[0]
    stem = clean_line(_NOT_IN_NAMES.sub(" ", stem)).strip(" .")[:_LONGEST_STEM]
    return f"{stem or 'document'}.{ending_of(name)}"

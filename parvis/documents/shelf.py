"""Where the files are: each under its own digest below PARVIS_HOME, so that the same bytes are kept once.

A file is put here before its row is written, since a row without its file would be a lie, and a file without its row
harms nobody: nothing leads to it.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings

_DIGEST = 64


class Shelved(NamedTuple):
    """What is kept: its digest and its size in bytes."""

    sha256: str
    size: int


def keep(chunks: Iterable[bytes]) -> Shelved:
    """Keep the bytes of a file, on the disk when this returns; kept again, they are not written twice."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="coming-", delete=False) as written:
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
            _put(Path(written.name), digest.hexdigest())
        finally:
            Path(written.name).unlink(missing_ok=True)
    return Shelved(digest.hexdigest(), size)


def open_file(sha256: str) -> BinaryIO:
    """Open a kept file; OSError when it is not there."""
    return path_of(sha256).open("rb")


def path_of(sha256: str) -> Path:
    """Return where a file is kept."""
    if len(sha256) != _DIGEST or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(sha256)
    return _folder() / sha256[:2] / sha256


def _put(written: Path, sha256: str) -> None:
    place = path_of(sha256)
    if place.exists():
        return
    place.parent.mkdir(exist_ok=True)
    written.chmod(0o640)
    written.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _folder() -> Path:
    return Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / "documents"

"""The file a pack is: a ZIP written in one go, whose comment ends in the digest of all bytes before it.

Memory stays flat whatever the size: files are copied piece by piece.
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

PIECE = 1 << 20
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MARK = b"parvis "
_SEAL = 64
# What is compressed already is only stored.
_STORED = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip", ".png", ".jpg", ".jpeg"})


class Changed(Exception):
    """A byte of the pack is not the one that was written; `name` is the file it belongs to."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotAPack(Exception):
    """The file is no pack, or cannot be read."""


def write_archive(
    out: Path, files: Iterable[tuple[str, Path]], last: Callable[[dict[str, str]], tuple[str, bytes]]
) -> str:
    """Write files (name in the pack, where they are now) and, `last`, one made of the digests of all; return its digest.

    The pack appears under its name only when it is whole.
    """
    unfinished = out.with_name(out.name + ".unfinished")
    digests: dict[str, str] = {}
    with zipfile.ZipFile(unfinished, "w", allowZip64=True) as archive:
        for name, path in files:
            with path.open("rb") as source:
                digests[name] = _add(archive, name, source, path.stat().st_size)
        name, said = last(digests)
        archive.writestr(_entry(name), said)
        archive.comment = _MARK + b"0" * _SEAL
    seal = _digest_of(_before_the_end(unfinished))
    with unfinished.open("r+b") as whole:
        whole.seek(-_SEAL, os.SEEK_END)
        whole.write(seal.encode())
        whole.flush()
        os.fsync(whole.fileno())
    unfinished.replace(out)
    return hashlib.sha256(said).hexdigest()


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a pack."""
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise NotAPack(f"{path.name} is not a ZIP file, or its end is damaged.") from None
    except OSError as trouble:
        raise NotAPack(str(trouble)) from trouble


def digest_in(archive: zipfile.ZipFile, name: str) -> str:
    """Return the digest of a file of the pack, or raise Changed when it cannot even be unpacked."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError):
        raise Changed(name) from None
    return digest.hexdigest()


def check_seal(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise Changed, with the name of the pack, when a byte between its files is not the one that was written."""
    if archive.comment != _MARK + _digest_of(_before_the_end(path)).encode():
        raise Changed(path.name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _STORED else zipfile.ZIP_DEFLATED
    return entry


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes], size: int) -> str:
    digest = hashlib.sha256()
    with archive.open(_entry(name), "w", force_zip64=size >= zipfile.ZIP64_LIMIT // 2) as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _before_the_end(path: Path) -> Iterator[bytes]:
    left = path.stat().st_size - _SEAL
    with path.open("rb") as whole:
        while left > 0 and (piece := whole.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _digest_of(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()

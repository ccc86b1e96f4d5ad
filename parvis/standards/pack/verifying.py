"""Check a pack offline: that no byte changed, that the record it brings is intact, and that its claims stand there.

Needs neither the site nor a database; `parvis verify-pack` calls it. The record alone is also checked by
`parvis verify-record --from-url FOLDER` on the unpacked folder `record`.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parvis.record import verifier
from parvis.standards.pack import CLAIMS, FORMAT, MANIFEST, RECORD
from parvis.standards.pack.archive import Changed, NotAPack, check_seal, digest_in, open_archive

type Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Verified:
    """What is known of a pack that was checked: its files, the record in it, the claims that stand in the record."""

    manifest_digest: str
    files: int
    origin: str
    entries: int
    key: str
    claims: int


class Unfounded(Exception):
    """A file of the pack claims something the record does not hold; `name` is the file."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name


def verify_pack(path: Path, key: str | None = None, progress: Progress = lambda done, size: None) -> Verified:
    """Check a pack; `key` is the key of the record as you know it from elsewhere.

    Raises Changed at the first file that is not as it was written, verifier.Disagreement when the record contradicts
    itself, Unfounded when a claim is not in it, NotAPack when there is nothing to check.
    """
    with open_archive(path) as archive:
        digests = _manifest(archive)
        _compare(archive, digests, progress)
        check_seal(path, archive)
        read = _reader(archive)
        origin, entries, _root, known = verifier.verify(read, key)
        claims = _check_claims(archive, digests, Leaves(read, entries))
        return Verified(digest_in(archive, MANIFEST), len(digests), origin, entries, known, claims)


def _manifest(archive: zipfile.ZipFile) -> dict[str, str]:
    if MANIFEST not in archive.namelist():
        raise NotAPack(f"It holds no {MANIFEST}: it is not a pack of evidence.")
    digest_in(archive, MANIFEST)
    try:
        manifest = json.loads(archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise NotAPack(f"It is written as {manifest['format']}, and this program reads {FORMAT}.")
        return {str(name): str(digest) for name, digest in manifest["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Changed(MANIFEST) from None


def _compare(archive: zipfile.ZipFile, digests: dict[str, str], progress: Progress) -> None:
    for done, name in enumerate(archive.namelist()):
        progress(done, len(digests))
        if name != MANIFEST and digest_in(archive, name) != digests.get(name):
            raise Changed(name)
    missing = sorted(set(digests) - set(archive.namelist()))
    if missing:
        raise Changed(missing[0])
    if len(archive.namelist()) != len(digests) + 1:
        raise Changed(archive.filename or MANIFEST)
    progress(len(digests), len(digests))


def _reader(archive: zipfile.ZipFile) -> verifier.Read:
    def read(path: str) -> bytes:
        try:
            return archive.read(RECORD + path)
        except KeyError:
            raise verifier.Unreadable(path) from None

    return read


class Leaves:
    """The entries of a verified record, a bundle at a time."""

    def __init__(self, read: verifier.Read, size: int) -> None:
        self.read, self.size = read, size
        self.index, self.bundle = -1, [None]

    def __getitem__(self, seq: int) -> dict[str, Any]:
        """Return what an entry says."""
        index = seq // verifier.WIDTH
        if index != self.index:
            width = min(verifier.WIDTH, self.size - index * verifier.WIDTH)
            self.index, self.bundle = (
                index,
                verifier.split_bundle(verifier.read_part(self.read, "entries", index, width)),
            )
        return verifier.read_leaf(self.bundle[seq % verifier.WIDTH], seq)


def _check_claims(archive: zipfile.ZipFile, digests: dict[str, str], leaves: Leaves) -> int:
    """Compare each claim with its entry; return how many there are."""
    count = 0
    for claim in _claims(archive):
        name, seq = str(claim["file"]), int(claim["entry"])
        if name not in digests:
            raise Unfounded(name, "the claim is about a file that is not in the pack.")
        if not 0 <= seq < leaves.size:
            raise Unfounded(name, f"entry {seq} is not in the record of the pack.")
        entry = leaves[seq]
        said = (entry["verb"], entry["subject"]["type"], entry["subject"]["key"])
        if said != (claim["verb"], claim["type"], claim["key"]):
            raise Unfounded(name, f"entry {seq} tells of something else: {' '.join(said)}.")
        if claim.get("digest_in") and entry["facts"].get(claim["digest_in"]) != digests[name]:
            raise Unfounded(name, f"entry {seq} holds another digest.")
        count += 1
    return count


def _claims(archive: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    with archive.open(CLAIMS) as file:
        for line in file:
            yield json.loads(line)

#!/usr/bin/env python3
"""Check a public record yourself, trusting nobody: one file, Python 3.8 or later, nothing to install.

    python3 verify.py https://parvis.example.org              the whole record, over the network
    python3 verify.py https://parvis.example.org --save COPY  the same, and keep a copy
    python3 verify.py COPY                                    the copy, without a network
    python3 verify.py COPY --checkpoint OLD/checkpoint        and that nothing you once saw was changed
    python3 verify.py --proof FILE.json                       one entry, what it commits to, or a trail

It recomputes the hash of every entry, the Merkle tree over them (RFC 6962), its root, and the signature of the checkpoint
(Ed25519, RFC 8032; C2SP signed-note, tlog-checkpoint and tlog-tiles). The exit code is 0 when all agree, 1 when something
does not (the entry is named), 2 when the check could not be made.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Read = Callable[[str], bytes]
    Check = Callable[[bytes, bytes, bytes], bool]
    Key = tuple[str, bytes, bytes]
    Landmark = tuple[int, bytes]
    Point = tuple[int, int, int, int]

WIDTH = 256
LEAF_NAMES = {"commitments", "facts", "role", "seq", "subject", "time", "verb"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


class Disagreement(Exception):
    """What was published contradicts itself or what was published before; `seq` is the first entry concerned."""

    def __init__(self, message: str, seq: int | None = None) -> None:
        super().__init__(message)
        self.seq = seq


class Unreadable(Exception):
    """A public file is not there, or could not be fetched."""


# ── The tree ───────────────────────────────────────────────────────────────────────────────────────────────────────


def leaf_hash(leaf: bytes) -> bytes:
    """Hash an entry."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two hashes into the one above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Peaks:
    """A growing tree, kept as the roots of its largest perfect parts."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self.size = 0
        self.hashes: list[bytes] = []
        for hash_ in hashes:
            self.add(hash_)

    def add(self, hash_: bytes) -> None:
        """Add one leaf hash."""
        self.size += 1
        ends = self.size
        while ends % 2 == 0:
            hash_ = node_hash(self.hashes.pop(), hash_)
            ends //= 2
        self.hashes.append(hash_)

    def root(self) -> bytes:
        """Return the root of the tree as it is now."""
        if not self.hashes:
            return hashlib.sha256(b"").digest()
        root = self.hashes[-1]
        for peak in reversed(self.hashes[:-1]):
            root = node_hash(peak, root)
        return root


def root_from_proof(index: int, size: int, hash_: bytes, proof: list[bytes]) -> bytes | None:
    """Return the root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or None when it is malformed."""
    place, last = index, size - 1
    if not 0 <= index < size:
        return None
    for sibling in proof:
        if last == 0:
            return None
        if place % 2 or place == last:
            hash_ = node_hash(sibling, hash_)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            hash_ = node_hash(hash_, sibling)
        place, last = place // 2, last // 2
    return hash_ if last == 0 else None


# ── The signature: Ed25519 as in RFC 8032 ──────────────────────────────────────────────────────────────────────────

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def _add(a: Point, b: Point) -> Point:
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, z - t, z + t, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def _multiply(number: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number % 2:
            total = _add(total, point)
        point, number = _add(point, point), number // 2
    return total


def _point(encoded: bytes) -> Point | None:
    """Return the point 32 bytes stand for, or None."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y % 2**255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x % 2 != sign:
        x = P - x
    return x, y, 1, x * y % P


_Y = 4 * pow(5, P - 2, P) % P
_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
BASE = (_X, _Y, 1, _X * _Y % P)


def is_signed(public_key: bytes, signature: bytes, text: bytes) -> bool:
    """Tell whether `signature` of `text` was made with the secret half of `public_key`."""
    if len(signature) != 64 or len(public_key) != 32:
        return False
    key, commitment = _point(public_key), _point(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or number >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + text).digest()
    left = _multiply(number, BASE)
    right = _add(commitment, _multiply(int.from_bytes(digest, "little") % ORDER, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ── Checkpoints ────────────────────────────────────────────────────────────────────────────────────────────────────


def read_key(text: str) -> Key:
    """Return the name, key id and public key of a key written as name+id+key."""
    try:
        name, key_id, encoded = text.strip().split("+", 2)
        data = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise Disagreement(f"This is not the key of a record: {text[:100]!r}") from None
    expected = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if data[:1] != b"\x01" or len(data) != 33 or expected.hex() != key_id:
        raise Disagreement(f"The key of the record is damaged: {text[:100]!r}")
    return name, expected, data[1:]


def read_checkpoint(note: str) -> tuple[str, int, bytes]:
    """Return (origin, size, root) of a checkpoint, without checking who signed it."""
    lines = note.split("\n")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError):
        root = b""
    if len(root) != 32 or not re.fullmatch("0|[1-9][0-9]*", lines[1]):
        raise Disagreement(f"This is not a checkpoint: {note[:200]!r}")
    return lines[0], int(lines[1]), root


def is_signed_note(note: str, key: Key, check: Check = is_signed) -> bool:
    """Tell whether the key, as read by `read_key`, signed the note."""
    name, key_id, public_key = key
    text, _, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        signer, _, encoded = line.replace("\u2014 ", "", 1).partition(" ")
        try:
            signature = base64.b64decode(encoded, validate=True)
        except ValueError:
            continue
        if signer == name and signature[:4] == key_id:
            return check(public_key, signature[4:], (text + "\n").encode())
    return False


# ── The files ──────────────────────────────────────────────────────────────────────────────────────────────────────


def tile_path(level: str, index: int, width: int) -> str:
    """Return the path of a tile; index 1234067 is written x001/x234/067."""
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def read_part(read: Read, level: str, index: int, width: int) -> bytes:
    """Read a tile or bundle; where the part of it is gone, the whole that replaced it is there."""
    try:
        return read(tile_path(level, index, width))
    except Unreadable:
        if width == WIDTH:
            raise
        return read(tile_path(level, index, WIDTH))


def split_bundle(data: bytes) -> list[bytes | None]:
    """Return the leaves of a bundle; a length that leads beyond the end gives None as the last one."""
    leaves: list[bytes | None] = []
    start = 0
    while start < len(data):
        end = start + 2 + int.from_bytes(data[start : start + 2], "big")
        leaves.append(data[start + 2 : end] if end <= len(data) else None)
        start = end
    return leaves


def read_leaf(leaf: bytes | None, seq: int) -> dict[str, Any]:
    """Return what an entry says, or raise Disagreement when it is not a well-formed entry with this number."""
    try:
        content = json.loads(leaf.decode()) if leaf is not None else None
    except ValueError:
        content = None
    if not isinstance(content, dict) or set(content) != LEAF_NAMES:
        raise Disagreement(f"Entry {seq} is not an entry: {(leaf or b'')[:200]!r}", seq)
    if content["seq"] != seq:
        raise Disagreement(f"Entry {seq} is not in its place: entry {content['seq']!r} stands there.", seq)
    if canonical(content) != leaf or not TIME.fullmatch(str(content["time"])):
        raise Disagreement(f"Entry {seq} is not written in the canonical form.", seq)
    return content


def canonical(value: object) -> bytes:
    """Return the one way to write a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# ── The whole record ───────────────────────────────────────────────────────────────────────────────────────────────


def verify(
    read: Read,
    key: str | None = None,
    known: Iterable[Landmark] = (),
    check: Check = is_signed,
    progress: Callable[[int, int], object] = lambda done, size: None,
) -> tuple[str, int, bytes, str]:
    """Check everything `read(path)` gives; return (origin, size, root, key text).

    `key` is the key you know from elsewhere; without it, the published one is believed. `known` are (size, root) pairs
    published before. Raises Disagreement at the first thing that does not agree, naming the entry.
    """
    note = read("checkpoint").decode()
    key = key or read("key").decode()
    if not is_signed_note(note, read_key(key), check):
        raise Disagreement(f"The checkpoint is not signed with the key of the record ({key.strip()}).")
    origin, size, root = read_checkpoint(note)
    known = set(known)
    longest = max(known, default=(0, b""))[0]
    if longest > size:
        raise Disagreement(f"Entry {size} is missing: the record once had {longest} entries, now {size}.", size)
    levels = Levels(read, size)
    landmarks = sorted(known | {(size, root)})
    peaks = Peaks()
    trusted = 0
    for index in range(-(-size // WIDTH)):
        progress(peaks.size, size)
        for hash_ in levels.checked_leaves(index):
            trusted = compare_landmarks(landmarks, peaks, trusted)
            peaks.add(hash_)
    compare_landmarks(landmarks, peaks, trusted)
    levels.check_upper()
    progress(size, size)
    return origin, size, root, key.strip()


def compare_landmarks(landmarks: list[Landmark], peaks: Peaks, trusted: int) -> int:
    """Compare the tree so far with what was promised at this size; return the largest size that agreed."""
    before = trusted
    while landmarks and landmarks[0][0] == peaks.size:
        if peaks.root() != landmarks.pop(0)[1]:
            raise Disagreement(
                f"An entry from {before} to {peaks.size - 1} is not the one that was signed:"
                f" the root of the first {peaks.size} entries differs.",
                before,
            )
        trusted = peaks.size
    return trusted


class Levels:
    """The tiles of a record, compared with the entries and with each other."""

    def __init__(self, read: Read, size: int) -> None:
        self.read, self.size = read, size
        self.roots: list[bytes] = []
        self.upper: dict[int, list[bytes]] = {}

    def checked_leaves(self, index: int) -> list[bytes]:
        """Return the leaf hashes of one bundle, each compared with its tile, and the whole with the tile above."""
        start = index * WIDTH
        width = min(WIDTH, self.size - start)
        leaves = split_bundle(read_part(self.read, "entries", index, width))[:width]
        tile = self.tile(0, index, width)
        hashes: list[bytes] = []
        for seq, leaf in enumerate(leaves, start):
            read_leaf(leaf, seq)
            hashes.append(leaf_hash(leaf or b""))
            if hashes[-1] != tile[seq - start]:
                raise Disagreement(f"Entry {seq} was changed: its hash is not the one in the tree.", seq)
        if len(hashes) < width:
            raise Disagreement(f"Entry {start + len(hashes)} is missing.", start + len(hashes))
        if width == WIDTH:
            self.compare_root(index, hashes)
        return hashes

    def compare_root(self, index: int, hashes: list[bytes]) -> None:
        """Compare the root of a full tile with its place in the tile above."""
        self.roots.append(Peaks(hashes).root())
        above, place = divmod(index, WIDTH)
        if above not in self.upper:
            self.upper = {above: self.tile(1, above, min(WIDTH, self.size // WIDTH - above * WIDTH))}
        if self.upper[above][place] != self.roots[-1]:
            first, last = index * WIDTH, index * WIDTH + WIDTH - 1
            raise Disagreement(f"An entry from {first} to {last} was changed: their tile is not in the tree.", first)

    def check_upper(self) -> None:
        """Compare the tiles of level 2 and above with those beneath them; level 1 was compared on the way."""
        level, hashes = 1, self.roots
        while hashes:
            beneath, hashes = hashes, []
            for start in range(0, len(beneath), WIDTH):
                part = beneath[start : start + WIDTH]
                if self.tile(level, start // WIDTH, len(part)) != part:
                    raise Disagreement(f"Tile {start // WIDTH} of level {level} does not agree with the entries.")
                if len(part) == WIDTH:
                    hashes.append(Peaks(part).root())
            level += 1

    def tile(self, level: int, index: int, width: int) -> list[bytes]:
        """Return the hashes of a tile."""
        data = read_part(self.read, str(level), index, width)
        hashes = [data[start : start + 32] for start in range(0, len(data), 32)][:width]
        if len(hashes) < width or len(hashes[-1]) != 32:
            seq = (index * WIDTH + len(data) // 32) * WIDTH**level
            raise Disagreement(f"Entry {seq} is missing from the tree (level {level}, tile {index}).", seq)
        return hashes


# ── One entry ──────────────────────────────────────────────────────────────────────────────────────────────────────


def verify_proof(document: dict[str, Any], key: str | None = None, check: Check = is_signed) -> list[str]:
    """Check the proof of one entry, and what it opens; return the sentences that are now known to be true."""
    key = (key or document["key"]).strip()
    if not document.get("checkpoint"):
        raise Disagreement(f"Entry {document['index']} is not under a checkpoint yet. Ask again in a minute.")
    origin, size, root = read_checkpoint(document["checkpoint"])
    if not is_signed_note(document["checkpoint"], read_key(key), check):
        raise Disagreement(f"The checkpoint is not signed with the key of the record ({key}).")
    seq, leaf = document["index"], document["leaf"].encode()
    content = read_leaf(leaf, seq)
    proof = [base64.b64decode(hash_) for hash_ in document["proof"]]
    if root_from_proof(seq, size, leaf_hash(leaf), proof) != root:
        raise Disagreement(f"Entry {seq} is not in the record that was signed.", seq)
    sentences = [
        f"The record {origin} of {size} entries was signed with the key {key}.",
        f"It holds entry {seq}: {content['verb']}, {content['subject']['type']} {content['subject']['key']},"
        f" at {content['time']}.",
    ]
    opening = document.get("opening")
    if opening:
        salted = bytes.fromhex(opening["salt"]) + canonical(opening["value"])
        if hashlib.sha256(salted).hexdigest() != content["commitments"].get(opening["name"]):
            raise Disagreement(f"Entry {seq} does not commit to this {opening['name']}.", seq)
        sentences.append(f"It commits to this {opening['name']}: {canonical(opening['value']).decode()}")
    return sentences


# ── From the command line ──────────────────────────────────────────────────────────────────────────────────────────


def reader(where: str) -> Read:
    """Return the function that reads public files from a site or from a folder."""
    if not re.match("https?://", where):
        return lambda path: read_file(where, path)
    prefix = where.rstrip("/")
    prefix = prefix if prefix.endswith("/record") else prefix + "/record"
    return lambda path: fetch(prefix + "/" + path)


def read_file(folder: str, path: str) -> bytes:
    """Read a public file from a copy."""
    try:
        with open(os.path.join(folder, *path.split("/")), "rb") as file:
            return file.read()
    except OSError as error:
        raise Unreadable(f"{path}: {error}") from error


def fetch(url: str, tries: int = 3) -> bytes:
    """Read a public file from a site."""
    headers = {"Accept-Encoding": "gzip", "User-Agent": "parvis-verify"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - `reader` lets only http and https come here
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - the same
                data: bytes = response.read()
                return gzip.decompress(data) if response.headers.get("Content-Encoding") == "gzip" else data
        except OSError as error:
            tries -= 1
            gone = isinstance(error, urllib.error.HTTPError) and 400 <= error.code < 500 and error.code != 429
            if gone or not tries:
                raise Unreadable(f"{url}: {error}") from error
            time.sleep(2)


def saving(read: Read, folder: str) -> Read:
    """Return a reader that keeps a copy of what it reads."""

    def read_and_keep(path: str) -> bytes:
        data = read(path)
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)
        return data

    return read_and_keep


def show_progress(done: int, size: int) -> None:
    """Say how far the check has got, where somebody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {size} entries checked" + ("\n" if done == size else ""))


def text_or_file(value: str) -> str:
    """Return a key given as text, or the content of the file named."""
    if os.path.exists(value):
        with open(value, encoding="utf-8") as file:
            return file.read()
    return value


def saved_checkpoint(path: str, key: str) -> Landmark:
    """Return the size and root of a checkpoint saved before, and say when another key had signed it."""
    with open(path, encoding="utf-8") as file:
        note = file.read()
    if not is_signed_note(note, read_key(key)):
        print(f"Note: {path} is not signed with the key in use today. Its size and root are compared all the same.")
    return read_checkpoint(note)[1:]


def run(options: argparse.Namespace) -> int:
    """Do what the command line asks; return the exit code."""
    if options.proof:
        with open(options.proof, encoding="utf-8") as file:
            document = json.load(file)
        # The file of a trail holds the proofs of several entries.
        for each in document.get("entries", [document]):
            print("\n".join(verify_proof(each, options.key and text_or_file(options.key))))
        return 0
    read = reader(options.where)
    read = saving(read, options.save) if options.save else read
    key = text_or_file(options.key) if options.key else read("key").decode()
    known = [saved_checkpoint(path, key) for path in options.checkpoint]
    origin, size, root, key = verify(read, key, known, progress=show_progress)
    print(f"The record {origin} is intact: {size} entries, root {base64.b64encode(root).decode()}.")
    print(f"Signed with {key}")
    if known:
        print("It continues every checkpoint you gave.")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", nargs="?", help="address of the site, or folder of a copy")
    parser.add_argument("--save", metavar="FOLDER", help="keep a copy of every file read")
    parser.add_argument("--checkpoint", metavar="FILE", action="append", default=[], help="a checkpoint saved before")
    parser.add_argument("--key", metavar="KEY", help="the key as you know it from elsewhere, or a file that holds it")
    parser.add_argument("--proof", "--opening", metavar="FILE", help="check one entry from its proof, offline")
    options = parser.parse_args(arguments)
    if not options.where and not options.proof:
        parser.error("say what to check: the address of a site, a folder, or --proof FILE")
    try:
        return run(options)
    except Disagreement as disagreement:
        print(f"DISAGREEMENT: {disagreement}")
        return 1
    except (Unreadable, OSError, ValueError, KeyError, TypeError) as error:
        print(f"The check could not be made: {type(error).__name__}: {error}")
        return 2


if __name__ == "__main__":
    sys.exit(main())

"""Checkpoints: the size and root of the record in one signed line or three (C2SP signed-note, tlog-checkpoint)."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from parvis.record.tree import HASH_SIZE

ED25519 = b"\x01"
_DASH = "— "


class NotANote(Exception):
    """The text is not a checkpoint signed with the key, for the reason given."""


class Checkpoint(NamedTuple):
    """What a checkpoint says: whose record, how many entries, and the one hash that stands for them all."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


class VerifierKey(NamedTuple):
    """A name and the public key that goes with it."""

    name: str
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell which key signed."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public_key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public_key).decode()}"

    @classmethod
    def read(cls, text: str) -> "VerifierKey":
        """Read a key written as name+id+key; raise NotANote when it is not one."""
        # Base64 may hold a plus sign, names may not.
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        data = _decode(encoded)
        key = cls(name, data[1:])
        if data[:1] != ED25519 or len(data) != 33 or not _is_name(name) or key.key_id.hex() != key_id:
            raise NotANote("This is not the key of a record.")
        return key


class SigningKey(NamedTuple):
    """A name and the secret it signs with. Never shown, never logged."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"

    @property
    def verifier_key(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self._private.public_key().public_bytes_raw())

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @classmethod
    def generate(cls, name: str) -> "SigningKey":
        """Make a new key."""
        if not _is_name(name):
            raise ValueError("The name of a key holds neither spaces nor plus signs.")
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    def to_text(self) -> str:
        """Write the secret in one line, to be kept in a file."""
        key_id = self.verifier_key.key_id.hex()
        return f"PRIVATE+KEY+{self.name}+{key_id}+{b64encode(ED25519 + self.seed).decode()}"

    @classmethod
    def from_text(cls, text: str) -> "SigningKey":
        """Read what `to_text` wrote; raise NotANote when it is something else."""
        match = re.fullmatch(r"PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)", text.strip())
        data = _decode(match[3]) if match else b""
        if match is None or data[:1] != ED25519 or len(data) != 33:
            raise NotANote("This is not the signing key of a record.")
        key = cls(match[1], data[1:])
        if key.verifier_key.key_id.hex() != match[2]:
            raise NotANote("This signing key was damaged: its parts do not agree.")
        return key

    def sign(self, checkpoint: Checkpoint) -> str:
        """Return the signed note of a checkpoint."""
        text = str(checkpoint)
        signature = self.verifier_key.key_id + self._private.sign(text.encode())
        return f"{text}\n{_DASH}{self.name} {b64encode(signature).decode()}\n"


def open_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """Return what a signed note says; raise NotANote unless `key` signed it and it is a checkpoint."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise NotANote("This is not a signed note.")
    text += "\n"
    # Signatures of unknown keys are ignored, as the format asks: witnesses may add theirs.
    found = [
        signature for name, signature in _signatures(signatures) if (name, signature[:4]) == (key.name, key.key_id)
    ]
    if not found:
        raise NotANote(f"The checkpoint is not signed with the key {key.name}+{key.key_id.hex()}.")
    if not all(is_signed(key.public_key, signature[4:], text.encode()) for signature in found):
        raise NotANote("The signature of the checkpoint is false.")
    return _read_checkpoint(text)


def is_signed(public_key: bytes, signature: bytes, text: bytes) -> bool:
    """Tell whether a signature was made with the secret half of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_ids(note: str) -> list[tuple[str, str]]:
    """Return the name and the key id, in hexadecimal, of each signature of a note, without checking any."""
    return [(name, signature[:4].hex()) for name, signature in _signatures(note.rpartition("\n\n")[2])]


def _signatures(lines: str) -> list[tuple[str, bytes]]:
    signatures = []
    for line in lines.removesuffix("\n").split("\n"):
        name, separator, encoded = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not separator:
            raise NotANote("This is not a signed note.")
        signatures.append((name, _decode(encoded)))
    return signatures


def _read_checkpoint(text: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]) is None:
        raise NotANote("The signed note is not a checkpoint.")
    root = _decode(lines[2])
    if len(root) != HASH_SIZE:
        raise NotANote("The signed note is not a checkpoint.")
    return Checkpoint(lines[0], int(lines[1]), root)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(character.isspace() for character in name)


def _decode(text: str) -> bytes:
    try:
        return b64decode(text.encode(), validate=True)
    except (NotBase64, UnicodeEncodeError, ValueError):
        raise NotANote("This is not base64.") from None

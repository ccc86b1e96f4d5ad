"""The keys of the record, in files beside the database and never in it, with the last checkpoint each has signed.

A record is bound to its key by its checkpoints. A database that has signed none is a new record and gets a new key, so
one key never speaks for two records. The last checkpoint is kept with the key because a restored backup of the database
has forgotten it, and what was once promised must not be taken back.
"""

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from parvis.core.rules import Refused
from parvis.record.notes import NotANote, SigningKey, key_ids


def origin() -> str:
    """Return the address of the record without its scheme, which names a new record."""
    return f"{settings.BASE_URL.netloc}/record"


def new_key() -> SigningKey:
    """Make a key for a new record and keep it in a file only its owner can read."""
    key = SigningKey.generate(origin())
    _write(_path(key, "key"), key.to_text() + "\n")
    return key


def key_of(note: str) -> SigningKey:
    """Return the key that signed a note; raise Refused when it is not here."""
    for name, key_id in key_ids(note):
        with suppress(FileNotFoundError, NotANote):
            key = SigningKey.from_text((_folder() / f"{key_id}.key").read_text())
            if key.name == name:
                return key
    ids = ", ".join(key_id for _, key_id in key_ids(note))
    raise Refused(
        f"The key {ids} that signs this record is not in {_folder()}. Bring the file back from where you keep it,"
        " or sign with a new one and say why: parvis sign-checkpoint --new-key REASON."
    )


def kept_keys() -> list[SigningKey]:
    """Return the keys that are here."""
    return [SigningKey.from_text(path.read_text()) for path in sorted(_folder().glob("*.key"))]


def last_note(key: SigningKey) -> str | None:
    """Return the last checkpoint this key has signed, or None before the first."""
    with suppress(FileNotFoundError):
        return _path(key, "checkpoint").read_text()
    return None


def last_notes() -> list[tuple[SigningKey, str]]:
    """Return the keys that are here and have signed, each with its last checkpoint."""
    return [(key, note) for key in kept_keys() if (note := last_note(key))]


def keep_note(key: SigningKey, note: str) -> None:
    """Remember the last checkpoint this key has signed, through a power cut."""
    _write(_path(key, "checkpoint"), note)


def _folder() -> Path:
    return Path(settings.HOME) / "record"


def _path(key: SigningKey, kind: str) -> Path:
    return _folder() / f"{key.verifier_key.key_id.hex()}.{kind}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written apart, then moved: nobody ever reads half a file.
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

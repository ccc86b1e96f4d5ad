"""Bytes that a column keeps compressed."""

import zlib


def packed(said: bytes) -> bytes:
    """Compress what is kept."""
    return zlib.compress(said, 9)


def unpacked(kept: bytes | None) -> bytes:
    """Return what was kept; nothing where there is nothing."""
    return zlib.decompress(kept) if kept else b""

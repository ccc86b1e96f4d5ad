"""What a result was made of: canonical JSON, digests, and the manifest every result carries."""

import hashlib
import json
import math
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from parvis.analysis.engine import VERSION

SIGNIFICANT = 6


def plain(value: Any) -> Any:
    """Return a value as JSON has it: floats of six significant digits, no negative zero, null where there is no number."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(each) for each in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        # Adding zero turns −0 into 0.
        return float(f"{value:.{SIGNIFICANT}g}") + 0.0 if math.isfinite(value) else None
    return value


def canonical_json(value: Any) -> bytes:
    """Write a value as JSON, always in the same bytes: sorted keys, UTF-8, one line and its end."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def digest(*parts: bytes) -> str:
    """Return the SHA-256 of parts, each with its length, in hexadecimal."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def manifest(*, inputs: Mapping[str, Any], parameters: Mapping[str, Any], libraries: Sequence[str]) -> dict[str, Any]:
    """Say what a result was made of and with. `inputs` holds digests and counts; times and dates stand elsewhere."""
    return {
        "engine": VERSION,
        "inputs": plain(inputs),
        "parameters": plain(parameters),
        "libraries": {name: version(name) for name in sorted(libraries)},
        "python": platform.python_version(),
    }

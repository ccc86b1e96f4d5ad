"""Receipt codes: short enough to read out, too many to guess, and a slip of the pen is noticed.

A code is nine random characters of Crockford's base 32 and one check character over GF(32):
every single wrong character and every swap of two neighbours is caught.
"""

import secrets
import unicodedata
from collections.abc import Iterable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_BITS = 5 * (LENGTH - 1)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_HEARD_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_LOOK_ALIKE = ("8B", "5S", "2Z", "6G", "0DQ", "17", "VYW", "MN", "CG", "PR", "EF", "KX", "3E8", "49A")


class NotAReceipt(ValueError):
    """What was typed is no receipt code.

    `is_slip` when only its check character says so; `likely` then holds codes it may have been meant as, if any.
    """

    def __init__(self, *, is_slip: bool = False, likely: Sequence[str] = ()) -> None:
        super().__init__("not a receipt code")
        self.is_slip = is_slip
        self.likely = likely


def new_code() -> str:
    """Return a new code: ten characters, no hyphens, 45 random bits."""
    return code_of(secrets.randbits(_BITS))


def code_of(number: int) -> str:
    """Return the code that carries a number below 2**45."""
    body = "".join(ALPHABET[number >> shift & 31] for shift in range(0, _BITS, 5))
    return body + check_character(body)


def format_code(code: str) -> str:
    """Write a stored code the way it is shown: `XXXX-XXXX-XX`."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def read_code(text: str) -> str:
    """Return the stored form of a typed code, forgiving case, spaces, hyphens, any script's digits, O for 0, I and L for 1.

    Raise NotAReceipt when the length, an alphabet or the check character is wrong.
    """
    code = as_typed(text)
    if len(code) != LENGTH or any(c not in _VALUE for c in code):
        raise NotAReceipt
    if not _is_sound(code):
        raise NotAReceipt(is_slip=True, likely=[format_code(slip) for slip in _likely_slips(code)])
    return code


def as_typed(text: str) -> str:
    """Return the letters and digits of what was typed as codes have them: capitals, Latin digits, 0 for O, 1 for I and L."""
    return "".join(_as_latin(c) for c in text.upper() if c.isalnum()).translate(_HEARD_AS)


def _as_latin(character: str) -> str:
    return str(unicodedata.decimal(character, character))


def _likely_slips(code: str) -> list[str]:
    """Return every sound code with two neighbours swapped, and up to three in all with what looks alike."""
    swaps = _sound(code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(LENGTH - 1))
    confusions = _sound(
        code[:i] + other + code[i + 1 :]
        for i, character in enumerate(code)
        for group in _LOOK_ALIKE
        if character in group
        for other in group.replace(character, "")
    )
    return list(dict.fromkeys([*swaps, *confusions]))[: max(3, len(swaps))]


def _sound(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(code for code in codes if _is_sound(code)))


def _is_sound(code: str) -> bool:
    return check_character(code[:-1]) == code[-1]


def check_character(body: str) -> str:
    """Return the character that makes slips in `body` show: the body as a polynomial at the generator of GF(32)."""
    # GF(32) by x⁵ + x² + 1.
    total = 0
    for character in body:
        total = _times_two(total ^ _VALUE[character])
    return ALPHABET[total]


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled

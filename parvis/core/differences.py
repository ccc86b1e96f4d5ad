"""What changed between two texts, word by word."""

import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
# Beyond this many words on a side, lines are compared first: comparing words alone would cost their product.
_MANY_WORDS = 2000
_WITHIN_NUMBERS = {",", ".", "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}", "\N{ARABIC THOUSANDS SEPARATOR}"}


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, came or went."""

    kind: Kind
    text: str


def word_differences(old: str, new: str) -> list[Piece]:
    """Return the pieces that turn `old` into `new`.

    Joining the pieces that are not "added" gives `old`; joining those not "removed" gives `new`.
    Neighbouring changes with only a space between them are told as one.
    """
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > _MANY_WORDS:
        pieces: Iterable[Piece] = _line_differences(old, new)
    else:
        pieces = _compare(before, after)
    return _tidy(list(pieces))


def _words(text: str) -> list[str]:
    """Cut a text into words, numbers, spaces and single signs; scripts without spaces into characters."""
    found: list[str] = []
    for word in ("".join(run) for _key, run in itertools.groupby(text, key=_Grouping())):
        if word[0].isdecimal() and len(found) > 1 and found[-1] in _WITHIN_NUMBERS and found[-2][-1].isdecimal():
            word = found.pop(-2) + found.pop() + word
        found.append(word)
    return found


class _Grouping:
    """Give characters that belong together the same key, reading from the start."""

    def __init__(self) -> None:
        self.count = 0
        self.kind = ""

    def __call__(self, character: str) -> int:
        category = unicodedata.category(character)
        if category[0] == "M" or character == "\u200d":
            return self.count
        kind = "word" if category[0] in "LN" else "space" if character.isspace() else "sign"
        if kind != self.kind or kind == "sign" or (category == "Lo" and _stands_alone(character)):
            self.count += 1
        self.kind = kind
        return self.count


def _stands_alone(character: str) -> bool:
    # Han, kana, Thai, Lao, Khmer, Burmese: written without spaces between words.
    point = ord(character)
    return (
        0x3040 <= point <= 0x9FFF
        or 0x20000 <= point <= 0x3FFFF
        or 0xE00 <= point <= 0xEFF
        or 0x1000 <= point <= 0x109F
        or 0x1780 <= point <= 0x17FF
    )


def _compare(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        if i < j:
            yield Piece("removed", "".join(before[i:j]))
        if k < m:
            yield Piece("added", "".join(after[k:m]))


def _line_differences(old: str, new: str) -> Iterator[Piece]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for operation, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if operation == "equal":
            yield Piece("same", gone)
        elif operation == "replace" and len(_words(gone)) <= _MANY_WORDS >= len(_words(come)):
            yield from _compare(_words(gone), _words(come))
        else:
            yield from (Piece("removed", gone), Piece("added", come))


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """Tell changes that only a space separates as one removal followed by one addition."""
    tidied: list[Piece] = []
    for is_change, run in itertools.groupby(_bridged(pieces), key=lambda piece: piece[0]):
        parts = [piece for _bridge, piece in run]
        if not is_change:
            tidied.append(Piece("same", "".join(piece.text for piece in parts)))
            continue
        gone = "".join(piece.text for piece in parts if piece.kind != "added")
        come = "".join(piece.text for piece in parts if piece.kind != "removed")
        tidied += [piece for piece in (Piece("removed", gone), Piece("added", come)) if piece.text]
    return tidied


def _bridged(pieces: list[Piece]) -> Iterator[tuple[bool, Piece]]:
    """Say of each piece whether it is told as part of a change."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        is_bridge = piece.kind == "same" and piece.text == " " and 0 < place < last
        yield piece.kind != "same" or is_bridge, piece

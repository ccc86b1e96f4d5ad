"""Letters that look like others, characters nobody sees, marks stacked until nobody can read: found, and seen through.

What people wrote is kept as they wrote it; only for comparing, a word in disguise is read as what it looks like.
"""

import re

MOST_MARKS = 6
"""Marks on one letter that some language needs: Hebrew with its accents has the most."""
_MARK = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{{MOST_MARKS}}}){_MARK}+")
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
# A soft hyphen is left by many word processors; between letters of these scripts the others have no use.
_UNSEEN = "\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064"
_UNSEEN_MARKS = re.compile(f"[{_UNSEEN}]")
_WORD = re.compile(f"[{_LATIN}{_OTHER}{_UNSEEN}]+")
_HAS_LATIN, _HAS_OTHER = re.compile(f"[{_LATIN}]"), re.compile(f"[{_OTHER}]")
_SPLIT = re.compile(f"[{_LATIN}{_OTHER}][\u200b-\u200d\u2060-\u2064]+[{_LATIN}{_OTHER}]")
# Full-width and mathematical letters: Latin ones in another dress.
_DRESSED = re.compile("[\uff21-\uff3a\uff41-\uff5a]{3,}|[\U0001d400-\U0001d7ff]{3,}")
_ASCII_OF = {
    **dict(zip("авсԁеһіјкмнорԛѕтхуԝ", "abcdehijkmhopqstxyw", strict=True)),
    **dict(zip("АВСЕНІЈКМОРЅТХУ", "ABCEHIJKMOPSTXY", strict=True)),
    **dict(zip("αεικνορτυχ", "aeikvoptux", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
}
_CYRILLIC_OF = {look: letter for letter, look in _ASCII_OF.items() if "\u0400" <= letter <= "\u052f"}


def unstacked(text: str) -> str:
    """Return `text` with at most `MOST_MARKS` marks on a letter."""
    return _STACKED.sub(r"\1", text)


def seen_through(text: str) -> str:
    """Return `text` as it is compared: nothing invisible, and each word that mixes scripts in the one it looks like."""
    if text.isascii():
        return text
    text = _UNSEEN_MARKS.sub("", text)
    return _WORD.sub(lambda word: _in_one_script(word[0]), text) if _HAS_OTHER.search(text) else text


def disguised(text: str) -> list[str]:
    """Return the words of `text` that are not what they look like, each once."""
    if text.isascii():
        return []
    words = [word for word in _WORD.findall(text) if _SPLIT.search(word) or _in_one_script(word) != word]
    return list(dict.fromkeys([*words, *_DRESSED.findall(text)]))


def _in_one_script(word: str) -> str:
    """Return a word that mixes Latin with Cyrillic or Greek in one of them, if its letters have such looks."""
    latin, other = _HAS_LATIN.findall(word), _HAS_OTHER.findall(word)
    if not latin or not other:
        return word
    if all(letter in _ASCII_OF for letter in other):
        return "".join(_ASCII_OF.get(letter, letter) for letter in word)
    if all(letter in _CYRILLIC_OF for letter in latin) and all(letter >= "\u0400" for letter in other):
        return "".join(_CYRILLIC_OF.get(letter, letter) for letter in word)
    return word

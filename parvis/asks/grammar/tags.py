"""Tags in a text, cut as the networks cut them, and a key under which their spellings are one."""

import re
import unicodedata

_HASHES = "#＃"
# Characters of a tag beside letters, marks and digits: joiners, the Hebrew maqaf and geresh, the Tibetan tsheg, dots and
# dashes of Catalan and Japanese.
_INSIDE = frozenset("_\u200c\u200d\u05be\u05f3\u05f4\u0f0b\u0f0c\u00b7\u301c\uff5e\u30a0\u30fb\u3003\ua67e")
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@])@[\w.-]+(?:@[\w.-]+)?")
# Short vowels of Arabic, and the stroke that only makes a word longer.
_ARABIC_EXTRAS = re.compile("[\u064b-\u0652\u0670\u0640]")
_SPACES = re.compile(r"\s+")


def tags_of(text: str) -> list[str]:
    """Return the tags of a text in order, each spelling once, without their hash sign.

    A tag begins after anything but a letter, a digit or `&`, and holds at least one letter; addresses hold none.
    """
    text = _ADDRESS.sub(" ", text)
    found, end = [], 0
    for at, character in enumerate(text):
        if character in _HASHES and at >= end and (at == 0 or _begins_after(text[at - 1])):
            end = _end_of(text, at + 1)
            tag = text[at + 1 : end]
            if _has_letter(tag) and not text.startswith("://", end):
                found.append(tag)
    return list(dict.fromkeys(found))


def bare(text: str) -> str:
    """Return the words of a text without its tags, addresses and mentions: what its language is told by."""
    text = _MENTION.sub(" ", _ADDRESS.sub(" ", text))
    kept, end = [], 0
    for at, character in enumerate(text):
        if character in _HASHES and at >= end and (at == 0 or _begins_after(text[at - 1])):
            kept.append(text[end:at])
            end = _end_of(text, at + 1)
    return _SPACES.sub(" ", " ".join([*kept, text[end:]])).strip()


def match_key(name: str) -> str:
    """Return what is alike in every spelling of a name: no case, accent of Latin letters, space, hyphen or apostrophe.

    CôtedIvoire, Cote d’Ivoire and Côte_dIvoire are one; Й, the vowel signs of Indic scripts and Thai tones stay.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    if plain.isascii():
        return "".join(filter(str.isalnum, plain))
    kept, after_latin = [], False
    for character in unicodedata.normalize("NFKD", _ARABIC_EXTRAS.sub("", plain)):
        if unicodedata.combining(character):
            if not after_latin:
                kept.append(character)
            continue
        after_latin = character.isascii() or "LATIN" in unicodedata.name(character, "")
        if unicodedata.category(character)[0] in "LNM":
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _begins_after(character: str) -> bool:
    return character != "&" and not _belongs(character)


def _belongs(character: str) -> bool:
    return character in _INSIDE or character.isalnum() or unicodedata.category(character)[0] == "M"


def _has_letter(tag: str) -> bool:
    return any(unicodedata.category(character)[0] == "L" for character in tag)


def _end_of(text: str, start: int) -> int:
    end = start
    while end < len(text) and _belongs(text[end]):
        end += 1
    return end

"""Words as they are compared: without case, accents or the spellings a reader of Arabic does not tell apart."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 64
"""Letters kept of one word; what is longer is no word, and would only make the index bigger."""

# Letters Unicode does not decompose, and Arabic letters written one for the other.
_SAME = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ھ": "ه", "ہ": "ه", "ـ": None}
    | {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
)
_HAS_SAME = re.compile("[" + "".join(map(chr, _SAME)) + "]")
# Marks that do not change which word it is. Not the vowel signs of Indic scripts, which do.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]+"
)
# Letters and digits; and from Devanagari to Myanmar everything, since \w leaves out their vowel signs.
_WORD = re.compile("(?:[^\\W_]|[\u0900-\u0963\u0966-\u109f])+")
_ARTICLE = re.compile("(?:[وبكف]?ال|لل)(?=..)")
_BEGINS_ARTICLE = frozenset("وبكفال")

# English, French, Spanish, Arabic; folded.
_INSIGNIFICANT_WORDS = """
a about after all also an and any are as at be been but by can could do does for from had has have how if in into is
it its just more most my no not of on one only or our out over should so some such than that the their them then
there these they this to too up us very was we were what when which who why will with would you your
au aux avec ce ces cette comme dans de des du elle elles en est et etre fait faut il ils je la le les leur leurs
mais me mes meme mon ne nos notre nous ont ou par pas peut plus pour qu que qui sa sans se ses si son sont sur ta te
tout tous toute toutes tres tu un une vos votre vous y
al con como cual del donde el ella ellos era es esa ese eso esta estan este esto hay las lo los mas mi muy nada ni
nuestra nuestro o para pero poco por porque pues quien ser sin sobre su sus tambien tan tiene todo todos un una uno
unos ya
ان الي انا او اي التي الذي الذين بعد بين تم ثم حتي حول حيث خلال ذلك عن عند عندما علي غير فقط في قبل قد كان كانت كل
كما كيف لا لان لقد لكن لم لن له لها ليس ما مع من منذ نحن هذا هذه هل هم هنا هناك هو هي وقد ولا وهو وهي يكون يجب يمكن
"""
_INSIGNIFICANT = frozenset(_INSIGNIFICANT_WORDS.split())


def fold(text: str) -> str:
    """Return `text` in small letters, compatibility forms made plain, without the marks that readers leave out."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    if _HAS_SAME.search(plain):
        plain = plain.translate(_SAME)
    return unicodedata.normalize("NFC", _MARKS.sub("", plain))


def words_of(text: str) -> list[str]:
    """Return the folded words of `text`, each once, in order."""
    return list(dict.fromkeys(running_words(text)))


def running_words(text: str) -> list[str]:
    """Return the folded words of `text` as they follow each other, each as often as it stands there."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


def words_to_find(text: str) -> list[str]:
    """Return every form under which the words of `text` may be looked for: an Arabic word also without its article."""
    words = words_of(text)
    if _BEGINS_ARTICLE.isdisjoint("".join(words)):
        return words
    return list(dict.fromkeys(form for word in words for form in (word, bare(word))))


def bare(word: str) -> str:
    """Return an Arabic word without the article written in front of it; any other word as it is."""
    return _ARTICLE.sub("", word, count=1) if word[0] in _BEGINS_ARTICLE else word


def significant(words: Iterable[str]) -> list[str]:
    """Return those of `words` that tell what a text is about."""
    return [word for word in words if len(word) > 1 and word not in _INSIGNIFICANT]

"""Texts by the million that are written like real ones: few words everywhere, many words hardly anywhere."""

import functools
import itertools
import random
import re
from collections import Counter

from parvis.site.demo import contributions

# How often each language is spoken, in percent.
LANGUAGES = {"en": 45, "fr": 25, "es": 20, "ar": 10}
# Of each language: words that come by their rank (Zipf), and names of which each comes hardly ever.
VOCABULARY = 20_000
NAMES = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLES = {
    "en": ("st", "br", "th", "l", "m", "r", "n", "w", "d", "sh", "gr", "p"),
    "fr": ("ch", "pr", "l", "m", "r", "n", "v", "d", "t", "bl", "g", "s"),
    "es": ("ll", "ñ", "tr", "m", "r", "n", "v", "d", "p", "c", "g", "s"),
    "ar": ("ب", "ت", "س", "م", "ر", "ن", "ع", "د", "ق", "ك", "ل", "ف"),
}
_VOWELS = {
    "en": ("a", "e", "i", "o", "ou", "ea"),
    "fr": ("a", "é", "i", "o", "ou", "eau"),
    "es": ("a", "e", "i", "o", "u", "ía"),
    "ar": ("ا", "ي", "و", "ة", "ى", "اء"),
}


class Writer:
    """Writes texts in one language; the same draws give the same texts."""

    def __init__(self, language: str) -> None:
        self.words = vocabulary(language)
        self.weights = list(itertools.accumulate((rank + 2.7) ** -1.1 for rank in range(len(self.words))))
        self.language = language

    def write(self, draw: random.Random) -> str:
        """Write a few sentences, 250 characters on average."""
        length = min(400, 12 + int(draw.expovariate(1 / 28)))
        words = draw.choices(self.words, cum_weights=self.weights, k=length)
        if draw.random() < 0.3:
            words[draw.randrange(length)] = name(self.language, draw.randrange(NAMES))
        return " ".join(_sentences(words))


@functools.cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return the words of a language, the most common first: those of the demonstration, then invented ones."""
    texts = (told.words for told in contributions.ALL if told.language == language)
    real = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    invented = (_invented(language, number) for number in itertools.count(VOCABULARY))
    return tuple(itertools.islice(dict.fromkeys((*_ranked(real), *itertools.islice(invented, VOCABULARY))), VOCABULARY))


def name(language: str, number: int) -> str:
    """Return one of the names of a language: a word hardly anybody else uses."""
    return _invented(language, VOCABULARY * 4 + number).capitalize()


def _ranked(words: Counter[str]) -> list[str]:
    return [word for word, _number in words.most_common()]


def _invented(language: str, number: int) -> str:
    """Spell a number in syllables of a language: each number is another word."""
    consonants, vowels = _SYLLABLES[language], _VOWELS[language]
    letters = []
    while number:
        number, consonant = divmod(number, len(consonants))
        number, vowel = divmod(number, len(vowels))
        letters += consonants[consonant], vowels[vowel]
    return "".join(letters)


def _sentences(words: list[str]) -> list[str]:
    step = 14
    return [" ".join(words[start : start + step]).capitalize() + "." for start in range(0, len(words), step)]

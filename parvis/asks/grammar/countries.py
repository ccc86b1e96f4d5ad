"""Which country a tag means: every name and code, in the languages of the house and in the country's own."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from parvis.asks.grammar.country_names import (
    COUNTRIES,
    DOUBTFUL,
    DOUBTFUL_CODES_OF_THREE,
    DOUBTFUL_CODES_OF_TWO,
    OTHER_NAMES,
)
from parvis.asks.grammar.tags import match_key

LANGUAGES = ("en", "fr", "es", "pt", "ar")
_AND = {"en": "and", "fr": "et", "es": "y", "pt": "e", "ar": "و"}
_ANDS = re.compile(r"\s*&\s*|[\s-](?:and|et|y|e|i)[\s-]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_LONGEST_NAME_IN_WORDS = 4
_SHORTEST_NAME_IN_WORDS = 4


@dataclass(frozen=True)
class Meaning:
    """What a name may mean, the likeliest first; `is_sure` when it can mean nothing else."""

    codes: tuple[str, ...]
    is_sure: bool


@dataclass(frozen=True)
class Gazetteer:
    """Names under their match keys. Codes are ISO 3166 for countries, and whatever the site calls its other places."""

    names: dict[str, Meaning] = field(default_factory=dict)

    def meaning(self, name: str) -> Meaning | None:
        """Return what a tag, a code or a name means: `TT`, `#trinidadandtobago` and `Trinité-et-Tobago` mean the same."""
        return self.names.get(match_key(name))

    def named_in(self, words: str) -> list[str]:
        """Return the codes of the places that words name without a tag, in order, doubtful ones included.

        A code stands in words as it is written, TT; a small "is" is no country.
        """
        tokens = re.findall(r"[^\W_][\w’'.-]*", words)
        found: list[str] = []
        for start, token in enumerate(tokens):
            if len(token) in (2, 3) and token.isascii() and token.isupper() and (meaning := self.meaning(token)):
                found += meaning.codes if meaning.is_sure else ()
            for length in range(1, _LONGEST_NAME_IN_WORDS + 1):
                key = match_key(" ".join(tokens[start : start + length]))
                if len(key) >= _SHORTEST_NAME_IN_WORDS and key in self.names:
                    found += self.names[key].codes
        return list(dict.fromkeys(found))

    def with_places(self, places: Iterable[tuple[str, Iterable[str]]]) -> "Gazetteer":
        """Return a gazetteer that knows (code, names) more; a name that meant another place before becomes doubtful."""
        names = dict(self.names)
        for code, called in places:
            for key in filter(None, map(match_key, called)):
                known = names.get(key)
                if known is None:
                    names[key] = Meaning((code,), True)
                elif code not in known.codes:
                    names[key] = Meaning((*known.codes, code), False)
        return Gazetteer(names)


@functools.cache
def standard() -> Gazetteer:
    """Return the countries of the world under all their names; made once, in half a second."""
    names: dict[str, Meaning] = {}
    for code, name in _names():
        key = match_key(name)
        known = names.get(key)
        codes = (code,) if known is None else tuple(dict.fromkeys((*known.codes, code)))
        names[key] = Meaning(codes, len(codes) == 1)
    for codes, doubtful in DOUBTFUL.items():
        for name in doubtful.split(","):
            names[match_key(name)] = Meaning(tuple(codes.split()), False)
    names |= _codes()
    names.pop("", None)
    return Gazetteer(names)


def name_of(code: str, language: str) -> str:
    """Return the name of a country in a language, or the code when CLDR has none."""
    try:
        return str(Locale.parse(language).territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def _codes() -> dict[str, Meaning]:
    """Return the codes of two and three letters; those that are words are doubtful."""
    found = {code.lower(): Meaning((code,), code not in DOUBTFUL_CODES_OF_TWO) for code in COUNTRIES}
    for long, shorts in get_global("territory_aliases").items():
        if len(long) == 3 and long.isalpha() and len(shorts) == 1 and shorts[0] in COUNTRIES:
            found[long.lower()] = Meaning((shorts[0],), long not in DOUBTFUL_CODES_OF_THREE)
    return found


def _names() -> Iterator[tuple[str, str]]:
    for code in sorted(COUNTRIES):
        own = (language for language in get_official_languages(code, de_facto=True) if language not in LANGUAGES)
        for language in (*LANGUAGES, *own):
            if name := _territories(language).get(code):
                yield from ((code, spelling) for spelling in _spellings(name, language))
        yield from ((code, name) for name in OTHER_NAMES.get(code, "").split(",") if name.strip())


@functools.cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _spellings(name: str, language: str) -> Iterator[str]:
    """Spell a name as people do: what stands in brackets too, `&` as the word and left out, Saint in full."""
    yield from _IN_BRACKETS.findall(name)
    name = _IN_BRACKETS.sub("", name).strip()
    yield name
    if _ANDS.search(name):
        yield _ANDS.sub(f" {_AND.get(language, 'and')} ", name)
        yield _ANDS.sub(" ", name)
    if name.startswith("St."):
        yield name.replace("St.", "Saint", 1)

"""Languages: their direction, their own names, and a guess at which one a text is in."""

import functools
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from parvis.core.search.folding import fold

SITE_LANGUAGES = ["en", "fr", "es", "ar"]
UNDETERMINED = "und"
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi"}
DETECTABLE = ["ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk", "zh"]
_OWN_NAMES = {
    "ay": "Aymar aru", "cnr": "crnogorski", "fil": "Filipino", "ho": "Hiri Motu", "iu": "ᐃᓄᒃᑎᑐᑦ", "mt": "Malti",
    "ps": "پښتو", "qu": "Runa Simi", "tl": "Tagalog", "tpi": "Tok Pisin", "zh": "中文", "und": "—",
}  # fmt: skip
# Codes of three letters by which spreadsheets call the languages of the interface.
_LONG_CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar"}
_SURE = 0.6
# Characters after which reading on tells no more about the language; the first of them mostly leave no doubt.
_ENOUGH, _FIRST = 400, 100
_NO_DOUBT = 0.95


def direction(code: str) -> str:
    """Return "rtl" or "ltr" for a language code."""
    return "rtl" if code.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def language_name(code: str) -> str:
    """Return the language's name in that language, or the code when we do not know it."""
    if code in _OWN_NAMES:
        return _OWN_NAMES[code]
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def language_code(written: str) -> str:
    """Return the code of a language written as a code (fr, FR-ca) or by its name in some language; "" when unknown."""
    first = written.strip().casefold().replace("_", "-").partition("-")[0]
    if first in _LONG_CODES:
        return _LONG_CODES[first]
    if first.isascii() and first.isalpha() and len(first) in (2, 3):
        return first
    return _codes_by_name().get(fold(written.strip()), "")


@functools.cache
def _codes_by_name() -> dict[str, str]:
    known = [code for code in LANG_INFO if "-" not in code]
    names = {fold(language_name(code)): code for code in (*known, *_OWN_NAMES)}
    for language in SITE_LANGUAGES:
        with override(language):
            names |= {fold(str(get_language_info(code)["name_translated"])): code for code in known}
    return names


def listed(texts: Iterable[str]) -> str:
    """Return texts one after another, with the comma of the active language between them."""
    return _(", ").join(texts)


def detect(text: str, prior: str | None = None) -> tuple[str, float]:
    """Guess the language of `text`: (code, confidence 0–1).

    When the text is too short to tell, the answer is `prior`, or "und" without one.
    """
    text = text[:_ENOUGH]
    letters = sum(map(str.isalpha, text))
    if letters < 3:
        return (prior or UNDETERMINED, 0.0)
    code, confidence = _identifier().classify(text[:_FIRST])
    if confidence < _NO_DOUBT and len(text) > _FIRST:
        code, confidence = _identifier().classify(text)
    if confidence < _SURE or (letters < 12 and prior):
        return (prior or UNDETERMINED, float(confidence))
    return (str(code), float(confidence))


@functools.cache
def _identifier() -> Any:
    # Loading the model takes about a second: only a process that needs it pays.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(DETECTABLE)
    return identifier


def other_site_languages(code: str) -> list[str]:
    """Return the languages of the interface other than `code`."""
    return [language for language, _name in settings.LANGUAGES if language != code]

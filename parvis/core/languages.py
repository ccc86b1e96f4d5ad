"""Languages: their direction, their names and codes."""

import functools
from collections.abc import Iterable

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from parvis.core.detection import UNDETERMINED
from parvis.core.search.folding import fold

SITE_LANGUAGES = ["en", "fr", "es", "ar"]
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi"}
_OWN_NAMES = {
    "ay": "Aymar aru", "cnr": "crnogorski", "fil": "Filipino", "ho": "Hiri Motu", "iu": "ᐃᓄᒃᑎᑐᑦ", "mt": "Malti",
    "ps": "پښتو", "qu": "Runa Simi", "tl": "Tagalog", "tpi": "Tok Pisin", "zh": "中文", UNDETERMINED: "—",
}  # fmt: skip
# Codes of three letters by which spreadsheets call the languages of the interface.
_LONG_CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar"}


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


def other_site_languages(code: str) -> list[str]:
    """Return the languages of the interface other than `code`."""
    return [language for language, _name in settings.LANGUAGES if language != code]

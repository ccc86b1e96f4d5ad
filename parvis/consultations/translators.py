"""The machine that translates, where whoever runs the site has named one; none is needed, and none is by default.

It is asked over the protocol of LibreTranslate, which one can run on one's own machine: a text goes out, a text comes
back. Nothing is asked of it unless a person does, and only about what everybody can read.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import clean_words, says_something
from parvis.core.fetching import NotFetched, fetch
from parvis.core.fetching.failures import Why
from parvis.core.rules import Refused

SECONDS = 20.0
MOST_BYTES = 400_000
NO_ANSWER = _("The machine did not translate this: %(why)s")
# Of what may be otherwise in a while: nobody tries again by itself here.
_WHY = {
    Why.UNREACHABLE: _("It does not answer. Try again later, or write the translation yourself."),
    Why.SLOW: _("It does not answer in time. Try again later, or write the translation yourself."),
    Why.TOO_OFTEN: _("It is asked too often. Try again later, or write the translation yourself."),
    Why.BROKEN: _("It has a fault at the moment. Try again later, or write the translation yourself."),
}
NOTHING_USEFUL = _("The machine did not translate this: its answer cannot be read.")


def is_there() -> bool:
    """Tell whether a machine can be asked."""
    return settings.TRANSLATOR is not None


def ask_machine(words: str, *, source: str, target: str) -> str:
    """Return what a machine makes of `words` in another language; raise `Refused` with a sentence when it does not."""
    address, key = settings.TRANSLATOR
    asked = {"q": words, "source": source, "target": target, "format": "text"} | ({"api_key": key} if key else {})
    try:
        said = fetch(address, send=asked, seconds=SECONDS, most_bytes=MOST_BYTES).json()
    except NotFetched as failure:
        raise Refused(NO_ANSWER % {"why": _WHY.get(failure.why, failure)}) from None
    translated = clean_words(str(said.get("translatedText") or "")) if isinstance(said, dict) else ""
    if not says_something(translated):
        raise Refused(NOTHING_USEFUL)
    return translated

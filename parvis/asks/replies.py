"""What to reply where a post was made: in its language, with the address of what becomes of it."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.asks.models import Ask
from parvis.core.languages import SITE_LANGUAGES
from parvis.core.receipts import format_code


def language_of(ask: Ask) -> str:
    """Return the language to reply in: the post's, if the site speaks it, else English."""
    return ask.language if ask.language in SITE_LANGUAGES else "en"


def replies_to(ask: Ask) -> list[tuple[str, str]]:
    """Return what may be replied, as pairs of what for, in the language of the page, and the words to copy."""
    offered = [(_("To ask whether its author may be named"), _permission(ask))]
    if not ask.is_specific:
        offered.insert(0, (_("To ask for what is missing"), _more(ask)))
    return offered


def _permission(ask: Ask) -> str:
    with translation.override(language_of(ask)):
        return _(
            "Thank you! We have received this under the receipt %(code)s; what becomes of it is public here: %(page)s"
            " May we show your name with it? Reply yes, and with which name. Without a reply we show none."
        ) % _known(ask)


def _more(ask: Ask) -> str:
    with translation.override(language_of(ask)):
        return _(
            "Thank you! So that it reaches the right people: which subject is it about, such as open contracting or access"
            " to information, and what should be done? We have received this under the receipt %(code)s: %(page)s"
        ) % _known(ask)


def _known(ask: Ask) -> dict[str, str]:
    return {"code": format_code(ask.code), "page": str(settings.BASE_URL.geturl()) + ask.get_absolute_url()}

"""What templates say of documents: links to files, how languages stand, how reading their words went."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.core.dates import language_words, number_words
from parvis.cycles.models import Cycle
from parvis.documents.models import Document, FileVersion
from parvis.documents.parity import Parity, Standing
from parvis.documents.reading import BROKEN, CUT, NOTHING
from parvis.places.models import Place

register = template.Library()

_MILLION = 1_000_000
_SHOWN = 5


@register.simple_tag
def language_in_words(code: str, *, inside: bool = False) -> str:
    """Show a language by its name in the language of the page; `inside` a sentence as it stands there."""
    return language_words(code) if inside else capfirst(language_words(code))


@register.simple_tag
def file_link(version: FileVersion, look: str = "") -> SafeString:
    """Show a link to a file: its language, type and size."""
    words = _("%(language)s (%(type)s, %(size)s)") % {
        "language": language_in_words(version.language),
        "type": _apart(version.ending.upper()),
        "size": _apart(size_words(version.size)),
    }
    return format_html('<a href="{}" class="{}" download>{}</a>', version.get_absolute_url(), look, words)


@register.simple_tag
def size_words(size: int) -> str:
    """Show a number of bytes as people say it."""
    if size < _MILLION:
        return _("%(size)s kB") % {"size": number_words(max(1, round(size / 1000)))}
    return _("%(size)s MB") % {"size": number_words(round(size / _MILLION, 1))}


@register.simple_tag
def standing_words(standing: Standing) -> str:
    """Show how a language stands."""
    if standing.is_missing:
        return pgettext("file", "missing")
    if standing.is_older:
        return _("older than its source")
    return _("written first") if standing.is_source else _("up to date")


@register.simple_tag
def reading_words(version: FileVersion) -> str:
    """Show how reading the words of a file went, for those who gave it."""
    if version.read_at is None:
        return _("Its words are being read.")
    told = {
        BROKEN: _("Its words could not be read: it is found by its title only."),
        NOTHING: _("There are no words in it, only pictures perhaps: it is found by its title only."),
        CUT: _("It is very long: it is found by the words of its beginning."),
    }
    return told.get(version.unread_because, "")


@register.simple_tag
def other_languages(document: Document, parity: Parity) -> list[str]:
    """Return the languages in which a document may have a file beside those shown."""
    shown = {each.language for each in parity.standings}
    return [code for code in document.writing_languages if code not in shown]


@register.simple_tag
def documents_of(place: Place) -> int:
    """Return how many documents of a place are published; one query."""
    return Document.objects.published().filter(place=place).count()


@register.simple_tag
def documents_of_cycle(cycle: Cycle) -> list[Document]:
    """Return the newest documents of a cycle that are published; one query."""
    return list(Document.objects.published().filter(cycle=cycle)[:_SHOWN])


def _apart(text: str) -> str:
    """Keep a text from running together with its neighbours where the page is read from right to left."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"

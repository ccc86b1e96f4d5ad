"""What was asked, in the language of whoever reads."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import get_language

from parvis.asks.models import Ask, Route
from parvis.consultations.models import Translation
from parvis.consultations.queries.translations import Original, Said, Translated, said_in_all, translated


class Row(NamedTuple):
    """An ask in a list, with its translation into the language of the page, if it has one."""

    ask: Ask
    translated: Translated | None


def original_of(ask: Ask, routes: Iterable[Route]) -> Original:
    """Return an ask as it was posted; its glossary is that of the consultations it became part of."""
    made = [route.contribution for route in routes if route.contribution]
    return Original(ask.text, ask.language, [term for each in made for term in each.consultation.glossary])


def said_of(ask: Ask, routes: Iterable[Route]) -> Said:
    """Return a public ask with its translations; one query, and none of `routes` that hold their consultations."""
    return said_in_all(original_of(ask, routes), Translation.objects.of(ask))


def rows_of(asks: Sequence[Ask]) -> list[Row]:
    """Return asks as they are read in the language of the page; one query."""
    language = get_language() or ""
    codes = [ask.code for ask in asks if ask.is_public and ask.language != language]
    rows = Translation.objects.current().filter(subject_type=Ask.record_type, subject_key__in=codes, language=language)
    found = {each.subject_key: each for each in rows}
    return [Row(ask, _translated(ask, found.get(ask.code))) for ask in asks]


def _translated(ask: Ask, translation: Translation | None) -> Translated | None:
    return translated(Original(ask.text, ask.language, []), translation) if translation else None

"""What a reader may choose from, with how many contributions each choice holds."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from parvis.consultations.models import Breakdown
from parvis.consultations.queries.choosing import ORDERS, STATES, Choice
from parvis.consultations.queries.coverage import Coverage
from parvis.consultations.queries.workshops import Heard
from parvis.core.dates import number_words
from parvis.core.detection import UNDETERMINED
from parvis.core.languages import language_name
from parvis.cycles.models import CalendarLine
from parvis.themes.models import Theme


class Option(NamedTuple):
    """One value of a choice."""

    value: str
    words: str
    number: str = ""
    language: str = ""


class Options(NamedTuple):
    """Everything there is to choose from, and what was chosen."""

    choice: Choice
    themes: tuple[Option, ...]
    languages: tuple[Option, ...]
    states: tuple[Option, ...]
    orders: tuple[Option, ...]
    events: tuple[Option, ...] = ()


def options_for(
    choice: Choice, themes: Iterable[Theme], coverage: Coverage, events: Iterable[tuple[CalendarLine, Heard]] = ()
) -> Options:
    """Return what there is to choose from in the language now active; no query."""
    return Options(
        choice._replace(after=""),
        _themes(themes, coverage.parts.get(Breakdown.Of.THEME, {})),
        _languages(coverage.parts.get(Breakdown.Of.LANGUAGE, {})),
        tuple(Option(value, str(words)) for value, words in STATES.items()),
        tuple(Option(value, str(words)) for value, words in ORDERS.items()),
        tuple(Option(str(line.pk), str(line), number_words(heard.notes)) for line, heard in events),
    )


def _themes(themes: Iterable[Theme], numbers: dict[str, int]) -> tuple[Option, ...]:
    found = []
    for theme in themes:
        language, name = theme.name.best()
        found.append(Option(theme.slug, name, number_words(numbers.get(str(theme.pk), 0)), language))
    return tuple(found)


def _languages(numbers: dict[str, int]) -> tuple[Option, ...]:
    by_number = sorted(numbers.items(), key=lambda part: (-part[1], part[0]))
    return tuple(
        Option(code, _("another language") if code == UNDETERMINED else language_name(code), number_words(number))
        for code, number in by_number
    )

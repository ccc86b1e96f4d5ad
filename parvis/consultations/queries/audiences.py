"""Who has spoken in a consultation, and who is missing: read from the figures, never counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from parvis.consultations.models import Audience, Breakdown, Consultation, Contribution
from parvis.consultations.queries.coverage import Coverage
from parvis.core.dates import language_words
from parvis.core.detection import UNDETERMINED

# Fewer of one kind of participant are told as few: nobody should be found by being one of two. Channels say nothing of
# a person, and by language one can choose what to read.
FEW = 5
Of = Breakdown.Of


class Bar(NamedTuple):
    """How many contributions have something in common, in words; at most so many when they are few."""

    value: str
    words: str
    number: int
    is_few: bool = False

    @property
    def told(self) -> str:
        """Return the number as files tell it."""
        return f"<{FEW}" if self.is_few else str(self.number)


class Missing(NamedTuple):
    """An audience from which less came than was hoped for."""

    words: str
    number: int
    expected: int
    is_few: bool


@dataclass(frozen=True)
class Voices:
    """How the published contributions of a consultation came, in which languages and from whom, the most first."""

    channels: list[Bar]
    languages: list[Bar]
    kinds: list[Bar]
    missing: list[Missing]
    # Audiences of which nobody can tell whether they have spoken.
    unknown: list[str]
    # Whether any audience was named of which one can tell.
    has_hopes: bool

    @property
    def tables(self) -> list[tuple[str, str, list[Bar]]]:
        """Return caption, head and bars of each table."""
        return [
            (_("By channel"), _("Channel"), self.channels),
            (_("By language"), _("Language"), self.languages),
            (_("By kind of participant"), _("Who"), self.kinds),
        ]


def voices_in(consultation: Consultation, coverage: Coverage) -> Voices:
    """Tell who has spoken and who is missing, in the language now active; one query."""
    audiences = list(Audience.objects.filter(consultation=consultation))
    kinds = {**dict(Contribution.Kind.choices), "": _("did not say")}
    told = [each for each in audiences if each.of != Audience.Of.OTHER]
    return Voices(
        channels=_bars(coverage, Of.CHANNEL, dict(Contribution.Channel.choices)),
        languages=_bars(coverage, Of.LANGUAGE),
        kinds=_bars(coverage, Of.KIND, kinds),
        missing=list(_missing(told, coverage)),
        unknown=[str(each) for each in audiences if each.of == Audience.Of.OTHER],
        has_hopes=bool(told),
    )


def _missing(audiences: Iterable[Audience], coverage: Coverage) -> Iterable[Missing]:
    for each in audiences:
        number = coverage.parts.get(each.of, {}).get(each.value, 0)
        if number < each.expected:
            yield Missing(str(each), number, each.expected, _is_few(each.of, number))


def _bars(coverage: Coverage, of: str, names: dict[str, str] | None = None) -> list[Bar]:
    numbers = coverage.parts.get(of, {})
    bars = [
        Bar(value, _name(value, names), FEW, is_few=True)
        if _is_few(of, number)
        else Bar(value, _name(value, names), number)
        for value, number in numbers.items()
    ]
    return sorted(bars, key=lambda bar: (bar.is_few, -bar.number, bar.words))


def _is_few(of: str, number: int) -> bool:
    return of == Of.KIND and 0 < number < FEW


def _name(value: str, names: dict[str, str] | None) -> str:
    if names is not None:
        return str(names.get(value, value))
    return _("language not known") if value in ("", UNDETERMINED) else language_words(value)

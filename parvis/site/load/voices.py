"""Draw contributions as varied as people's: languages, themes, channels, states, supports and answers."""

import datetime
import functools
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from parvis.consultations.models import Contribution
from parvis.core.receipts import code_of
from parvis.site.load.frame import Frame
from parvis.site.load.words import LANGUAGES, Writer, name
from parvis.themes.models import Theme

CHANNELS = {"web": 70, "import": 12, "workshop": 8, "email": 6, "paper": 4}
KINDS = {"": 40, "citizen": 35, "civil": 12, "public": 5, "academia": 4, "business": 3, "media": 1}
STATUSES = {"published": 965, "hidden": 25, "held": 10}
ANSWERS = {"accepted": 25, "partly": 25, "under_way": 15, "not_accepted": 15, "outside": 10, "more_work": 10}
_REASONS = ("off_topic", "insult", "personal_data", "repeated")
_ANSWERED_IN = datetime.timedelta(days=21)


@dataclass
class Voice:
    """A contribution that is not saved yet, with its themes and the persons who support it."""

    contribution: Contribution
    themes: list[Theme] = field(default_factory=list)
    supporters: list[int] = field(default_factory=list)


def voices(frame: Frame, count: int, draw: random.Random, since: datetime.datetime, until: datetime.datetime) -> Iterator[Voice]:
    """Draw `count` contributions said evenly from one moment to another, the oldest first."""
    drawer = _Drawer(frame, draw)
    for number in range(count):
        yield drawer.voice(since + (until - since) * (number / count))


class _Drawer:
    """Draws one voice after the other."""

    def __init__(self, frame: Frame, draw: random.Random) -> None:
        self.frame, self.draw = frame, draw
        self.writers = {language: Writer(language) for language in LANGUAGES}
        self.theme_weights = list(itertools.accumulate(1 / rank for rank in range(1, len(frame.themes) + 1)))

    def voice(self, said_at: datetime.datetime) -> Voice:
        draw = self.draw
        language = self.one_of(LANGUAGES)
        status = self.one_of(STATUSES)
        kind = self.one_of(KINDS)
        contribution = Contribution(
            code=code_of(draw.getrandbits(45)),
            consultation=self.frame.consultation,
            words=self.writers[language].write(draw),
            language=language,
            kind=kind,
            organisation_name=name(language, draw.randrange(500)) if kind == "civil" else "",
            public_name=name(language, draw.randrange(5000)) if draw.random() < 0.5 else "",
            channel=self.one_of(CHANNELS),
            status=status,
            received_at=said_at,
            lot=draw.getrandbits(31),
        )
        if status != Contribution.Status.HELD:
            contribution.published_at = said_at
            contribution.answer_due_on = self.due_on(said_at.date())
        if status == Contribution.Status.HIDDEN:
            contribution.hidden_for = draw.choice(_REASONS)
        supporters = self.supporters() if status == Contribution.Status.PUBLISHED else []
        contribution.supports = len(supporters)
        return Voice(contribution, self.themes(), supporters)

    def themes(self) -> list[Theme]:
        number = self.draw.choice((0, 1, 1, 1, 2, 2, 3))
        return list(dict.fromkeys(self.draw.choices(self.frame.themes, cum_weights=self.theme_weights, k=number)))

    def supporters(self) -> list[int]:
        """Most are supported by nobody, some by many."""
        if self.draw.random() > 0.12:
            return []
        number = min(int(self.draw.paretovariate(1)), 60, len(self.frame.supporters))
        return self.draw.sample(self.frame.supporters, number)

    def due_on(self, day: datetime.date) -> datetime.date:
        return self.frame.consultation.cycle.answer_due_on(day)

    def one_of(self, shares: dict[str, int]) -> str:
        names, weights = _cumulated(tuple(shares.items()))
        return self.draw.choices(names, cum_weights=weights)[0]


@functools.cache
def _cumulated(shares: tuple[tuple[str, int], ...]) -> tuple[list[str], list[int]]:
    return [name for name, _share in shares], list(itertools.accumulate(share for _name, share in shares))


@dataclass
class Decision:
    """What is answered at a moment to several of them."""

    disposition: str
    at: datetime.datetime
    voices: list[Voice]


def decisions(said: list[Voice], draw: random.Random, now: datetime.datetime) -> Iterator[Decision]:
    """Share three quarters of the published ones out among answers, twenty to each; some answers are still to come."""
    waiting = [voice for voice in said if voice.contribution.published_at and not voice.contribution.hidden_for]
    for group in itertools.batched((voice for voice in waiting if draw.random() < 0.75), 20):
        at = group[-1].contribution.received_at + _ANSWERED_IN * draw.expovariate(1)
        if at < now:
            yield Decision(draw.choices(list(ANSWERS), list(ANSWERS.values()))[0], at, list(group))

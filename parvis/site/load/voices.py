"""Draw contributions as varied as people's: languages, themes, channels, states, supports and answers."""

import datetime
import functools
import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parvis.consultations.models import Consultation, Contribution
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


@dataclass(slots=True)
class Voice:
    """A contribution in the making: what follows a contribution reads the same names here, at a tenth of the cost."""

    id: int
    code: str
    consultation: Consultation
    words: str
    language: str
    kind: str
    organisation_name: str
    public_name: str
    channel: str
    status: str
    received_at: datetime.datetime
    published_at: datetime.datetime | None
    hidden_for: str
    lot: int
    answer_due_on: datetime.date | None
    themes: list[Theme]
    supporters: list[int]
    answer: str = ""
    answered_at: datetime.datetime | None = None
    counted_as: str = ""
    refers_to: None = None
    record_type: str = Contribution.record_type

    @property
    def record_key(self) -> str:
        """Return the receipt code."""
        return self.code

    @property
    def consultation_id(self) -> int:
        """Return the number of the consultation."""
        return self.consultation.pk

    @property
    def supports(self) -> int:
        """Return how many persons support it."""
        return len(self.supporters)


class Drawer:
    """Draws one voice after the other."""

    def __init__(self, frame: Frame, draw: random.Random, first_id: int) -> None:
        self.frame, self.draw = frame, draw
        self.numbers = itertools.count(first_id)
        self.writers = {language: Writer(language) for language in LANGUAGES}
        self.theme_weights = list(itertools.accumulate(1 / rank for rank in range(1, len(frame.themes) + 1)))

    def voices(self, count: int, since: datetime.datetime, until: datetime.datetime) -> Iterator[Voice]:
        """Draw `count` voices heard evenly from one moment to another, the oldest first."""
        for number in range(count):
            yield self.voice(since + (until - since) * (number / count))

    def voice(self, at: datetime.datetime) -> Voice:
        """Draw what somebody says at a moment."""
        draw = self.draw
        language, status, kind = self.one_of(LANGUAGES), self.one_of(STATUSES), self.one_of(KINDS)
        is_held = status == Contribution.Status.HELD
        return Voice(
            id=next(self.numbers),
            code=code_of(draw.getrandbits(45)),
            consultation=self.frame.consultation,
            words=self.writers[language].write(draw),
            language=language,
            kind=kind,
            organisation_name=name(language, draw.randrange(500)) if kind == "civil" else "",
            public_name=name(language, draw.randrange(5000)) if draw.random() < 0.5 else "",
            channel=self.one_of(CHANNELS),
            status=status,
            received_at=at,
            published_at=None if is_held else at,
            hidden_for=draw.choice(_REASONS) if status == Contribution.Status.HIDDEN else "",
            lot=draw.getrandbits(31),
            answer_due_on=None if is_held else self.frame.consultation.cycle.answer_due_on(at.date()),
            themes=self.themes(),
            supporters=self.supporters() if status == Contribution.Status.PUBLISHED else [],
        )

    def themes(self) -> list[Theme]:
        """Draw what it speaks to: nothing, or up to three themes, the first of the cycle more often."""
        number = self.draw.choice((0, 1, 1, 1, 2, 2, 3))
        return list(dict.fromkeys(self.draw.choices(self.frame.themes, cum_weights=self.theme_weights, k=number)))

    def supporters(self) -> list[int]:
        """Most are supported by nobody, some by many."""
        if self.draw.random() > 0.12:
            return []
        number = min(int(self.draw.paretovariate(1)), 60, len(self.frame.supporters))
        return self.draw.sample(self.frame.supporters, number)

    def one_of(self, shares: dict[str, int]) -> str:
        """Draw one of several names, each by its share."""
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


def decisions(said: Iterable[Voice], draw: random.Random, now: datetime.datetime) -> Iterator[Decision]:
    """Share three quarters of the published ones out among answers, twenty to each; some answers are still to come."""
    published = (voice for voice in said if voice.status == Contribution.Status.PUBLISHED)
    for group in itertools.batched((voice for voice in published if draw.random() < 0.75), 20):
        at = group[-1].received_at + _ANSWERED_IN * draw.expovariate(1)
        if at < now:
            yield Decision(draw.choices(list(ANSWERS), list(ANSWERS.values()))[0], at, list(group))

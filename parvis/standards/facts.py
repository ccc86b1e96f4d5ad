"""What a requirement is judged by: things that happened, each with its day in the place and where it can be read."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

GOVERNMENT, CIVIL = "government", "civil"
CO_CREATION, IMPLEMENTATION = "co-creation", "implementation"


@dataclass(frozen=True)
class Happening:
    """Something that happened on a day: its identity in the record, its name in languages, its page, its kinds.

    `until` ends what lasted; `is_attested` is what happened elsewhere and a published document tells of.
    """

    key: str
    on: datetime.date
    words: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    kinds: frozenset[str] = frozenset()
    until: datetime.date | None = None
    is_attested: bool = False


@dataclass(frozen=True)
class Heard:
    """How many contributions were published before the plan, and what became of them."""

    published: int = 0
    unanswered: int = 0
    answered_after_plan: int = 0
    sectors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Facts:
    """What happened in one cycle. Days are those of the place; a planned end of development may be unknown.

    Development runs from `begins_on` until the plan is published, implementation from then until `ends_on`.
    Kinds of meetings name the sides that were there, kinds of publications their classes of evidence.
    """

    begins_on: datetime.date
    ends_on: datetime.date
    plan_expected_on: datetime.date | None = None
    plan_on: datetime.date | None = None
    meetings: tuple[Happening, ...] = ()
    forum_rules: tuple[Happening, ...] = ()
    seated: frozenset[str] = frozenset()
    pages: tuple[Happening, ...] = ()
    publications: tuple[Happening, ...] = ()
    timelines: tuple[Happening, ...] = ()
    outreach: tuple[Happening, ...] = ()
    channels: tuple[Happening, ...] = ()
    in_person: tuple[Happening, ...] = ()
    summaries: tuple[Happening, ...] = ()
    responses: tuple[Happening, ...] = ()
    heard: Heard = field(default_factory=Heard)

    @property
    def developed_by(self) -> datetime.date | None:
        """Return the day development ended, or is expected to."""
        return self.plan_on or self.plan_expected_on

    def is_in_development(self, happening: Happening) -> bool:
        """Tell whether something happened, or was still going on, while the plan was developed."""
        begun_before_its_end = self.developed_by is None or happening.on <= self.developed_by
        return begun_before_its_end and (happening.until or happening.on) >= self.begins_on


def until(happenings: Iterable[Happening], on: datetime.date) -> list[Happening]:
    """Return what had happened by the end of a day, oldest first."""
    return sorted((each for each in happenings if each.on <= on), key=lambda each: (each.on, each.key))

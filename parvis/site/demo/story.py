"""The shapes the story is told in: words in four languages, and moments counted from the day it is told."""

import dataclasses
import datetime
import re
import zoneinfo
from collections.abc import Mapping
from typing import NamedTuple

type Words = dict[str, str]

LANGUAGES = ("en", "fr", "es", "ar")
OTTAWA = "America/Toronto"

STAGES = {"gathering": 0, "answering": 0, "adopted": 204, "tracking": 418}
"""The day of the story that is today, at each stage. Gathering and answering are one day: only answers differ."""

_NO_BREAK = "\N{NO-BREAK SPACE}"
_FRENCH_SPACES = re.compile(r" (?=[:»%$])|(?<=«) |(?<=\d) (?=\d{3}\b)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")


def words(en: str = "", fr: str = "", es: str = "", ar: str = "") -> Words:
    """Gather a text in the languages it exists in, with the spaces and apostrophes of good print.

    French follows Canadian usage: no-break spaces inside guillemets and before a colon, a percent or a dollar sign;
    none before a semicolon, a question mark or an exclamation mark.
    """
    texts = {"en": en, "fr": _FRENCH_SPACES.sub(_NO_BREAK, fr), "es": es, "ar": ar}
    return {code: _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text) for code, text in texts.items() if text}


class When(NamedTuple):
    """A moment of the story: a day counted from the day it is told, and a local time."""

    day: int
    time: str = "09:00"
    zone: str = OTTAWA

    def on(self, day_zero: datetime.date) -> datetime.datetime:
        """Return the moment, in its own time zone, when day 0 of the story is `day_zero`."""
        clock = datetime.time.fromisoformat(self.time)
        day = day_zero + datetime.timedelta(days=self.day)
        return datetime.datetime.combine(day, clock, tzinfo=zoneinfo.ZoneInfo(self.zone))


def years(day_zero: datetime.date, starts: int, ends: int) -> dict[str, int]:
    """Return the years between which the plan runs, given its first and last days."""
    first, last = (day_zero + datetime.timedelta(days=days) for days in (starts, ends))
    return {"plan_start": first.year, "plan_end": last.year}


def fill(texts: Words, values: Mapping[str, object]) -> Words:
    """Return `texts` with their placeholders, such as `{plan_end}`, replaced."""
    return {code: text.format_map(values) for code, text in texts.items()}


@dataclasses.dataclass(frozen=True)
class Place:
    """A country or a local government."""

    slug: str
    iso: str
    region: str
    languages: tuple[str, ...]
    time_zone: str
    name: Words
    since: int | None = None
    kind: str = "country"
    parent: str = ""


@dataclasses.dataclass(frozen=True)
class Theme:
    """A subject of the cycle; `suggested` when it came from the public and is not taken up yet."""

    number: int
    slug: str
    name: Words
    description: Words
    status: str = "emerging"
    reason: Words = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Organisation:
    """An institution that answers, or an organisation that speaks."""

    slug: str
    kind: str
    name: Words


@dataclasses.dataclass(frozen=True)
class Role:
    """What a person does in the story's country, and for which institution."""

    kind: str
    organisation: str = ""


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody of the cast; `about` says in one sentence who they are, for the list one chooses from."""

    key: str
    email: str
    public_name: str
    language: str
    about: Words
    roles: tuple[Role, ...] = ()
    site_roles: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Phase:
    """A stretch of the cycle, from its first day to its last."""

    number: int
    name: Words
    starts: int
    ends: int


@dataclasses.dataclass(frozen=True)
class CalendarLine:
    """A dated line of the cycle's calendar."""

    key: str
    title: Words
    where: Words
    starts: When
    ends: When
    languages: tuple[str, ...]
    themes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Cycle:
    """The turn of the cycle the story tells."""

    place: str
    number: int
    slug: str
    title: Words
    rule_set: str
    answer_days: int
    convener: str
    phases: tuple[Phase, ...]
    calendar: tuple[CalendarLine, ...]


@dataclasses.dataclass(frozen=True)
class Consultation:
    """Questions put to the public, for a time."""

    slug: str
    title: Words
    summary: Words
    help: Words
    questions: tuple[Words, ...]
    opens: When
    closes: When
    moderation: str
    welcomes: str = "anyone"
    # Of what, which one, in words, and how many are hoped for.
    audiences: tuple[tuple[str, str, Words, int], ...] = ()
    sites: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Contribution:
    """What somebody said. `checked_after` is how many hours passed before a moderator let it be read."""

    id: str
    language: str
    said: When
    words: str
    themes: tuple[str, ...] = ()
    consultation: str = ""
    kind: str = "citizen"
    organisation: str = ""
    public_name: str = ""
    author: str = ""
    channel: str = "web"
    question: int | None = None
    supports: int = 0
    refers_to: str = ""
    source_ref: str = ""
    checked_after: int = 0

    def published(self, day_zero: datetime.date) -> datetime.datetime:
        """Return the moment from which anybody can read it."""
        return self.said.on(day_zero) + datetime.timedelta(hours=self.checked_after)


@dataclasses.dataclass(frozen=True)
class Hiding:
    """A decision to hide a contribution: why, in a word of the list and in a sentence."""

    contribution: str
    reason: str
    sentence: Words
    by: str
    at: When
    duplicate_of: str = ""


@dataclasses.dataclass(frozen=True)
class Appealed:
    """A decision to hide that its author appealed against, and that somebody else took back."""

    hiding: Hiding
    author: str
    plea: str
    asked: When
    decided_by: str
    decided: When


@dataclasses.dataclass(frozen=True)
class Correction:
    """A new version of a published response."""

    reason: Words
    by: str
    at: When
    why: Words


@dataclasses.dataclass(frozen=True)
class Response:
    """A reasoned answer given once to several contributions."""

    id: str
    organisation: str
    disposition: str
    reason: Words
    answers: tuple[str, ...]
    drafted_by: str
    reviewed_by: str
    drafted: When
    submitted: When
    published: When
    notes: Mapping[str, Words] = dataclasses.field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    commitments: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class CommitmentVersion:
    """One wording of a commitment; `note` says what changed since the one before."""

    at: When
    by: str
    title: Words
    problem: Words
    change: Words
    note: Words = dataclasses.field(default_factory=dict)

    def revised(self, at: When, by: str, note: Words, **texts: Words) -> "CommitmentVersion":
        """Return the next version: the same, but for the texts given."""
        return dataclasses.replace(self, at=at, by=by, note=note, **texts)


@dataclasses.dataclass(frozen=True)
class Commitment:
    """A promise of the plan and what it is made of."""

    number: int
    slug: str
    organisation: str
    sources: tuple[str, ...]
    versions: tuple[CommitmentVersion, ...]
    adopted: When
    adopted_by: str

    @property
    def code(self) -> str:
        """Return the code people cite: C01."""
        return f"C{self.number:02}"


@dataclasses.dataclass(frozen=True)
class Plan:
    """The plan the commitments are gathered in."""

    title: Words
    introduction: Words
    commitments: tuple[str, ...]
    published: When
    published_by: str


@dataclasses.dataclass(frozen=True)
class Progress:
    """What was reported on a commitment for a period, whose last day is `period_ends`."""

    commitment: str
    period_ends: int
    reported: When
    by: str
    status: str
    words: Words
    challenges: Words = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Late:
    """Something promised for a day, and not done."""

    commitment: str
    due: int
    organisation: str
    what: Words
    last_word: Words

"""The picture of a timeline: a bar for each phase and activity on a line of months, mirrored for languages that run from the right."""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.core.dates import day_words, month_words, span_words
from parvis.core.languages import direction
from parvis.cycles.timelines import Bar, Row, Standing, Timeline

WIDTH, LABELS, HEAD, ROW = 1000, 330, 44, 26
# Around words that run the other way.
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# So many letters of a title stand beside its bar; the whole is in the table and told to whoever listens.
_LETTERS = 45
# What comes after the plan is due gets no more than this share of the line.
_AFTERWARDS = 0.25
_NARROWEST = 5
# Units between two months that are named.
_APART = 84


class Drawn(NamedTuple):
    """A phase or an activity: its label, whole title, their language, its days, where its bar begins, how wide it is, its class.

    `diamond` is the path of one for what takes one day; `kind` is "phase", "critical", "over" or "plain".
    """

    label: str
    title: str
    language: str
    days: str
    x: float
    y: int
    width: float
    kind: str
    diamond: str = ""

    @property
    def middle(self) -> int:
        """Return where letters stand on."""
        return self.y + ROW - 8

    @property
    def top(self) -> int:
        """Return where the bar begins from above."""
        return self.y + 6


class Tick(NamedTuple):
    """A month or a year that is named, and where it begins."""

    words: str
    x: float


class Picture(NamedTuple):
    """What is drawn; `today` is None outside the line, `keys` say what the lines mean, `edge` is where labels begin."""

    height: int
    rows: list[Drawn]
    ticks: list[Tick]
    today: float | None
    due: float
    keys: list[str]
    is_mirrored: bool
    edge: float
    language: str

    @property
    def foot(self) -> int:
        """Return where the lines end."""
        return self.height - 8


def picture(timeline: Timeline, standings: list[Standing], on: datetime.date, *, apart: int = _APART) -> Picture:
    """Return the drawing of a timeline on a day, in the language now active; months named are `apart` by so many units."""
    bars = [*timeline.phases, *timeline.rows]
    first = min([timeline.begins, *(bar.starts_on for bar in bars)])
    last = max([timeline.ends, *(bar.ends_on for bar in bars)])
    is_mirrored = direction(get_language() or "en") == "rtl"
    scale, is_close = _scale(first, min(timeline.due, last), last)

    def place(day: datetime.date, width: float = 0) -> float:
        return round(WIDTH - scale(day) - width if is_mirrored else scale(day), 1)

    kinds = {each.row.key: _kind(each) for each in standings}
    rows = [
        _drawn(bar, "phase" if not isinstance(bar, Row) else kinds[bar.key], HEAD + number * ROW, scale, place)
        for number, bar in enumerate(in_phases(timeline))
    ]
    ticks = [Tick(words, place(day)) for words, day in _ticks(first, last, scale, apart)]
    return Picture(
        height=HEAD + len(rows) * ROW + 12,
        rows=rows,
        ticks=ticks,
        today=place(on) if first <= on <= last else None,
        due=place(timeline.due + datetime.timedelta(days=1)),
        keys=list(_keys(timeline, on if first <= on <= last else None, is_close)),
        is_mirrored=is_mirrored,
        edge=WIDTH if is_mirrored else 0,
        language=get_language() or "en",
    )


def _keys(timeline: Timeline, today: datetime.date | None, is_close: bool) -> Iterator[str]:
    yield _("Full line: the plan is due on %(day)s.") % {"day": day_words(timeline.due)}
    if today:
        yield _("Dashed line: today, %(day)s.") % {"day": day_words(today)}
    if is_close:
        yield _("After the day the plan is due, time is drawn closer together.")


def in_phases(timeline: Timeline) -> list[Bar]:
    """Return the phases, each followed by its activities, and then the activities of no phase."""
    known = {phase.key for phase in timeline.phases}
    ordered: list[Bar] = []
    for phase in timeline.phases:
        ordered += [phase, *(row for row in timeline.rows if row.phase == phase.key)]
    return ordered + [row for row in timeline.rows if row.phase not in known]


def _scale(
    first: datetime.date, due: datetime.date, last: datetime.date
) -> tuple[Callable[[datetime.date], float], bool]:
    """Return where a day begins on the line, and whether what comes after the due day is drawn closer together."""
    before, after = (due - first).days + 1, (last - due).days
    room = WIDTH - LABELS
    is_close = after > _AFTERWARDS * (before + after)
    knee = room * (1 - _AFTERWARDS) if is_close else room * before / (before + after)

    def scale(day: datetime.date) -> float:
        gone = (day - first).days
        if gone <= before or not after:
            return LABELS + knee * gone / before
        return LABELS + knee + (room - knee) * (gone - before) / after

    return scale, is_close


def _drawn(bar: Bar, kind: str, y: int, scale: Callable[[datetime.date], float], place: Callable[..., float]) -> Drawn:
    language, title = bar.title.best()
    label = title if len(title) <= _LETTERS else f"{title[: _LETTERS - 1].rstrip()}…"
    if direction(language or "en") != direction(get_language() or "en"):
        label = f"{_ISOLATE}{label}{_END}"
    days = span_words(bar.starts_on, bar.ends_on)
    end = scale(bar.ends_on + datetime.timedelta(days=1))
    width = round(max(_NARROWEST, end - scale(bar.starts_on)), 1)
    x = place(bar.starts_on, width)
    diamond = ""
    if bar.starts_on == bar.ends_on:
        diamond = f"M{x + width / 2:g} {y + 4}l9 9-9 9-9-9z"
    return Drawn(label, title, language, days, x, y, width, kind, diamond)


def _kind(standing: Standing) -> str:
    if standing.state == "over":
        return "over"
    return "critical" if standing.is_critical else "plain"


def _ticks(
    first: datetime.date, last: datetime.date, scale: Callable[[datetime.date], float], apart: int
) -> Iterator[tuple[str, datetime.date]]:
    """Yield the months that are named: the first of the line, then those with room between; each year is told once."""
    at, year = float("-inf"), 0
    day = first.replace(day=1)
    while day <= last:
        shown = max(day, first)
        if scale(shown) - at >= apart and WIDTH - scale(shown) >= apart:
            yield month_words(day, with_year=day.year != year), shown
            at, year = scale(shown), day.year
        day = (day + datetime.timedelta(days=32)).replace(day=1)

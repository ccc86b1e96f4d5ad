"""What changed from one search for themes to a later one, and why: texts, decisions, and what it was computed with."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from parvis.analysis.models import Decision, FoundTheme, Run
from parvis.analysis.queries.decisions import told_of
from parvis.analysis.queries.runs import two_of
from parvis.analysis.queries.said import Said, said_of
from parvis.consultations.models import Consultation

LISTED = SHOWN = 20
DECIDED = 8
# Why a text stands in another theme, as it is told: the first of these that is true.
REASONS = ("by_hand", "undone", "merged", "parted", "none_near", "near_now", "theme_gone", "theme_new", "nearer")
# Told among the parameters, but found in the texts and not chosen.
FOUND = {"placed_above"}

type Told = Mapping[str, Any]


@dataclass(frozen=True)
class Shift:
    """A text that stands in another theme, None for none, why, and how near both are to it now, in thousandths."""

    text: Said
    before: FoundTheme | None
    now: FoundTheme | None
    why: str
    likeness: tuple[int, int] | None


@dataclass(frozen=True)
class Changes:
    """What changed. `came` and `gone` list some texts, `shifts` a page of those that changed theme, from `start` on."""

    before: Run
    now: Run
    texts: tuple[int, int]
    came: list[Said]
    gone: list[Said]
    settings: list[tuple[str, Any, Any]]
    decisions: list[Decision]
    decided: int
    reasons: list[tuple[str, int]]
    shifts: list[Shift]
    after: int


def changes_of(consultation: Consultation, number: str, start: int) -> Changes | None:
    """Compare the last search with the one before, or with that of a number; None when there are not two. Seven queries."""
    found = two_of(consultation, Run.Kind.THEMES, number)
    if found is None:
        return None
    before, now = found
    then, today = _themes_in(before.told), _themes_in(now.told)
    moved = sorted(_moved(before.told, now.told, then, today), key=lambda each: (REASONS.index(each[1]), each[0]))
    page = moved[start : start + SHOWN]
    came, gone = sorted(today.keys() - then.keys()), sorted(then.keys() - today.keys())
    said = said_of([*came[:LISTED], *gone[:LISTED], *(code for code, _why in page)])
    themes = {theme.key: theme for theme in FoundTheme.objects.filter(consultation=consultation)}
    near = {text["id"]: {each["theme"]: each["likeness"] for each in text["near"]} for text in now.told["texts"]}
    decisions = _between(consultation, before.started_at, now.started_at)
    return Changes(
        before=before,
        now=now,
        texts=(len(came), len(gone)),
        came=[said[code] for code in came[:LISTED]],
        gone=[said[code] for code in gone[:LISTED]],
        settings=_settings(before.told, now.told),
        decisions=list(told_of(decisions)[:DECIDED]),
        decided=decisions.count(),
        reasons=sorted(Counter(why for _code, why in moved).items(), key=lambda each: REASONS.index(each[0])),
        shifts=[
            Shift(
                said[code],
                themes.get(then[code] or ""),
                themes.get(today[code] or ""),
                why,
                _likeness(near[code], today[code], then[code]) if why == "nearer" else None,
            )
            for code, why in page
        ],
        after=start + SHOWN if start + SHOWN < len(moved) else 0,
    )


def _themes_in(told: Told) -> dict[str, str | None]:
    return {text["id"]: text["theme"] for text in told["texts"]}


def _moved(
    before: Told, now: Told, then: Mapping[str, str | None], today: Mapping[str, str | None]
) -> Iterable[tuple[str, str]]:
    """Return the texts of both whose theme is another one, and why."""
    was_part, is_part = (
        {key: into for into, *keys in told["decisions"]["merges"] for key in keys} for told in (before, now)
    )
    had, has = ({theme["id"] for theme in told["themes"]} for told in (before, now))
    earlier, moves = before["decisions"]["moves"], now["decisions"]["moves"]
    for code in then.keys() & today.keys():
        was, stands = then[code], today[code]
        if was == stands:
            continue
        true = {
            "by_hand": code in moves and moves[code] != earlier.get(code),
            "undone": code in earlier and code not in moves,
            "merged": stands is not None and is_part.get(was or "") == stands,
            "parted": was is not None and was_part.get(stands or "") == was,
            "none_near": stands is None,
            "near_now": was is None,
            "theme_gone": was not in has,
            "theme_new": stands not in had,
            "nearer": True,
        }
        yield code, next(why for why in REASONS if true[why])


def _likeness(near: Mapping[str, float], now: str | None, before: str | None) -> tuple[int, int] | None:
    """Return how near a text is to both themes now, where both are among the nearest."""
    found = [near.get(each or "") for each in (now, before)]
    return (round(1000 * found[0]), round(1000 * found[1])) if found[0] is not None and found[1] is not None else None


def _settings(before: Told, now: Told) -> list[tuple[str, Any, Any]]:
    """Return what the later search was computed with, where that is another thing than before."""
    then, today = (
        {**told["parameters"], **told["libraries"], "engine": told["engine"], "python": told["python"]}
        for told in (before["manifest"], now["manifest"])
    )
    names = sorted((then | today).keys() - FOUND)
    return [(name, then.get(name), today.get(name)) for name in names if then.get(name) != today.get(name)]


def _between(consultation: Consultation, since: datetime | None, until: datetime | None) -> Any:
    """Return the decisions taken or undone after the one search had read what was decided, and before the other did."""
    taken, undone = (Q(**{f"{name}__gt": since, f"{name}__lte": until}) for name in ("at", "undone_at"))
    return Decision.objects.filter(taken | undone, consultation=consultation)

"""Keep what a run found as rows: themes, and where each contribution stands; what readers decided is left alone."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from parvis.analysis.models import FoundTheme, Placing
from parvis.consultations.models import Consultation, Contribution
from parvis.core.rows import insert

AT_A_TIME = 2_000
_COLUMNS = ("contribution_id", "theme_id", "strength", "near", "is_by_hand", "filing", "turn")
_LEARNED = ("near", "strength", "filing", "turn")

NOT_SUGGESTED: tuple[None, dict[str, Any]] = (None, {})

type Found = Mapping[str, Any]
type Filings = Mapping[str, tuple[int, Found]]
"""By receipt, when a person should look at a text, and what is suggested; see `Placing.filing`."""


def keep_themes(consultation: Consultation, found: Iterable[Found]) -> dict[str, FoundTheme]:
    """Keep themes with the words that tell them; those found no more, and decided about by nobody, are gone."""
    known = {theme.key: theme for theme in FoundTheme.objects.filter(consultation=consultation)}
    told = {theme["id"]: _told(theme) for theme in found}
    touched = _touched(consultation)
    for key, theme in known.items():
        theme.is_gone = key not in told and theme.pk not in touched
        for name, value in told.get(key, {}).items():
            setattr(theme, name, value)
    FoundTheme.objects.bulk_update(known.values(), ["labels", "central", "quotes", "is_gone"], batch_size=AT_A_TIME)
    new = [FoundTheme(consultation=consultation, key=key, **each) for key, each in told.items() if key not in known]
    FoundTheme.objects.bulk_create(new)
    return known | {theme.key: theme for theme in new}


def _told(theme: Found) -> dict[str, Any]:
    quotes = [[quote["id"], quote["start"], quote["end"]] for quote in theme["quotes"]]
    central = theme["central_quote"]
    return {
        "labels": theme["labels"],
        "central": [central["id"], central["start"], central["end"]] if central else [],
        "quotes": quotes,
    }


def _touched(consultation: Consultation) -> set[int]:
    """Return the themes that readers named, merged or put texts into."""
    themes = FoundTheme.objects.filter(consultation=consultation)
    named = {theme.pk for theme in themes if theme.is_named}
    merged = {number for theme in themes if theme.merged_into_id for number in (theme.pk, theme.merged_into_id)}
    by_hand = Placing.objects.filter(theme__consultation=consultation, is_by_hand=True)
    return named | merged | set(by_hand.values_list("theme", flat=True))


def keep_placings(
    consultation: Consultation, texts: Iterable[Found], themes: Mapping[str, FoundTheme], filings: Filings
) -> None:
    """Put each contribution where the run found it, unless a reader did so; what is near and suggested is told of all.

    What stood in a theme that was merged into the one found stays in it: whoever parts them again gives it its texts back.
    """
    ours = Placing.objects.filter(contribution__consultation=consultation)
    by_hand = {row.contribution_id: row for row in ours.filter(is_by_hand=True)}
    merged = ours.filter(is_by_hand=False, theme__merged_into__isnull=False)
    parts = merged.values_list("contribution", "theme__merged_into", "theme")
    part_of = {(number, into): theme for number, into, theme in parts}
    ours.filter(is_by_hand=False).delete()
    published = Contribution.objects.filter(consultation=consultation).published().order_by()
    numbers = dict(published.values_list("code", "pk").iterator())
    rows = [(numbers[each["id"]], each) for each in texts if each["id"] in numbers]
    for number, each in rows:
        if number in by_hand:
            row = by_hand[number]
            row.near, row.strength = _near(each), _strength(each)
            row.turn, row.filing = filings.get(each["id"], NOT_SUGGESTED)
    Placing.objects.bulk_update(by_hand.values(), _LEARNED, batch_size=AT_A_TIME)

    def placed(number: int, each: Found) -> tuple[Any, ...]:
        theme = themes[each["theme"]].pk if each["theme"] else None
        if theme is not None:
            theme = part_of.get((number, theme), theme)
        turn, filing = filings.get(each["id"], NOT_SUGGESTED)
        return number, theme, _strength(each), json.dumps(_near(each)), False, json.dumps(filing), turn

    # Written without models: there may be a hundred thousand.
    insert(Placing, _COLUMNS, (placed(number, each) for number, each in rows if number not in by_hand))


def _near(each: Found) -> list[list[Any]]:
    return [[near["theme"], round(1000 * near["likeness"])] for near in each["near"]]


def _strength(each: Found) -> int:
    return round(1000 * each["strength"])

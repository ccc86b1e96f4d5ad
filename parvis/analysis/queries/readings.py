"""What the reading desk tells: themes side by side, the texts of one, those of which the program is least sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from parvis.analysis.models import FoundTheme, Placing, Run
from parvis.consultations.models import Consultation, Contribution
from parvis.core.pages import KeysetPage, keyset
from parvis.core.receipts import format_code

SHOWN = 20
_TEXT = (
    "pk", "strength", "near", "is_by_hand", "theme__key", "theme__merged_into__key",
    "contribution__code", "contribution__words", "contribution__language", "contribution__public_name",
)  # fmt: skip


def readings_of(consultations: Iterable[int], after: str) -> KeysetPage[Consultation]:
    """Return a page of consultations, the newest first, with `themes` and `texts` sorted in each; one query."""
    rows = Consultation.objects.filter(pk__in=consultations).select_related("cycle__place")
    texts = Placing.objects.filter(contribution__consultation=OuterRef("pk"))
    themes = FoundTheme.objects.filter(consultation=OuterRef("pk")).alive()
    counted = rows.annotate(texts=_count(texts), themes=_count(themes))
    return keyset(counted, ("-pk",), after, SHOWN)


def _count(rows: Any) -> Coalesce:
    counted = rows.order_by().values(one=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


@dataclass
class Shelf:
    """A theme, how many texts are read in it, how many of them readers put there, a quote, and what was merged into it."""

    theme: FoundTheme
    texts: int = 0
    by_hand: int = 0
    quote: str = ""
    language: str = ""
    merged: list[FoundTheme] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """All themes of a consultation, the largest first; how many texts stand in none, and how many readers looked at."""

    shelves: list[Shelf]
    not_placed: int
    texts: int
    by_hand: int


def desk_of(consultation: Consultation) -> Desk:
    """Tell how what was said is sorted; three queries."""
    themes = list(FoundTheme.objects.filter(consultation=consultation, is_gone=False).select_related("merged_into"))
    shelves = {theme.pk: Shelf(theme) for theme in themes if theme.merged_into is None}
    for theme in themes:
        if theme.merged_into_id in shelves:
            shelves[theme.merged_into_id].merged.append(theme)
    not_placed = texts = by_hand = 0
    for number, count, hand in _counted(consultation):
        texts, by_hand = texts + count, by_hand + hand
        if number in shelves:
            shelves[number].texts, shelves[number].by_hand = count, hand
        else:
            not_placed += count
    _quote(shelves.values())
    found = sorted(shelves.values(), key=lambda shelf: (-shelf.texts, shelf.theme.number))
    return Desk(found, not_placed, texts, by_hand)


def _counted(consultation: Consultation) -> Iterable[tuple[int | None, int, int]]:
    """Return for each theme, None for none, how many texts are read in it, and how many were put there by hand."""
    rows = readable(consultation).values_list(Coalesce("theme__merged_into", "theme"))
    return rows.annotate(n=Count("pk"), hand=Count("pk", filter=Q(is_by_hand=True))).order_by()


def _quote(shelves: Iterable[Shelf]) -> None:
    by_code = {shelf.theme.central[0]: shelf for shelf in shelves if shelf.theme.central}
    said = Contribution.objects.filter(code__in=by_code).published().order_by()
    for code, words, language in said.values_list("code", "words", "language"):
        _code, start, end = by_code[code].theme.central
        by_code[code].quote, by_code[code].language = words[start:end], language


def readable(consultation: Consultation) -> Any:
    """Return the placings of contributions everybody may read."""
    return Placing.objects.filter(
        contribution__consultation=consultation, contribution__status=Contribution.Status.PUBLISHED
    )


@dataclass(frozen=True)
class Placed:
    """A text on the desk: its receipt code and words, and near themes; `mark` says in which theme it was when it was shown."""

    code: str
    mark: str
    words: str
    language: str
    public_name: str
    strength: int
    is_by_hand: bool
    near: Sequence[tuple[FoundTheme, int]] = ()

    @property
    def receipt(self) -> str:
        """Return its receipt as it is shown."""
        return format_code(self.code)


def texts_of(consultation: Consultation, theme: FoundTheme | None, after: str) -> KeysetPage[Placed]:
    """Return a page of the texts that are read in a theme, or in none, the surest first; one query."""
    rows = readable(consultation)
    rows = rows.filter(Q(theme=theme) | Q(theme__merged_into=theme)) if theme else rows.filter(theme=None)
    page = keyset(rows.values(*_TEXT), ("-strength", "pk"), after, SHOWN)
    return KeysetPage([_placed(row, {}) for row in page.rows], page.after)


def unsure_of(consultation: Consultation, after: str) -> tuple[Placed | None, str]:
    """Return the text of which the program is least sure and no reader has looked at, and where the next begins.

    Two queries.
    """
    rows = readable(consultation).filter(is_by_hand=False)
    page = keyset(rows.values(*_TEXT), ("strength", "pk"), after, 1)
    if not page.rows:
        return None, ""
    themes = FoundTheme.objects.filter(consultation=consultation).select_related("merged_into")
    return _placed(page.rows[0], {theme.key: theme.merged_into or theme for theme in themes}), page.after


def _placed(row: dict[str, Any], themes: dict[str, FoundTheme]) -> Placed:
    key = row["theme__merged_into__key"] or row["theme__key"] or ""
    near: dict[FoundTheme, int] = {}
    for name, likeness in row["near"] if themes else ():
        near.setdefault(themes[name], likeness)
    code = row["contribution__code"]
    return Placed(
        code=code,
        mark=f"{code}:{key}",
        words=row["contribution__words"],
        language=row["contribution__language"],
        public_name=row["contribution__public_name"],
        strength=row["strength"],
        is_by_hand=row["is_by_hand"],
        near=list(near.items()),
    )


@dataclass(frozen=True)
class News:
    """What changed from the run before the last to the last: texts that came, and themes that came and went."""

    texts: int
    texts_gone: int
    grown: list[tuple[FoundTheme, int]]
    themes: list[FoundTheme]
    themes_gone: list[FoundTheme]
    do_not_fit: bool


def news_of(consultation: Consultation) -> News | None:
    """Tell what is new since the run before the last; None when there is no such run."""
    last = Run.objects.filter(consultation=consultation, kind=Run.Kind.THEMES).done().first()
    new = last.told.get("new_since") if last else None
    if not new:
        return None
    themes = {theme.key: theme for theme in FoundTheme.objects.filter(consultation=consultation)}
    grown = sorted((-count, key) for key, count in new["by_theme"].items() if key in themes)
    return News(
        texts=len(new["texts"]),
        texts_gone=len(new["texts_gone"]),
        grown=[(themes[key], -count) for count, key in grown],
        themes=[themes[key] for key in new["themes"] if key in themes],
        themes_gone=[themes[key] for key in new["themes_gone"] if key in themes],
        do_not_fit=new["themes_do_not_fit"],
    )

"""Texts that name no theme of the cycle, and what a program suggests for each, with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from parvis.analysis.models import Placing
from parvis.analysis.queries.readings import readable
from parvis.consultations.models import Consultation, Contribution, ContributionTheme
from parvis.core.pages import keyset
from parvis.core.receipts import format_code
from parvis.cycles.models import CycleTheme
from parvis.themes.models import Theme

LIKE = 140


class Near(NamedTuple):
    """A filed text that is like the one to be filed: how it begins, and its likeness in thousandths."""

    code: str
    words: str
    language: str
    likeness: int

    @property
    def receipt(self) -> str:
        """Return its receipt as it is shown."""
        return format_code(self.code)


class Suggestion(NamedTuple):
    """A theme, its chance in thousandths, the words of the text that speak for it with their weights, and filed texts like it."""

    theme: Theme
    chance: int
    words: list[tuple[str, float]]
    nearest: list[Near]


@dataclass(frozen=True)
class ToFile:
    """A text to be filed; `right` says in how many of a thousand cases one of three suggestions as sure was right."""

    code: str
    words: str
    language: str
    public_name: str
    right: int | None
    suggestions: Sequence[Suggestion]

    @property
    def receipt(self) -> str:
        """Return its receipt as it is shown."""
        return format_code(self.code)


def themes_to_file(consultation: Consultation) -> list[Theme]:
    """Return the themes of the cycle, in its order; one query."""
    rows = CycleTheme.objects.filter(cycle=consultation.cycle_id).exclude(status=CycleTheme.Status.DROPPED)
    return [row.theme for row in rows.select_related("theme")]


def to_file(consultation: Consultation, themes: Sequence[Theme], after: str) -> tuple[ToFile | None, str]:
    """Return the text of which the program is least sure, and where the next begins; two queries."""
    rows = _waiting(consultation).select_related("contribution")
    page = keyset(rows, ("turn", "pk"), after, 1)
    if not page.rows:
        return None, ""
    placing: Placing = page.rows[0]
    said, filing = placing.contribution, placing.filing
    known = {theme.slug: theme for theme in themes}
    near = _near(filing)
    found = ToFile(
        code=said.code,
        words=said.words,
        language=said.language,
        public_name=said.public_name,
        right=filing.get("right"),
        suggestions=[
            _suggestion(each, known[each["theme"]], said.words, near)
            for each in filing.get("themes", ())
            if each["theme"] in known
        ],
    )
    return found, page.after


def left_to_file(consultation: Consultation) -> int:
    """Count the texts for which the last run suggests something, or says that it cannot, and that nobody has filed."""
    return _waiting(consultation).count()


def _waiting(consultation: Consultation) -> Any:
    named = ContributionTheme.objects.filter(contribution=OuterRef("contribution"))
    return readable(consultation).filter(~Exists(named), turn__isnull=False)


def _near(filing: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the words, and their language, of the filed texts that are still there to be read."""
    codes = {code for each in filing.get("themes", ()) for code, _likeness in each["nearest"]}
    published = Contribution.objects.filter(code__in=codes).published().order_by()
    return {
        code: (words[:LIKE], language) for code, words, language in published.values_list("code", "words", "language")
    }


def _suggestion(each: Mapping[str, Any], theme: Theme, words: str, near: Mapping[str, tuple[str, str]]) -> Suggestion:
    said = {words[start:end]: weight / 1000 for start, end, weight in each["words"]}
    nearest = [Near(code, *near[code], likeness) for code, likeness in each["nearest"] if code in near]
    return Suggestion(theme, each["chance"], list(said.items()), nearest)

"""Statements in the language of whoever reads, the original never far."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from parvis.consultations.models import Translation
from parvis.consultations.queries.translations import label_of
from parvis.votes.models import Statement


@dataclass(frozen=True)
class Worded:
    """A statement as it is shown: its words, their language, and who translated them; "" when nobody did."""

    statement: Statement
    words: str
    language: str
    label: str = ""

    @property
    def number(self) -> int:
        """Return the number of the statement."""
        return self.statement.number


def worded(statements: Iterable[Statement]) -> list[Worded]:
    """Return statements in the language of the page where somebody translated them; their consultation is loaded."""
    statements, language = list(statements), get_language() or "en"
    found = Translation.objects.of(*statements).current().filter(language=language) if statements else ()
    by_key = {each.subject_key: each for each in found}
    return [_worded(each, by_key.get(each.record_key)) for each in statements]


def _worded(statement: Statement, translation: Translation | None) -> Worded:
    if translation is None:
        return Worded(statement, statement.words, statement.language)
    label = label_of(translation.made, statement.language)
    return Worded(statement, translation.words, translation.language, label)

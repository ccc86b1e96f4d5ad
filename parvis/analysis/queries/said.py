"""Texts by their receipts, as far as everybody may read them now: results hold no words."""

from collections.abc import Iterable
from typing import NamedTuple

from parvis.consultations.models import Contribution
from parvis.core.receipts import format_code


class Said(NamedTuple):
    """A text: without words when it is hidden or taken back by now."""

    code: str
    words: str
    language: str

    @property
    def receipt(self) -> str:
        """Return its receipt as it is shown."""
        return format_code(self.code)


def said_of(codes: Iterable[str]) -> dict[str, Said]:
    """Return texts by their receipts; one query."""
    found = {code: Said(code, "", "") for code in codes}
    published = Contribution.objects.filter(code__in=found).published().order_by()
    return found | {row[0]: Said(*row) for row in published.values_list("code", "words", "language")}

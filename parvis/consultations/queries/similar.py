"""What was already said that is close to what somebody is writing."""

from typing import Any

from django.urls import reverse

from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries.excerpts import BEGINNING, excerpt
from parvis.core.receipts import format_code
from parvis.core.search import similar_keys

MOST = 5
LENGTH = 180


def similar_to(consultation: Consultation, words: str) -> list[dict[str, Any]]:
    """Return the published contributions closest to `words`, five at most, as rows ready to be shown."""
    codes = similar_keys("contribution", consultation.slug, words, MOST)
    found = Contribution.objects.published().filter(code__in=codes)
    rows = {row["code"]: row for row in found.values("code", "language", "supports", beginning=BEGINNING)}
    return [
        {
            "href": reverse("trail", args=[format_code(code)]),
            "language": rows[code]["language"],
            "words": excerpt(rows[code]["beginning"], LENGTH)[0],
            "supports": rows[code]["supports"],
        }
        for code in codes
        if code in rows
    ]

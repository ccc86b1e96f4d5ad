"""What was already said that is close to what somebody is writing."""

from typing import Any

from django.urls import reverse

from parvis.consultations.likeness import Alike, alike
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries.excerpts import BEGINNING, excerpt
from parvis.core.receipts import format_code
from parvis.core.search import similar_keys

MOST = 5
LENGTH = 180


def similar_to(consultation: Consultation, words: str, apart_from: str = "") -> list[dict[str, Any]]:
    """Return the published contributions closest to `words`, five at most, as rows ready to be shown.

    First those in nearly the same words, each with its score; then those about the same, found by their rare words.
    `apart_from` is the code of the contribution whose words these are, if they are one's.
    """
    near = {each.code: each for each in alike(consultation, words, apart_from=apart_from, most=MOST)}
    about = similar_keys("contribution", consultation.slug, words, MOST, exclude=[*near, apart_from])
    codes = [*near, *about][:MOST]
    found = Contribution.objects.published().filter(code__in=codes)
    rows = {row["code"]: row for row in found.values("code", "language", "supports", beginning=BEGINNING)}
    return [_shown(rows[code], near.get(code)) for code in codes if code in rows]


def _shown(row: dict[str, Any], near: Alike | None) -> dict[str, Any]:
    return {
        "receipt": format_code(row["code"]),
        "href": reverse("trail", args=[format_code(row["code"])]),
        "language": row["language"],
        "words": excerpt(row["beginning"], LENGTH)[0],
        "supports": row["supports"],
        "score": near.score if near else None,
    }

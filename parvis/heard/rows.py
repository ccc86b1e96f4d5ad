"""The rows a report is counted from: one for each contribution everybody can read, with receipts and numbers, and no words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from parvis.analysis.engine.counting import Counts, counts_of
from parvis.analysis.models import Placing
from parvis.consultations.models import Consultation, Contribution, ContributionTheme, Likeness, Membership
from parvis.heard.models import Heard, Section

type Row = dict[str, Any]

_COLUMNS = ("pk", "code", "author", "public_name", "channel", "kind", "language", "provenance__people")


def rows_of(consultation: Consultation) -> list[Row]:
    """Return a row for each published contribution, by receipt; five queries, whatever their number.

    A person has a number for all they said under one name, which everybody can read together anyhow; what was said without
    a name has a number each, so that nobody learns what else its author said. What says the same is of one family: grouped by
    somebody, or in nearly the same words as what was said first.
    """
    said = Contribution.objects.published().filter(consultation=consultation)
    found = list(said.order_by("code").values_list(*_COLUMNS))
    person_of = _people(consultation, [(code, author, name) for _pk, code, author, name, *_more in found])
    family_of = _families(consultation)
    code_of = dict(said.order_by().values_list("pk", "code"))
    placed = {pk: (key, by_hand) for pk, key, by_hand in _placed(consultation)}
    themes = _themes(consultation)
    return [
        {
            "id": code,
            "person": person_of[code],
            "people": people or 1,
            "family": code_of.get(family_of.get(pk, pk), code),
            "channel": channel,
            "kind": kind,
            "language": language,
            "found_theme": placed.get(pk, ("", False))[0] or "",
            "placed_by_hand": placed.get(pk, ("", False))[1],
            "themes": themes.get(pk, []),
        }
        for pk, code, _author, _name, channel, kind, language, people in found
    ]


def counts_now(statement: Heard, rows: Sequence[Row]) -> Counts:
    """Count what a sentence cites, as it is now."""
    cited = set(statement.contributions.values_list("code", flat=True))
    return counts_of([row for row in rows if row["id"] in cited], len(rows))


def said_in(section: Section) -> QuerySet[Contribution]:
    """Return the published contributions from which the sentences of a section choose."""
    said = Contribution.objects.published().filter(consultation=section.report.consultation_id)
    if section.found_id:
        return said.filter(Q(placing__theme=section.found_id) | Q(placing__theme__merged_into=section.found_id))
    return said.filter(themes=section.theme_id) if section.theme_id else said


def _people(consultation: Consultation, said: Iterable[tuple[str, int | None, str]]) -> dict[str, int]:
    """Give each person a number: in an order that tells nothing of who they are, nor of when they came."""
    keys = {
        code: f"person {author} {name}" if author and name else f"contribution {code}" for code, author, name in said
    }
    order = sorted(
        set(keys.values()), key=lambda key: salted_hmac(f"heard {consultation.slug}", key, algorithm="sha256").digest()
    )
    number_of = {key: number for number, key in enumerate(order, 1)}
    return {code: number_of[key] for code, key in keys.items()}


def _families(consultation: Consultation) -> dict[int, int]:
    alike = Likeness.objects.filter(contribution__consultation=consultation).exclude(family=None)
    first = dict(alike.values_list("contribution", "family"))
    grouped = Membership.objects.filter(contribution__consultation=consultation, left_at=None)
    leads = dict(grouped.values_list("contribution", "group__lead"))
    return {pk: first.get(leads.get(pk, pk), leads.get(pk, pk)) for pk in first.keys() | leads.keys()}


def _placed(consultation: Consultation) -> Iterable[tuple[int, str, bool]]:
    rows = Placing.objects.filter(contribution__consultation=consultation).exclude(theme=None)
    return rows.values_list("contribution", Coalesce("theme__merged_into__key", "theme__key"), "is_by_hand")


def _themes(consultation: Consultation) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = ContributionTheme.objects.filter(contribution__consultation=consultation)
    for pk, slug in rows.order_by("theme__slug").values_list("contribution", "theme__slug"):
        found.setdefault(pk, []).append(slug)
    return found

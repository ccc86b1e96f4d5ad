"""Parity between languages: what is missing, and what is older than the text it was made from."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from parvis.core import clock
from parvis.core.models import Translation
from parvis.core.words import Words


@dataclass
class Parity:
    """How one language of a thing stands: names of the fields that are missing or stale."""

    language: str
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is missing and nothing is stale."""
        return not self.missing and not self.stale


def note(
    subject: models.Model,
    name: str,
    *,
    source: str,
    origin: str = Translation.Origin.HUMAN,
    confirmed: Iterable[str] = (),
) -> None:
    """Remember, after field `name` of `subject` was written, which source each language was made from.

    `source` is the language written first. A language whose text did not change keeps the source it was made
    from, so it turns stale when the source changes, unless it is listed in `confirmed`.
    """
    words: Words = getattr(subject, name)
    key: dict[str, Any] = {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk), "field": name}
    known = {unit.language: unit for unit in Translation.objects.filter(**key)}
    source_digest = _digest(words.get(source, ""))
    for language, text in words.items():
        unit = known.get(language)
        if unit and unit.text_digest == _digest(text) and language != source and language not in confirmed:
            continue
        Translation.objects.update_or_create(
            **key,
            language=language,
            defaults={
                "source_digest": source_digest,
                "text_digest": _digest(text),
                "origin": origin,
                "checked_at": clock.now(),
            },
        )


def parity(subject: models.Model, names: Iterable[str], languages: list[str], *, source: str) -> list[Parity]:
    """Tell for each of `languages` which of the fields `names` are missing or stale; one query."""
    return parity_of_many([subject], names, languages, source=source)[subject.pk]


def parity_of_many(
    subjects: Sequence[models.Model], names: Iterable[str], languages: list[str], *, source: str | Callable[[Any], str]
) -> dict[Any, list[Parity]]:
    """Tell the parity of several things of one kind, by primary key; one query. `source` may be told by each of them."""
    names = list(names)
    units = _units(subjects, names)
    source_of = source if callable(source) else lambda _subject: source
    return {
        subject.pk: [_standing(subject, names, language, source_of(subject), units) for language in languages]
        for subject in subjects
    }


def _units(subjects: Sequence[models.Model], names: list[str]) -> dict[tuple[str, str, str], Translation]:
    if not subjects:
        return {}
    found = Translation.objects.filter(
        subject_type=subjects[0]._meta.label_lower, subject_id__in=[str(s.pk) for s in subjects], field__in=names
    )
    return {(unit.subject_id, unit.field, unit.language): unit for unit in found}


def _standing(
    subject: models.Model,
    names: list[str],
    language: str,
    source: str,
    units: dict[tuple[str, str, str], Translation],
) -> Parity:
    standing = Parity(language)
    for name in names:
        words: Words = getattr(subject, name)
        unit = units.get((str(subject.pk), name, language))
        if not words.get(language):
            standing.missing.append(name)
        elif unit and unit.source_digest != _digest(words.get(source, "")):
            standing.stale.append(name)
    return standing


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

"""What was said, in the language of whoever reads."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.consultations.glossaries import Missed, missed
from parvis.consultations.models import Contribution, Translation
from parvis.consultations.queries.excerpts import BEGINNING
from parvis.core.dates import language_words
from parvis.core.languages import UNDETERMINED

type Beginning = tuple[str, str]
"""Who made a translation, and its first words."""


@dataclass(frozen=True)
class Translated:
    """A translation ready to be shown: never without who made it, nor without what is wrong with it."""

    language: str
    words: str
    label: str
    is_outdated: bool
    missed: list[Missed]


def label_of(made: str, original: str) -> str:
    """Say who translated, and from which language: translated by a machine from French."""
    if original == UNDETERMINED:
        sentences = {
            Translation.Made.PERSON: _("translated by a person"),
            Translation.Made.MACHINE: _("translated by a machine"),
            Translation.Made.AUTHOR: _("translated or corrected by its author"),
        }
        return sentences[Translation.Made(made)]
    sentences = {
        Translation.Made.PERSON: _("translated by a person from %(language)s"),
        Translation.Made.MACHINE: _("translated by a machine from %(language)s"),
        Translation.Made.AUTHOR: _("translated or corrected by its author, from %(language)s"),
    }
    return sentences[Translation.Made(made)] % {"language": language_words(original)}


def translations_of(contribution: Contribution) -> list[Translated]:
    """Return the translations of a contribution; one query."""
    glossary, original = contribution.consultation.glossary, contribution.language
    return [
        Translated(
            each.language,
            each.words,
            label_of(each.made, original),
            each.is_outdated,
            missed(contribution.words, original, each.words, each.language, glossary),
        )
        for each in Translation.objects.of(contribution)
    ]


def beginnings_in(language: str, codes: Collection[str]) -> dict[str, Beginning]:
    """Return the beginnings of contributions in a language, by their codes, where they have been translated into it."""
    if not codes:
        return {}
    found = Translation.objects.filter(
        subject_type=Contribution.record_type, subject_key__in=codes, language=language, is_outdated=False
    )
    rows = found.order_by().values_list("subject_key", "made", BEGINNING)
    return {code: (made, beginning) for code, made, beginning in rows}


def translated_words(codes: Collection[str]) -> dict[str, list[str]]:
    """Return all that contributions say in other languages, by their codes; one query."""
    rows = Translation.objects.filter(
        subject_type=Contribution.record_type, subject_key__in=codes, is_outdated=False
    ).values_list("subject_key", "words")
    found: dict[str, list[str]] = {}
    for code, words in rows:
        found.setdefault(code, []).append(words)
    return found

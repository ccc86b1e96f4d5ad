"""What was said, in the language of whoever reads."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.consultations.glossaries import Missed, missed
from parvis.consultations.models import Contribution, Translation
from parvis.consultations.queries.excerpts import READ
from parvis.core.dates import language_words
from parvis.core.detection import UNDETERMINED
from parvis.core.rows import read_among

_BEGINNINGS = (
    f"SELECT subject_key, made, SUBSTR(words, 1, {READ}) FROM consultations_translation"  # noqa: S608 - our own number
    " WHERE NOT is_outdated AND subject_key {among} AND subject_type = %s AND language = %s"
)

type Beginning = tuple[str, str]
"""Who made a translation, and its first words."""


class Original(NamedTuple):
    """A text as somebody wrote it, and the glossary its translations keep to."""

    words: str
    language: str
    glossary: list[dict[str, str]]


@dataclass(frozen=True)
class Translated:
    """A translation ready to be shown: never without who made it, nor without what is wrong with it."""

    language: str
    words: str
    label: str
    is_outdated: bool
    missed: list[Missed]


@dataclass(frozen=True)
class Said:
    """What was said, as it is read: in the language of the page if somebody translated it, and all else one click away."""

    original: Original
    translations: list[Translated]

    @property
    def translation(self) -> Translated | None:
        """Return what it says in the language of the page, if somebody translated it."""
        return next((each for each in self.translations if each.language == get_language()), None)

    @property
    def other_translations(self) -> list[Translated]:
        """Return what it says in the languages the page is not in."""
        return [each for each in self.translations if each != self.translation]


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


def original_of(contribution: Contribution) -> Original:
    """Return a contribution as it was said."""
    return Original(contribution.words, contribution.language, contribution.consultation.glossary)


def said_in_all(original: Original, translations: Iterable[Translation]) -> Said:
    """Return what was said with its translations, to be shown in the language of the page."""
    return Said(original, [translated(original, each) for each in translations])


def translated(original: Original, translation: Translation) -> Translated:
    """Return a translation ready to be shown."""
    return Translated(
        translation.language,
        translation.words,
        label_of(translation.made, original.language),
        translation.is_outdated,
        missed(original.words, original.language, translation.words, translation.language, original.glossary),
    )


def beginnings_in(language: str, codes: Sequence[str]) -> dict[str, Beginning]:
    """Return the beginnings of contributions in a language, by their codes, where they have been translated into it."""
    rows = read_among(_BEGINNINGS, codes, Contribution.record_type, language) if codes else ()
    return {code: (made, beginning) for code, made, beginning in rows}


def translated_words(kind: str, codes: Collection[str]) -> dict[str, list[str]]:
    """Return all that things of one kind say in other languages, by their codes; one query."""
    standing = Translation.objects.current().filter(subject_type=kind, subject_key__in=codes)
    found: dict[str, list[str]] = {}
    for code, words in standing.values_list("subject_key", "words"):
        found.setdefault(code, []).append(words)
    return found

"""What official words must be before they count: written in every official language, and none of them stale."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from parvis.core.cleaning import clean_words, says_something
from parvis.core.languages import language_name
from parvis.core.rules import Refused
from parvis.core.translations import Parity, note, parity_of_many
from parvis.core.words import Words
from parvis.cycles.models import Cycle


def cleaned(texts: Mapping[str, str] | None) -> Words:
    """Return `texts` clean, without the languages in which nothing is said."""
    clean = {language: clean_words(text) for language, text in (texts or {}).items()}
    return Words({language: text for language, text in clean.items() if says_something(text)})


def write(subject: models.Model, cycle: Cycle, texts: Mapping[str, Words], confirmed: Iterable[str] = ()) -> bool:
    """Set the multilingual fields `texts` of a saved `subject`, and keep which language follows which.

    A language left as it was while the source language changed turns stale, unless it is in `confirmed`.
    Return whether any word changed.
    """
    source = source_language(cycle)
    before = {name: getattr(subject, name) for name in texts}
    for name, words in texts.items():
        setattr(subject, name, words)
    subject.save(update_fields=list(texts))
    for name in texts:
        # What was there before the source language was written was not made from an older source.
        keep = list(texts[name]) if not before[name].get(source) else confirmed
        note(subject, name, source=source, confirmed=keep)
    return any(before[name] != words for name, words in texts.items())


def source_language(cycle: Cycle) -> str:
    """Return the language the others are made from: the first official one."""
    return next(iter(cycle.official_languages), "en")


def require_written(cycle: Cycle, words: Words, sentence: str, shortest: int = 1) -> None:
    """Refuse, with `sentence` and the languages concerned, words that lack an official language or are too short."""
    short = [code for code in cycle.official_languages if len(words.get(code, "")) < shortest]
    if short:
        raise Refused(f"{sentence} ({', '.join(language_name(code) for code in short)})")


def require_parity(cycle: Cycle, subjects: Sequence[models.Model], names: Iterable[str]) -> None:
    """Refuse, saying each gap, unless `names` of every one of `subjects` are complete in the official languages."""
    found = [gap for gaps in gaps_of(cycle, subjects, names).values() for gap in gaps]
    if found:
        raise Refused(" ".join(found))


def gaps_of(cycle: Cycle, subjects: Sequence[models.Model], names: Iterable[str]) -> dict[Any, list[str]]:
    """Return, by primary key, a sentence for each text that is missing or stale in an official language; one query."""
    languages = cycle.official_languages
    standings = parity_of_many(subjects, names, languages, source=source_language(cycle))
    return {
        subject.pk: [sentence for standing in standings[subject.pk] for sentence in _sentences(subject, standing)]
        for subject in subjects
    }


def language_of_change(old: Words, new: Words) -> str:
    """Return in which language to show what changed: the reader's if the text changed in it, else the first that did."""
    preferred = new.best()[0] or old.best()[0]
    changed = [code for code in dict.fromkeys([*new, *old]) if new.get(code, "") != old.get(code, "")]
    return preferred if preferred in changed or not changed else changed[0]


def digests(**texts: Words) -> dict[str, dict[str, str]]:
    """Return, by name, the SHA-256 of a text in each language: what the record keeps of official words."""
    return {
        name: {language: hashlib.sha256(text.encode()).hexdigest() for language, text in words.items()}
        for name, words in texts.items()
        if words
    }


def _sentences(subject: models.Model, standing: Parity) -> list[str]:
    missing, stale = (
        _("%(thing)s: “%(field)s” is not written in %(language)s yet."),
        _(
            "%(thing)s: “%(field)s” in %(language)s is older than the text it was made from: check that it still says the same."
        ),
    )
    return [
        sentence
        % {
            "thing": getattr(subject, "code", None) or capfirst(str(subject)),
            "field": subject._meta.get_field(name).verbose_name,
            "language": language_name(standing.language),
        }
        for sentence, names in ((missing, standing.missing), (stale, standing.stale))
        for name in names
    ]

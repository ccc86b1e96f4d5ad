"""Say in another language what somebody said; the original stays, and stays beside it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.contributions import require_words
from parvis.consultations.actions.moderation import CHOOSE_A_LANGUAGE, LANGUAGE
from parvis.consultations.models import Consultation, Contribution, Translation
from parvis.consultations.rules import may_convene, may_translate, may_withdraw_translation, role_in
from parvis.core import clock
from parvis.core.cleaning import clean_words
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import entries_of, erase_secrets, record
from parvis.record.append import Recordable
from parvis.record.overtaking import refuse_overtaken

SAME_LANGUAGE = _("These words are in this language already.")


class Translatable(Recordable, Protocol):
    """What can have translations: anything the record knows, said in a language."""

    language: str


@transaction.atomic
def translate(
    contribution: Contribution,
    *,
    by: Person,
    language: str,
    words: str,
    by_machine: bool = False,
    seen: Marks | None = None,
) -> Translation:
    """Give a contribution a translation, or correct the one it has; what its author wrote is only theirs to change.

    `by_machine` says that `words` are a machine's, as they came. The translation before is erased, and only that it
    stood there remains recorded. Refused when overtaken: `seen` is what the form showed.
    """
    lock(contribution, "consultation__cycle__place")
    standing = Translation.objects.of(contribution).filter(language=language).first()
    may_translate(by, contribution, standing).enforce()
    made = _made(contribution, by, by_machine)
    kept = keep_translation(contribution, standing, language=language, words=words, made=made, seen=seen)
    if kept != standing:
        facts, secrets = told_of(contribution, kept)
        record("contribution.translated", contribution, role=_role(contribution, by), facts=facts, secrets=secrets)
    return kept


@transaction.atomic
def withdraw_translation(contribution: Contribution, *, by: Person, language: str) -> bool:
    """Take a translation away; tell whether there was one."""
    lock(contribution, "consultation__cycle__place")
    may_withdraw_translation(by, contribution).enforce()
    was_there = drop_translation(contribution, language)
    if was_there:
        facts = {"language": language}
        record("contribution.translation_withdrawn", contribution, role=_role(contribution, by), facts=facts)
    return was_there


def keep_translation(
    subject: Translatable,
    standing: Translation | None,
    *,
    language: str,
    words: str,
    made: Translation.Made,
    seen: Marks | None,
) -> Translation:
    """Keep what somebody, or a machine, made of a text in another language, and forget the one before.

    Call it while `subject` is locked, and record what it returns; when nothing changed it returns the `standing` one.
    """
    words = clean_words(words)
    _require_another_language(subject, language)
    require_words(words)
    saved = {"words": standing.words if standing else ""}
    refuse_overtaken(subject, seen, saved=saved, typed={"words": words}, verbs=(_verb(subject),))
    if standing and (standing.words, standing.made, standing.is_outdated) == (words, made, False):
        return standing
    drop_translation(subject, language)
    key = {"subject_type": subject.record_type, "subject_key": subject.record_key, "language": language}
    return Translation.objects.create(**key, words=words, made=made, written_at=clock.now())


def drop_translation(subject: Recordable, language: str) -> bool:
    """Drop a translation and what the record could open of it; tell whether there was one."""
    was_there = bool(Translation.objects.of(subject).filter(language=language).delete()[0])
    earlier = entries_of(subject).filter(verb=_verb(subject))
    seqs = [entry.seq for entry in earlier if entry.facts["language"] == language]
    erase_secrets(subject.record_type, subject.record_key, seqs=seqs)
    return was_there


def told_of(subject: Translatable, kept: Translation) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the record says of a translation: its facts, and its words as a secret."""
    facts = {"language": kept.language, "from": subject.language, "made": str(kept.made)}
    return facts, {"translation": kept.words}


@transaction.atomic
def change_glossary(
    consultation: Consultation, *, by: Person, glossary: Iterable[Mapping[str, str]], seen: Marks | None = None
) -> Consultation:
    """Say which words translations keep to: for each term, the word for it in each language.

    Refused when overtaken: `seen` is what the form showed.
    """
    lock(consultation, "cycle__place")
    may_convene(by, consultation).enforce()
    glossary = [dict(term) for term in glossary]
    saved, typed = {"glossary": consultation.glossary}, {"glossary": glossary}
    verbs = ("consultation.glossary_changed",)
    refuse_overtaken(consultation, seen, saved=_spelled(saved), typed=_spelled(typed), verbs=verbs)
    if glossary != consultation.glossary:
        consultation.glossary = glossary
        consultation.save(update_fields=["glossary"])
        role = role_in(by, consultation.place, "convener")
        record("consultation.glossary_changed", consultation, role=role, facts={"terms": len(glossary)})
    return consultation


def _spelled(values: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    return {name: spell_glossary(glossary) for name, glossary in values.items()}


def spell_glossary(glossary: Iterable[Mapping[str, str]]) -> str:
    """Write a glossary as people type it: a term on each line, as “en: commitment; fr: engagement”."""
    return "\n".join("; ".join(f"{code}: {word}" for code, word in term.items()) for term in glossary)


def _verb(subject: Recordable) -> str:
    return f"{subject.record_type}.translated"


def _require_another_language(subject: Translatable, language: str) -> None:
    if not LANGUAGE.fullmatch(language):
        raise Refused(CHOOSE_A_LANGUAGE)
    if language == subject.language:
        raise Refused(SAME_LANGUAGE)


def _made(contribution: Contribution, by: Person, by_machine: bool) -> Translation.Made:
    if by_machine:
        return Translation.Made.MACHINE
    return Translation.Made.AUTHOR if contribution.author_id == by.pk else Translation.Made.PERSON


def _role(contribution: Contribution, by: Person) -> str:
    if contribution.author_id == by.pk:
        return "author"
    return role_in(by, contribution.consultation.place, "moderator", "convener", "responder")

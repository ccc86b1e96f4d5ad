"""Say in another language what somebody said; the original stays, and stays beside it."""

from collections.abc import Iterable, Mapping

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
from parvis.record.overtaking import refuse_overtaken

SAME_LANGUAGE = _("These words are in this language already.")
_TRANSLATED = "contribution.translated"


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
    words = clean_words(words)
    _require_another_language(contribution, language)
    require_words(words)
    saved = {"words": standing.words if standing else ""}
    refuse_overtaken(contribution, seen, saved=saved, typed={"words": words}, verbs=(_TRANSLATED,))
    made = _made(contribution, by, by_machine)
    if standing and (standing.words, standing.made, standing.is_outdated) == (words, made, False):
        return standing
    _erase_earlier(contribution, language)
    fields = {"words": words, "made": made, "written_at": clock.now(), "is_outdated": False}
    key = {"subject_type": contribution.record_type, "subject_key": contribution.record_key, "language": language}
    translation, _is_new = Translation.objects.update_or_create(**key, defaults=fields)
    facts = {"language": language, "from": contribution.language, "made": str(made)}
    record(_TRANSLATED, contribution, role=_role(contribution, by), facts=facts, secrets={"translation": words})
    return translation


@transaction.atomic
def withdraw_translation(contribution: Contribution, *, by: Person, language: str) -> bool:
    """Take a translation away; tell whether there was one."""
    lock(contribution, "consultation__cycle__place")
    may_withdraw_translation(by, contribution).enforce()
    was_there = bool(Translation.objects.of(contribution).filter(language=language).delete()[0])
    if was_there:
        _erase_earlier(contribution, language)
        facts = {"language": language}
        record("contribution.translation_withdrawn", contribution, role=_role(contribution, by), facts=facts)
    return was_there


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


def _require_another_language(contribution: Contribution, language: str) -> None:
    if not LANGUAGE.fullmatch(language):
        raise Refused(CHOOSE_A_LANGUAGE)
    if language == contribution.language:
        raise Refused(SAME_LANGUAGE)


def _made(contribution: Contribution, by: Person, by_machine: bool) -> Translation.Made:
    if by_machine:
        return Translation.Made.MACHINE
    return Translation.Made.AUTHOR if contribution.author_id == by.pk else Translation.Made.PERSON


def _erase_earlier(contribution: Contribution, language: str) -> None:
    earlier = entries_of(contribution).filter(verb=_TRANSLATED)
    seqs = [entry.seq for entry in earlier if entry.facts["language"] == language]
    erase_secrets(contribution.record_type, contribution.record_key, seqs=seqs)


def _role(contribution: Contribution, by: Person) -> str:
    if contribution.author_id == by.pk:
        return "author"
    return role_in(by, contribution.consultation.place, "moderator", "convener", "responder")

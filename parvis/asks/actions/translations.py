"""Say in another language what somebody asked; the original stays, and stays beside it."""

from typing import Any

from django.db import transaction

from parvis.asks.actions.sorting import role_for
from parvis.asks.models import Ask
from parvis.asks.rules import may_translate, may_withdraw_translation
from parvis.consultations.actions.translations import drop_translation, keep_translation, told_of
from parvis.consultations.models import Translation
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.record import record


@transaction.atomic
def translate(
    ask: Ask, *, by: Any, language: str, words: str, by_machine: bool = False, seen: Marks | None = None
) -> Translation:
    """Give an ask a translation, or correct the one it has.

    `by_machine` says that `words` are a machine's, as they came. The translation before is erased, and only that it
    stood there remains recorded. Refused when overtaken: `seen` is what the form showed.
    """
    lock(ask)
    may_translate(by, ask).enforce()
    standing = Translation.objects.of(ask).filter(language=language).first()
    made = Translation.Made.MACHINE if by_machine else Translation.Made.PERSON
    kept = keep_translation(ask, standing, language=language, words=words, made=made, seen=seen)
    if kept != standing:
        facts, secrets = told_of(ask, kept)
        record("ask.translated", ask, role=role_for(by, ask), facts=facts, secrets=secrets)
    return kept


@transaction.atomic
def withdraw_translation(ask: Ask, *, by: Any, language: str) -> bool:
    """Take a translation away; tell whether there was one."""
    lock(ask)
    may_withdraw_translation(by, ask).enforce()
    was_there = drop_translation(ask, language)
    if was_there:
        record("ask.translation_withdrawn", ask, role=role_for(by, ask), facts={"language": language})
    return was_there

"""How the record is told to people: a sentence for each verb, a word for each kind of subject, role and fact.

Apps add theirs when they start:

    say("contribution.received", _("A contribution was received"))
    call("contribution", _("contribution"))
    link("contribution", lambda key: reverse("trail", args=[key]))
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type Words = str | Promise

SENTENCES: dict[str, Words] = {
    "record.key_changed": _("The record began to be signed with a new key"),
}
SUBJECTS: dict[str, Words] = {"record": _("the record")}
LINKS: dict[str, Callable[[str], str | None]] = {}
ROLES: dict[str, Words] = {
    "anyone": pgettext_lazy("role", "anyone"),
    "member": _("a member of the forum"),
    "convener": _("a convener"),
    "moderator": _("a moderator"),
    "responder": _("a responder"),
    "reviewer": _("a reviewer"),
    "keeper": _("the keeper of the site"),
    "system": _("the site itself"),
}
SPELLINGS: dict[str, Callable[[str], str]] = {}
# By kind of subject and name; under "" for any kind.
FACTS: dict[tuple[str, str], Words] = {
    ("record", "reason"): _("reason"),
    ("record", "old_key"): _("old key"),
    ("record", "new_key"): _("new key"),
    ("record", "last_size"): _("number of entries signed before"),
    ("record", "last_root"): _("root signed before"),
}


def say(verb: str, sentence: Words) -> None:
    """Give the sentence that tells a verb; it may hold named facts: "Theme %(theme)s was confirmed"."""
    SENTENCES[verb] = sentence


def call(subject_type: str, words: Words) -> None:
    """Give the word for a kind of subject."""
    SUBJECTS[subject_type] = words


def link(subject_type: str, address: Callable[[str], str | None]) -> None:
    """Give the address of a subject from its key; None when it has no page."""
    LINKS[subject_type] = address


def spell(subject_type: str, spelling: Callable[[str], str]) -> None:
    """Give the way people read the key of a subject, when it is not the key itself."""
    SPELLINGS[subject_type] = spelling


def name_fact(fact: str, words: Words, *, about: str = "") -> None:
    """Give the words for the name of a fact or of a commitment, for one kind of subject or for all."""
    FACTS[about, fact] = words


def sentence_of(verb: str, facts: Mapping[str, Any]) -> str:
    """Tell what happened; a verb nobody gave a sentence for is shown as it is."""
    sentence = str(SENTENCES.get(verb, verb))
    if "%(" not in sentence:
        return sentence
    try:
        return sentence % facts
    except (KeyError, TypeError, ValueError):
        return verb


def subject_words(subject_type: str) -> str:
    """Return the word for a kind of subject."""
    return str(SUBJECTS.get(subject_type, subject_type))


def role_words(role: str) -> str:
    """Return the words for a role."""
    return str(ROLES.get(role, role))


def key_words(subject_type: str, subject_key: str) -> str:
    """Return the key of a subject as people read it."""
    return SPELLINGS[subject_type](subject_key) if subject_type in SPELLINGS else subject_key


def fact_words(subject_type: str, fact: str) -> str:
    """Return the words for the name of a fact."""
    return str(FACTS.get((subject_type, fact)) or FACTS.get(("", fact)) or fact.replace("_", " "))


def address_of(subject_type: str, subject_key: str) -> str | None:
    """Return the address of the page of a subject, or None when it has none."""
    find = LINKS.get(subject_type)
    with suppress(NoReverseMatch, LookupError):
        return find(subject_key) if find else None
    return None

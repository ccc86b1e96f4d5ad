"""How the record is told to people: a sentence for each verb, a word for each kind of subject, role and fact.

Apps add theirs when they start:

    say("plan.published", _("A plan was published"))
    call("plan", _("plan"))
    link("plan", lambda key: reverse("plan", args=[key]), open_to=lambda keys, person: ...)
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type Words = str | Promise
type Address = Callable[[str], str | None]
# Which of the subjects with these keys a person (None: anybody) may open the pages of.
type Openness = Callable[[set[str], Any], Iterable[str]]

SENTENCES: dict[str, Words] = {
    "record.key_changed": _("The record began to be signed with a new key"),
}
SUBJECTS: dict[str, Words] = {"record": _("the record")}
LINKS: dict[str, Address] = {}
OPEN_TO: dict[str, Openness] = {}
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


def link(subject_type: str, address: Address, open_to: Openness | None = None) -> None:
    """Give the address of a subject from its key; None when it has no page.

    When not everybody may open those pages, `open_to` tells in one query which of them a person may.
    """
    LINKS[subject_type] = address
    if open_to:
        OPEN_TO[subject_type] = open_to


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


def addresses_for(person: Any, subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the address of each subject (its kind, its key) whose page `person` may open; a query a kind at most."""
    keys: dict[str, set[str]] = {}
    for kind, key in subjects:
        keys.setdefault(kind, set()).add(key)
    open_keys = {kind: OPEN_TO[kind](some, person) if kind in OPEN_TO else some for kind, some in keys.items()}
    found = {(kind, key): _address_of(kind, key) for kind, some in open_keys.items() for key in some}
    return {subject: address for subject, address in found.items() if address}


def _address_of(subject_type: str, subject_key: str) -> str | None:
    find = LINKS.get(subject_type)
    with suppress(NoReverseMatch, LookupError):
        return find(subject_key) if find else None
    return None

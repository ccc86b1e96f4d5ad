"""Ask the public a question, for a time."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, Contribution, Figures, Question
from parvis.consultations.rules import may_close, may_convene, role_in
from parvis.core import clock, translations
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

TEXTS = ("title", "summary", "help")
SHOWN = (*TEXTS, "welcomes", "moderation", "opens_at", "closes_at")
WRITTEN = ("consultation.created", "consultation.changed", "consultation.reopened")
"""The verbs by which a consultation comes to say what it says."""
QUESTION_ANSWERED = _("People have already answered question %(number)d: it can be worded better, but not taken away.")
OVER_BEFORE_IT_BEGINS = _("A consultation closes after it opens.")
NO_QUESTION = _("Ask at least one question before opening.")
OVER_ALREADY = _("Its last instant has passed: choose a later one first.")


@transaction.atomic
def create_consultation(
    cycle: Cycle, *, by: Person, slug: str = "", questions: Iterable[Words] = (), **fields: Any
) -> Consultation:
    """Prepare a consultation of a cycle. Nobody but the conveners sees it until it is opened.

    `fields` are title, summary, help, welcomes, moderation, opens_at, closes_at.
    """
    may_convene(by, cycle).enforce()
    consultation = Consultation(cycle=cycle, slug=slug or free_slug(fields["title"]), **fields)
    _require_order(consultation)
    consultation.save(force_insert=True)
    Figures.objects.create(consultation=consultation)
    _note_texts(consultation, fields)
    _ask(consultation, list(questions))
    record("consultation.created", consultation, role=_role(by, cycle), facts={"cycle": cycle.slug})
    return consultation


@transaction.atomic
def change_consultation(
    consultation: Consultation,
    *,
    by: Person,
    questions: Iterable[Words] | None = None,
    seen: Marks | None = None,
    confirmed: Iterable[str] = (),
    **fields: Any,
) -> Consultation:
    """Change what a consultation says, whom it welcomes, or when it opens and closes; what changed is public.

    `questions` are all its questions in order; an empty one is taken away, unless somebody has answered it.
    `confirmed` languages of its texts were read again and still say the same. Refused when overtaken: `seen` is what
    the form showed.
    """
    lock(consultation, "cycle__place")
    may_convene(by, consultation).enforce()
    questions = None if questions is None else list(questions)
    saved = shown_of(consultation)
    typed = _asked(saved, questions) | fields
    refuse_overtaken(consultation, seen, saved=saved, typed=typed, verbs=WRITTEN)
    changed = sorted(name for name, value in fields.items() if getattr(consultation, name) != value)
    for name in changed:
        setattr(consultation, name, fields[name])
    _require_order(consultation)
    consultation.save(update_fields=changed)
    _note_texts(consultation, TEXTS if confirmed else changed, confirmed)
    if questions is not None and _ask(consultation, questions):
        changed.append("questions")
    if changed:
        record("consultation.changed", consultation, role=_role(by, consultation), facts=_facts(consultation, changed))
    return consultation


@transaction.atomic
def open_consultation(consultation: Consultation, *, by: Person) -> Consultation:
    """Open a consultation: it receives contributions from its opening instant to its closing instant."""
    may_convene(by, consultation).enforce()
    _require_openable(consultation)
    if consultation.move("open", opened_at=clock.now()):
        record("consultation.opened", consultation, role=_role(by, consultation), facts=_dates(consultation))
    return consultation


@transaction.atomic
def close_consultation(consultation: Consultation, *, by: Person | None = None) -> Consultation:
    """Close a consultation. Without `by` it is the clock that closes it, once its last instant has come."""
    is_over = consultation.closes_at <= clock.now()
    may_close(by, consultation, is_over=is_over).enforce()
    if consultation.move("close", closed_early_at=None if is_over else clock.now()):
        role = _role(by, consultation) if by else "system"
        record("consultation.closed", consultation, role=role, facts=_dates(consultation))
    return consultation


@transaction.atomic
def reopen_consultation(
    consultation: Consultation, *, by: Person, closes_at: datetime.datetime | None = None
) -> Consultation:
    """Open a closed consultation again, until `closes_at` when it is given."""
    may_convene(by, consultation).enforce()
    changes = {"closed_early_at": None} | ({"closes_at": closes_at} if closes_at else {})
    if (closes_at or consultation.closes_at) <= clock.now():
        raise Refused(OVER_ALREADY)
    if consultation.move("reopen", **changes):
        record("consultation.reopened", consultation, role=_role(by, consultation), facts=_dates(consultation))
    return consultation


@transaction.atomic
def conclude_consultation(consultation: Consultation, *, by: Person) -> Consultation:
    """Say that a closed consultation has been answered."""
    may_convene(by, consultation).enforce()
    if consultation.move("answer"):
        record("consultation.answered", consultation, role=_role(by, consultation))
    return consultation


def shown_of(consultation: Consultation) -> dict[str, Any]:
    """Return what the form of a consultation shows of it."""
    asked = numbered(question.words for question in consultation.questions.all())
    return {name: getattr(consultation, name) for name in SHOWN} | asked


def numbered(wordings: Iterable[Words]) -> dict[str, Words]:
    """Return the questions of a consultation by the names of their fields."""
    return {f"question_{number}": words for number, words in enumerate(wordings, start=1)}


def free_slug(title: Words) -> str:
    """Return an address made from a title, that no consultation has."""
    base = slugify(title.get("en") or title.get("fr") or str(title))[:70].strip("-") or "consultation"
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _asked(saved: dict[str, Any], questions: list[Words] | None) -> dict[str, Any]:
    """Return what is `saved` with other questions; an empty one that has gone already is not missed."""
    texts = {name: saved[name] for name in SHOWN}
    if questions is None or texts | numbered(filter(None, questions)) == saved:
        return saved
    return texts | numbered(questions)


def _require_order(consultation: Consultation) -> None:
    if consultation.closes_at <= consultation.opens_at:
        raise Refused(OVER_BEFORE_IT_BEGINS)


def _require_openable(consultation: Consultation) -> None:
    if not consultation.questions.exists():
        raise Refused(NO_QUESTION)
    if consultation.closes_at <= clock.now():
        raise Refused(OVER_ALREADY)


def _note_texts(consultation: Consultation, names: Iterable[str], confirmed: Iterable[str] = ()) -> None:
    source = consultation.place.writing_languages[0]
    for name in TEXTS:
        if name in names:
            translations.note(consultation, name, source=source, confirmed=confirmed)


def _ask(consultation: Consultation, wordings: list[Words]) -> bool:
    """Make the questions those of `wordings`; tell whether that changed anything."""
    standing = list(consultation.questions.all())
    before = [question.words for question in standing]
    kept = []
    for place, wording in enumerate(wordings):
        question = standing[place] if place < len(standing) else Question(consultation=consultation)
        if wording:
            question.words = wording
            kept.append(question)
        elif question.pk:
            _take_away(question)
    for question in standing[len(wordings) :]:
        _take_away(question)
    _number(consultation, kept)
    return before != [question.words for question in kept]


def _number(consultation: Consultation, questions: list[Question]) -> None:
    """Save the questions, numbered from 1, without two ever having the same number."""
    beyond = consultation.questions.aggregate(last=Max("number"))["last"] or 0
    source = consultation.place.writing_languages[0]
    for step in (beyond, 0) if any(question.pk for question in questions) else (0,):
        for number, question in enumerate(questions, start=step + 1):
            question.number = number
            question.save()
    for question in questions:
        translations.note(question, "words", source=source)


def _take_away(question: Question) -> None:
    if Contribution.objects.filter(question=question).exists():
        raise Refused(QUESTION_ANSWERED % {"number": question.number})
    question.delete()


def _facts(consultation: Consultation, changed: list[str]) -> dict[str, Any]:
    return {"changed": changed, **(_dates(consultation) if {"opens_at", "closes_at"} & set(changed) else {})}


def _dates(consultation: Consultation) -> dict[str, str]:
    return {"opens_at": consultation.opens_at.isoformat(), "closes_at": consultation.closes_at.isoformat()}


def _role(person: Person, subject: Cycle | Consultation) -> str:
    return role_in(person, subject.place, "convener")

"""Write statements, propose them, and decide which can be voted on."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.translations import drop_translation, keep_translation, told_of
from parvis.consultations.models import Consultation, Contribution, Translation
from parvis.consultations.rules import role_in
from parvis.core.cleaning import clean_line, says_something
from parvis.core.detection import detect
from parvis.core.likeness import likeness
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import Line, record, record_many
from parvis.record.overtaking import refuse_overtaken
from parvis.votes.actions.proposers import ask_to_be_told, tell_proposer
from parvis.votes.models import LONGEST_STATEMENT, Statement, Voting
from parvis.votes.rules import may_moderate, may_propose, may_seed

MOST_AT_A_TIME = 200
SAY_SOMETHING = _("Write a statement in words: there is nothing to read here yet.")
TOO_LONG = _("A statement has at most %(most)d characters, and this one %(length)d.")
TOO_MANY = _("At most %(most)d statements at a time.")
THERE_ALREADY = _("This statement is there already, in the same words.")
CLOSE = _("Another statement says nearly the same. Is yours different? Then propose it all the same.")
CHOOSE_A_REASON = _("Choose one of the public reasons.")
NOT_VOTED_ON = _("The statement that says the same must be another one that people can vote on.")
FOREIGN = _("This contribution was made in another consultation.")
_MODERATING = ("moderator", "convener")


class TooClose(Refused):
    """A statement says the same as others, or nearly; `close` are those, the closest first."""

    def __init__(self, reason: str, close: list[Statement]) -> None:
        super().__init__(reason)
        self.close = close


class Seeded(NamedTuple):
    """What became of one line: a statement, or none, for a reason; and the statement it is close to, if there is one."""

    words: str
    statement: Statement | None
    like: Statement | None = None
    problem: str = ""


@transaction.atomic
def seed_statements(
    consultation: Consultation, *, by: Person, lines: Iterable[str], language: str = ""
) -> list[Seeded]:
    """Publish statements of the conveners, one a line, and tell what became of each line that holds something.

    A line in the same words as a statement that is there is left out; one in nearly the same words is marked.
    """
    consultation = _held(consultation)
    may_seed(by, consultation).enforce()
    lines = [line for line in map(clean_line, lines) if line]
    if len(lines) > MOST_AT_A_TIME:
        raise Refused(TOO_MANY % {"most": MOST_AT_A_TIME})
    Voting.objects.get_or_create(consultation=consultation)
    standing, found = list(consultation.statements.all()), []
    for words in lines:
        seeded = _seeded(consultation, words, language, standing)
        found.append(seeded)
        if seeded.statement:
            standing.append(seeded.statement)
    made = [each.statement for each in found if each.statement]
    role = role_in(by, consultation.place, "convener")
    record_many(Line("statement.seeded", each, role=role, **_told(each)) for each in made)
    return found


@transaction.atomic
def propose_statement(
    consultation: Consultation,
    *,
    words: str,
    by: Person | None = None,
    language: str = "",
    contribution: Contribution | None = None,
    although_close: bool = False,
    email: str = "",
    key: uuid.UUID | None = None,
) -> Statement:
    """Propose a statement: a moderator reads it first. The same `key` from the same form counts once.

    `email` asks to be told what becomes of it.

    Raises `TooClose` when the same is there already; when nearly the same is, unless proposed `although_close`.
    """
    if (first := Statement.by_submission(key)) is not None:
        return first
    consultation = _held(consultation)
    may_propose(by, Voting.objects.filter(consultation=consultation).first()).enforce()
    words = _required(words)
    if contribution is not None and contribution.consultation_id != consultation.pk:
        raise Refused(FOREIGN)
    if (first := Statement.by_submission(key)) is not None:
        return first
    _refuse_close(words, list(consultation.statements.all()), although_close)
    statement = Statement.objects.create(
        consultation=consultation,
        number=_next_number(consultation),
        words=words,
        language=language or detect(words, prior=get_language())[0],
        contribution=contribution,
        submission_key=key,
    )
    if email:
        ask_to_be_told(statement, by=by, email=email)
    record("statement.proposed", statement, role="anyone", **_told(statement))
    return statement


@transaction.atomic
def publish_statement(statement: Statement, *, by: Person) -> Statement:
    """Let people vote on a statement that was proposed, or refused before."""
    may_moderate(by, statement).enforce()
    if statement.move("publish", reason="", same_as=None):
        tell_proposer(statement, record("statement.published", statement, role=_role(by, statement)))
    return statement


@transaction.atomic
def refuse_statement(statement: Statement, *, by: Person, reason: str, same_as: Statement | None = None) -> Statement:
    """Refuse a statement that was proposed, for a `reason` of the public list; `same_as` says the same already."""
    may_moderate(by, statement).enforce()
    said = _kept_back(statement, reason, same_as)
    if statement.move("refuse", said):
        facts = _why(statement)
        tell_proposer(statement, record("statement.refused", statement, role=_role(by, statement), facts=facts))
    return statement


@transaction.atomic
def hide_statement(statement: Statement, *, by: Person, reason: str, same_as: Statement | None = None) -> Statement:
    """Take a statement out of the voting, for a `reason` of the public list; its votes are kept, and not counted.

    `same_as` says the same, and is voted on.
    """
    may_moderate(by, statement).enforce()
    said = _kept_back(statement, reason, same_as)
    if statement.move("hide", said):
        facts = _why(statement)
        tell_proposer(statement, record("statement.hidden", statement, role=_role(by, statement), facts=facts))
    return statement


@transaction.atomic
def restore_statement(statement: Statement, *, by: Person) -> Statement:
    """Let a hidden statement be voted on again; the votes it had count again."""
    may_moderate(by, statement).enforce()
    if statement.move("restore", reason="", same_as=None):
        tell_proposer(statement, record("statement.restored", statement, role=_role(by, statement)))
    return statement


@transaction.atomic
def translate_statements(
    consultation: Consultation, *, by: Person, language: str, words: Mapping[str, str], seen: Marks | None = None
) -> list[Translation]:
    """Say statements, by their number, in another language; empty words take a translation away. Return what is new.

    Refused when overtaken: `seen` is what the form showed.
    """
    consultation = _held(consultation)
    statements = {str(each.number): each for each in consultation.statements.exclude(language=language)}
    asked = {number: clean_line(text) for number, text in words.items() if number in statements}
    standing = translations_in(language, [statements[number] for number in asked])
    saved = {number: standing[number].words if number in standing else "" for number in asked}
    refuse_overtaken(consultation, seen, saved=saved, typed=asked, verbs=())
    found = []
    for number, text in asked.items():
        statement = statements[number]
        may_moderate(by, statement).enforce()
        if text:
            kept = _translated(statement, standing.get(number), language, text, by)
            found += [kept] if kept != standing.get(number) else []
        elif number in standing:
            drop_translation(statement, language)
            facts = {"language": language}
            record("statement.translation_withdrawn", statement, role=_role(by, statement), facts=facts)
    return found


def translations_in(language: str, statements: Iterable[Statement]) -> dict[str, Translation]:
    """Return the translations of statements into a language, by the number of the statement; one query."""
    by_key = {each.record_key: str(each.number) for each in statements}
    found = Translation.objects.filter(subject_type=Statement.record_type, subject_key__in=by_key, language=language)
    return {by_key[each.subject_key]: each for each in found}


def _translated(
    statement: Statement, standing: Translation | None, language: str, words: str, by: Person
) -> Translation:
    words = _required(words)
    made = Translation.Made.PERSON
    kept = keep_translation(statement, standing, language=language, words=words, made=made, seen=None)
    if kept != standing:
        facts, secrets = told_of(statement, kept)
        record("statement.translated", statement, role=_role(by, statement), facts=facts, secrets=secrets)
    return kept


def _held(consultation: Consultation) -> Consultation:
    """Read a consultation again and hold it: whoever else writes a statement in it waits for their number."""
    rows = Consultation.objects.select_related("cycle__place").select_for_update(no_key=True, of=("self",))
    return rows.get(pk=consultation.pk)


def _seeded(consultation: Consultation, words: str, language: str, standing: list[Statement]) -> Seeded:
    try:
        _required(words)
    except Refused as refusal:
        return Seeded(words, None, problem=str(refusal))
    close = close_to(words, standing)
    if close and likeness(words, close[0].words).same:
        return Seeded(words, None, close[0], str(THERE_ALREADY))
    statement = Statement(
        consultation=consultation,
        number=(max((each.number for each in standing), default=0)) + 1,
        words=words,
        language=language or detect(words, prior=get_language())[0],
        status=Statement.Status.PUBLISHED,
        origin=Statement.Origin.SEEDED,
    )
    statement.save(force_insert=True)
    return Seeded(words, statement, close[0] if close else None)


def close_to(words: str, standing: Iterable[Statement]) -> list[Statement]:
    """Return those of some statements that are alike in their words, the closest first."""
    scored = [(likeness(words, each.words), each) for each in standing]
    alike = [(score, each) for score, each in scored if score.is_alike]
    return [each for _score, each in sorted(alike, key=lambda pair: (-pair[0].percent, pair[1].number))]


def by_closeness(statement: Statement) -> list[Statement]:
    """Return the other statements of a voting that people can vote on, those closest in their words first."""
    others = statement.consultation.statements.published().exclude(pk=statement.pk).order_by("number")
    return sorted(others, key=lambda each: -likeness(statement.words, each.words).percent)


def _refuse_close(words: str, standing: list[Statement], although_close: bool) -> None:
    close = close_to(words, standing)
    if close and likeness(words, close[0].words).same:
        raise TooClose(THERE_ALREADY, close[:1])
    shown = [each for each in close if each.status == Statement.Status.PUBLISHED]
    if shown and not although_close:
        raise TooClose(CLOSE, shown[:3])


def _required(words: str) -> str:
    words = clean_line(words)
    if not says_something(words):
        raise Refused(SAY_SOMETHING)
    if len(words) > LONGEST_STATEMENT:
        raise Refused(TOO_LONG % {"most": LONGEST_STATEMENT, "length": len(words)})
    return words


def _kept_back(statement: Statement, reason: str, same_as: Statement | None) -> dict[str, Any]:
    """Return what is said of a statement that is kept back; refuse what cannot be said."""
    if reason not in Statement.Reason.values:
        raise Refused(CHOOSE_A_REASON)
    if same_as is None or reason != Statement.Reason.SAME:
        return {"reason": reason, "same_as": None}
    others = statement.consultation.statements.published().exclude(pk=statement.pk)
    if not others.filter(pk=same_as.pk).exists():
        raise Refused(NOT_VOTED_ON)
    return {"reason": reason, "same_as": same_as}


def _why(statement: Statement) -> dict[str, Any]:
    """Return what the record tells of why a statement is kept back."""
    joined = {"with": statement.same_as.number} if statement.same_as else {}
    return {"reason": statement.reason} | joined


def _next_number(consultation: Consultation) -> int:
    return (consultation.statements.aggregate(last=Max("number"))["last"] or 0) + 1


def _told(statement: Statement) -> dict[str, dict[str, str]]:
    return {"facts": {"language": statement.language}, "secrets": {"words": statement.words}}


def _role(by: Person, statement: Statement) -> str:
    return role_in(by, statement.place, *_MODERATING)

"""Statements: written by conveners, proposed by people, read by moderators."""

import uuid

import pytest

from parvis.consultations.models import Translation
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core.lifecycle import MoveRefused
from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.rules import Refused
from parvis.record.models import Entry
from parvis.votes.actions import (
    hide_statement,
    propose_statement,
    publish_statement,
    refuse_statement,
    restore_statement,
    seed_statements,
    translate_statements,
)
from parvis.votes.actions.statements import MOST_AT_A_TIME, TooClose
from parvis.votes.models import Statement, Voting
from parvis.votes.tests.conftest import WORDS

NEW = "Schools should be open in the evening for everybody."


def verbs():
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def test_lines_become_statements_in_their_order(consultation, bruno):
    found = seed_statements(consultation, by=bruno, lines=["", *WORDS, "   "], language="en")
    assert [(each.statement.number, each.statement.status) for each in found] == [(n, "published") for n in (1, 2, 3)]
    assert Voting.objects.get().status == "prepared"
    assert verbs() == ["statement.seeded"] * 3


def test_the_same_words_are_left_out_and_nearly_the_same_are_marked(consultation, bruno):
    seed_statements(consultation, by=bruno, lines=WORDS[:1])
    close = "Every single contract should be published within thirty days."

    same, near = seed_statements(consultation, by=bruno, lines=[WORDS[0].upper(), close])

    assert (same.statement, same.like.number) == (None, 1)
    assert (near.statement.number, near.like.number) == (2, 1)


def test_the_same_line_twice_at_a_time_is_one_statement(consultation, bruno):
    found = seed_statements(consultation, by=bruno, lines=[NEW, NEW])
    assert [bool(each.statement) for each in found] == [True, False]


def test_a_line_that_is_too_long_is_told_and_the_others_taken(consultation, bruno):
    long, short = seed_statements(consultation, by=bruno, lines=["word " * 60, NEW])
    assert long.problem == "A statement has at most 200 characters, and this one 299."
    assert short.statement.number == 1


def test_arabic_and_signs_without_words(consultation, bruno):
    arabic, dots = seed_statements(consultation, by=bruno, lines=["يجب نشر كل عقد خلال ثلاثين يوماً.", "… !!"])
    assert arabic.statement.language == "ar"
    assert dots.statement is None


def test_too_many_lines_at_a_time_are_refused(consultation, bruno):
    with pytest.raises(Refused, match="At most 200"):
        seed_statements(consultation, by=bruno, lines=[f"Line {n}" for n in range(MOST_AT_A_TIME + 1)])


def test_only_a_convener_writes_statements(consultation, amina):
    with pytest.raises(Refused, match="Only a convener"):
        seed_statements(consultation, by=amina, lines=WORDS)


@pytest.mark.django_db(transaction=True)
def test_conveners_who_write_at_once_get_numbers_of_their_own(consultation, bruno):
    waiting = list(range(5))
    at_once(5, lambda: seed_statements(consultation, by=bruno, lines=[f"Street {waiting.pop()} needs a bench."]))
    assert sorted(Statement.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


# ── Proposed ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_somebody_proposes_waits_for_a_moderator(voting, consultation):
    proposed = propose_statement(consultation, words=NEW)
    assert (proposed.number, proposed.status, proposed.origin) == (4, "proposed", "proposed")
    entry = Entry.objects.get()
    assert (entry.verb, entry.role, entry.facts) == ("statement.proposed", "anyone", {"language": "en"})
    assert NEW not in entry.leaf


def test_the_same_form_sent_twice_counts_once(voting, consultation):
    key = uuid.uuid4()
    assert propose_statement(consultation, words=NEW, key=key) == propose_statement(consultation, words=NEW, key=key)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_many_times_at_once_counts_once(voting, consultation):
    key = uuid.uuid4()
    at_once(5, lambda: propose_statement(consultation, words=NEW, key=key))
    assert Statement.objects.filter(submission_key=key).count() == 1


def test_what_is_there_already_is_refused_and_shown(voting, consultation):
    with pytest.raises(TooClose) as refusal:
        propose_statement(consultation, words=f"  {WORDS[0].lower()} ", although_close=True)
    assert [each.number for each in refusal.value.close] == [1]


def test_what_is_nearly_the_same_is_asked_about_once(voting, consultation):
    words = "Every contract should not be published within thirty days."
    with pytest.raises(TooClose):
        propose_statement(consultation, words=words)
    assert propose_statement(consultation, words=words, although_close=True).number == 4


def test_a_statement_can_be_taken_from_a_contribution_of_the_same_consultation(voting, consultation):
    said = contribute(consultation, NEW)
    assert propose_statement(consultation, words=NEW, contribution=said).contribution == said
    with pytest.raises(Refused, match="another consultation"):
        propose_statement(consultation, words="Another thing.", contribution=contribute(make_consultation()))


def test_where_people_do_not_propose_nobody_does(voting, consultation):
    Voting.objects.update(people_propose=False)
    with pytest.raises(Refused, match="only the conveners"):
        propose_statement(consultation, words=NEW)


# ── Decided ────────────────────────────────────────────────────────────────────────────────────────────────────────

DECISIONS = {
    "publish": publish_statement,
    "refuse": lambda each, by: refuse_statement(each, by=by, reason="several"),
    "hide": lambda each, by: hide_statement(each, by=by, reason="abuse"),
    "restore": restore_statement,
}
ENDS = {
    "proposed": {"publish": "published", "refuse": "refused"},
    "published": {"publish": "published", "hide": "hidden", "restore": "published"},
    "refused": {"publish": "published", "refuse": "refused"},
    "hidden": {"hide": "hidden", "restore": "published"},
}


@pytest.mark.parametrize("status", ENDS)
@pytest.mark.parametrize("decision", DECISIONS)
def test_what_a_moderator_can_do_with_a_statement(voting, consultation, status, decision):
    reasons = {"refused": "several", "hidden": "abuse"}
    consultation.statements.filter(number=1).update(status=status, reason=reasons.get(status, ""))
    statement, moderator = consultation.statements.get(number=1), make_moderator(consultation)
    if decision not in ENDS[status]:
        with pytest.raises(MoveRefused):
            DECISIONS[decision](statement, by=moderator)
    else:
        DECISIONS[decision](statement, by=moderator)
        assert Statement.objects.get(pk=statement.pk).status == ENDS[status][decision]


@pytest.mark.parametrize("decision", DECISIONS)
def test_nobody_else_decides(voting, consultation, amina, decision):
    with pytest.raises(Refused, match="Only a moderator"):
        DECISIONS[decision](consultation.statements.first(), by=amina)


def test_a_decision_taken_twice_is_recorded_once_with_its_reason(voting, consultation, bruno):
    for _time in range(2):
        hide_statement(consultation.statements.get(number=1), by=bruno, reason="private")
    assert [(entry.verb, entry.facts) for entry in Entry.objects.all()] == [("statement.hidden", {"reason": "private"})]


def test_a_reason_is_one_of_the_public_list(voting, consultation, bruno):
    with pytest.raises(Refused, match="public reasons"):
        hide_statement(consultation.statements.get(number=1), by=bruno, reason="because")


# ── Translated ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_statements_are_translated_many_at_a_time_and_only_what_changed_is_recorded(voting, consultation, bruno):
    words = {"1": "Publier chaque contrat.", "2": "De l’argent d’abord.", "3": ""}
    for _time in range(2):
        translate_statements(consultation, by=bruno, language="fr", words=words)
    assert verbs() == ["statement.translated"] * 2

    translate_statements(consultation, by=bruno, language="fr", words={"1": ""})
    assert verbs()[2:] == ["statement.translation_withdrawn"]
    assert Translation.objects.get().words == "De l’argent d’abord."


def test_nobody_writes_over_a_translation_they_have_not_seen(voting, consultation, bruno):
    translate_statements(consultation, by=bruno, language="fr", words={"1": "Un"})
    with pytest.raises(Overtaken):
        translate_statements(consultation, by=bruno, language="fr", words={"1": "Deux"}, seen=marks_of({}))


def test_a_statement_in_that_language_already_is_left_alone(voting, consultation, bruno):
    assert translate_statements(consultation, by=bruno, language="en", words={"1": "Other words"}) == []

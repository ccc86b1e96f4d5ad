"""Voting: the last word counts, once a person, while it is open."""

import contextlib
import datetime

import pytest

from parvis.consultations.models import Consultation
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import make_consultation
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.people.tests.factories import give_role, make_person
from parvis.record.models import Entry
from parvis.votes.actions import become_voter, cast_vote, close_voting, link_voter, open_voting, seed_statements
from parvis.votes.models import Statement, Vote, Voter, Voting
from parvis.votes.tasks import close_what_is_over
from parvis.votes.tests.conftest import WORDS
from parvis.votes.tests.factories import make_statement, make_voter, make_voting


def verbs():
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def votes_of(voter):
    return dict(voter.votes.values_list("statement__number", "value"))


@pytest.fixture
def first(voting, consultation):
    return consultation.statements.get(number=1)


def test_a_convener_opens_voting_once_there_is_something_to_vote_on(consultation, bruno, amina):
    with pytest.raises(Refused, match="nothing to vote on"):
        open_voting(consultation, by=bruno)
    seed_statements(consultation, by=bruno, lines=WORDS)
    with pytest.raises(Refused, match="Only a convener"):
        open_voting(consultation, by=amina)

    again = [open_voting(consultation, by=bruno), open_voting(consultation, by=bruno)]

    assert again[0] == again[1]
    assert again[0].is_open
    assert verbs() == ["statement.seeded"] * 3 + ["voting.opened"]


@pytest.mark.parametrize(("status", "sentence"), [("draft", "open it first"), ("closed", "is closed")])
def test_voting_is_not_opened_in_a_consultation_that_is_not_open(bruno, consultation, status, sentence):
    seed_statements(consultation, by=bruno, lines=WORDS)
    Consultation.objects.filter(pk=consultation.pk).update(status=status)
    consultation.refresh_from_db()
    with pytest.raises(Refused, match=sentence):
        open_voting(consultation, by=bruno)


def test_in_a_consultation_that_is_over_no_statement_is_written(bruno, consultation):
    with clock.at(consultation.closes_at), pytest.raises(Refused, match="is closed"):
        seed_statements(consultation, by=bruno, lines=WORDS)


def test_a_vote_can_be_changed_and_the_last_word_counts(first, consultation):
    voter = become_voter(consultation)
    for value in (1, 1, -1):
        cast_vote(first, voter=voter, value=value)
    assert votes_of(voter) == {1: -1}


def test_a_single_vote_leaves_no_trace_in_the_record(first, consultation):
    cast_vote(first, voter=become_voter(consultation), value=1)
    assert verbs() == []


@pytest.mark.parametrize("value", [2, -5])
def test_a_vote_is_agree_disagree_or_pass(first, consultation, value):
    with pytest.raises(Refused, match="Choose"):
        cast_vote(first, voter=become_voter(consultation), value=value)


def test_a_hidden_statement_is_not_voted_on(first, consultation):
    voter = make_voter(consultation, 1)
    Statement.objects.filter(pk=first.pk).update(status="hidden", reason="abuse")
    with pytest.raises(Refused, match="not voted on any more"):
        cast_vote(first, voter=voter, value=-1)
    assert votes_of(voter) == {1: 1}


def test_a_statement_of_another_consultation_is_not_voted_on(voting, consultation):
    elsewhere = make_consultation()
    make_voting(elsewhere)
    with pytest.raises(Refused, match="another consultation"):
        cast_vote(make_statement(elsewhere), voter=become_voter(consultation), value=1)


def test_nobody_votes_before_or_after(consultation, bruno):
    with pytest.raises(Refused, match="not begun"):
        become_voter(consultation)
    voting = make_voting(consultation, statements=WORDS)
    voter = become_voter(consultation)
    close_voting(voting, by=bruno)
    with pytest.raises(Refused, match="closed"):
        cast_vote(consultation.statements.first(), voter=voter, value=1)


@pytest.mark.parametrize(
    ("welcomes", "is_let_in"), [("anyone", (1, 1, 1)), ("signed_in", (0, 1, 1)), ("forum", (0, 0, 1))]
)
def test_those_vote_whom_the_consultation_welcomes(voting, consultation, amina, welcomes, is_let_in):
    Consultation.objects.filter(pk=consultation.pk).update(welcomes=welcomes)
    consultation.refresh_from_db()
    member = make_person("Meriem")
    give_role(member, "member", consultation.place)

    def is_welcome(person):
        try:
            return bool(become_voter(consultation, by=person))
        except Refused:
            return False

    assert tuple(map(is_welcome, (None, amina, member))) == is_let_in


def test_somebody_who_signs_in_goes_on_with_the_votes_they_have(first, consultation, amina):
    voter = become_voter(consultation, by=amina)
    cast_vote(first, voter=voter, value=1)
    assert become_voter(consultation, by=amina) == voter


# ── On a day of its own ────────────────────────────────────────────────────────────────────────────────────────────


def test_voting_ends_at_midnight_where_it_is_asked(consultation, bruno):
    zone = datetime.timezone(datetime.timedelta(hours=-6))
    midnight = datetime.datetime.combine(
        clock.now().astimezone(zone).date() + datetime.timedelta(days=2), datetime.time(), zone
    )
    voting = make_voting(consultation, statements=WORDS, closes_at=midnight)
    voter, statement = become_voter(consultation), consultation.statements.first()

    with clock.at(midnight - datetime.timedelta(seconds=1)):
        cast_vote(statement, voter=voter, value=1)
    with clock.at(midnight), pytest.raises(Refused, match="closed"):
        cast_vote(statement, voter=voter, value=-1)

    with clock.at(midnight + datetime.timedelta(minutes=1)):
        close_what_is_over()
    voting.refresh_from_db()
    assert (voting.status, voting.closed_at, votes_of(voter)) == ("closed", midnight, {1: 1})


def test_voting_ends_with_its_consultation(voting, consultation):
    Consultation.objects.filter(pk=consultation.pk).update(status="closed", closed_early_at=clock.now())
    close_what_is_over()
    voting.refresh_from_db()
    assert voting.status == "closed"
    assert Entry.objects.get(verb="voting.closed").role == "system"


def test_the_clock_leaves_alone_what_is_not_over(voting):
    close_what_is_over()
    voting.refresh_from_db()
    assert voting.status == "open"


def test_only_a_convener_closes_early(voting, amina):
    with pytest.raises(Refused, match="Only a convener"):
        close_voting(voting, by=amina)
    with pytest.raises(Refused, match="Only a convener"):
        close_voting(voting)


# ── One person, two devices ────────────────────────────────────────────────────────────────────────────────────────


def test_two_voters_who_are_one_person_are_counted_once_and_the_last_vote_counts(voting, consultation, amina):
    own = make_voter(consultation, 1, 1, person=amina)
    other = make_voter(consultation, -1, None, 0)

    assert link_voter(other, by=amina) == own

    assert votes_of(own) == {1: -1, 2: 1, 3: 0}
    assert votes_of(other) == {}
    assert link_voter(other, by=amina) == own


def test_an_earlier_vote_on_the_other_device_does_not_count(voting, consultation, amina):
    other = make_voter(consultation, -1)
    own = make_voter(consultation, 1, person=amina)
    link_voter(other, by=amina)
    assert votes_of(own) == {1: 1}


def test_two_different_votes_at_the_same_instant_are_a_pass(voting, consultation, amina):
    with clock.at(clock.now()):
        own, other = make_voter(consultation, 1, person=amina), make_voter(consultation, -1)
    link_voter(other, by=amina)
    assert votes_of(own) == {1: 0}


def test_whoever_goes_on_on_the_other_device_votes_as_the_same_person(first, consultation, amina):
    own, other = make_voter(consultation, person=amina), make_voter(consultation, 1)
    link_voter(other, by=amina)
    cast_vote(first, voter=other, value=-1)
    assert (votes_of(own), votes_of(other)) == ({1: -1}, {})


def test_nobody_takes_the_votes_of_somebody_else(voting, consultation, amina):
    theirs = make_voter(consultation, 1, person=make_person("Chipo"))
    with pytest.raises(Refused, match="somebody else"):
        link_voter(theirs, by=amina)


def test_after_the_closing_nothing_is_moved(voting, consultation, bruno, amina):
    voter = make_voter(consultation, 1)
    close_voting(voting, by=bruno)
    with pytest.raises(Refused, match="closed"):
        link_voter(voter, by=amina)


# ── At once ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_the_same_vote_many_times_at_once_is_one_vote(first, consultation):
    voter = become_voter(consultation)
    at_once(6, lambda: cast_vote(Statement.objects.get(pk=first.pk), voter=voter, value=1))
    assert Vote.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_who_begins_many_times_at_once_is_one_voter(voting, consultation, amina):
    at_once(6, lambda: become_voter(consultation, by=amina))
    assert Voter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_devices_of_one_person_linked_at_once_are_one_voter(voting, consultation, amina):
    devices = [make_voter(consultation, 1, -1) for _number in range(5)]
    waiting = list(devices)
    at_once(5, lambda: link_voter(waiting.pop(), by=amina))

    assert Voter.objects.filter(person=amina, same_as=None).count() == 1
    assert Vote.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_voted_while_it_is_closed_is_in_the_seal_or_refused(voting, consultation, bruno):
    voters = [become_voter(consultation) for _number in range(6)]
    waiting, statement = list(voters), consultation.statements.first()

    def act():
        voter = waiting.pop()
        if len(waiting) == 3:
            close_voting(Voting.objects.get(pk=voting.pk), by=bruno)
            return
        with contextlib.suppress(Refused):
            cast_vote(Statement.objects.get(pk=statement.pk), voter=voter, value=1)

    at_once(6, act)

    voting.refresh_from_db()
    sealed = Voter.objects.exclude(leaf="").count()
    assert voting.leaves == voting.cast == sealed == Vote.objects.count()

"""Passing asks on: to whom, with what proof, and what becomes of proposals."""

import pytest

from parvis.asks import actions, tasks
from parvis.asks.models import Route
from parvis.asks.tests.factories import PERU, make_country, make_support_unit, pass_on, take_in_one
from parvis.consultations.actions import mark_answered
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.tests.factories import make_consultation
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.cycles.tests.factories import make_cycle
from parvis.people.models import Role
from parvis.people.tests.factories import make_person
from parvis.record import entries_of
from parvis.record.models import Entry

PROPOSAL = "#myNAPask #Ghana Publish every contract above ten thousand cedis"


@pytest.fixture
def consultation(ghana):
    return make_consultation(make_cycle(place=ghana))


def test_an_ask_to_two_countries_goes_to_each_with_its_proof(ghana, salma):
    peru = make_country(**PERU)
    ask = pass_on("#OGPcocreate #Ghana #Perú When?", by=salma).ask

    routes = list(ask.routes.all())
    assert [route.place for route in routes] == [ghana, peru]
    assert ask.status == "routed"
    for route in routes:
        entry = Entry.objects.get(seq=route.entry)
        assert (entry.verb, entry.facts["place"]) == ("ask.routed", route.place.slug)


def test_passing_on_twice_is_recorded_once(ghana, salma):
    ask = pass_on(by=salma).ask
    actions.route(ask, by=salma)

    assert [entry.verb for entry in entries_of(ask)] == ["ask.received", "ask.accepted", "ask.routed"]


def test_an_ask_nobody_accepted_is_not_passed_on(ghana, salma):
    with pytest.raises(Refused):
        actions.route(take_in_one(by=salma), by=salma)


@pytest.mark.parametrize("text", ["#OGPcocreate When?", "#OGPcocreate #Georgia When?", "#OGPcocreate #Kenya When?"])
def test_an_ask_is_not_passed_on_before_it_is_clear_where_to(ghana, salma, text):
    ask = actions.accept(take_in_one(text, by=salma), by=salma)
    with pytest.raises(Refused, match="Say first"):
        actions.route(ask, by=salma)


def test_an_ask_is_not_passed_on_to_nobody(ghana, salma):
    Role.objects.all().delete()
    with pytest.raises(Refused, match="Nobody convenes in Ghana"):
        pass_on(by=salma)


def test_help_needs_a_support_unit(ghana, bruno):
    with pytest.raises(Refused, match="support unit"):
        pass_on("#OGPcocreate #Ghana we need help", by=bruno)


def test_a_proposal_becomes_a_contribution_under_the_same_receipt(ghana, salma, consultation):
    route = pass_on(PROPOSAL, by=salma)

    made = Contribution.objects.get()
    assert (made.code, made.words, made.channel, made.status) == (route.ask.code, PROPOSAL, "hashtag", "published")
    assert (made.provenance.source_url, made.provenance.consent) == (route.ask.link, "posted")
    assert route.contribution == made
    assert entries_of(made).first().role == "support unit"


def test_a_proposal_to_two_countries_is_one_contribution_in_each(ghana, salma, consultation):
    make_consultation(make_cycle(place=make_country(**PERU)))
    ask = pass_on("#myNAPask #Ghana #Perú Publish every contract", by=salma).ask

    first, second = (route.contribution for route in ask.routes.all())
    assert first.code == ask.code
    assert second.code != ask.code
    assert second.consultation.place.slug == "peru"


def test_where_no_consultation_is_open_a_proposal_waits_for_the_next(ghana, salma):
    route = pass_on(PROPOSAL, by=salma)
    assert (route.ask.status, route.contribution) == ("routed", None)
    make_consultation(make_cycle(place=ghana), welcomes=Consultation.Welcome.FORUM)
    tasks.bring_in_what_waited()
    assert not Contribution.objects.exists()

    make_consultation(make_cycle(place=ghana))
    tasks.bring_in_what_waited()
    tasks.bring_in_what_waited()

    route.refresh_from_db()
    assert route.contribution == Contribution.objects.get(code=route.ask.code)
    assert Entry.objects.get(seq=route.entry).facts["contribution"] == route.ask.code


def test_the_answer_to_the_contribution_answers_the_proposal(ghana, salma, consultation):
    route = pass_on(PROPOSAL, by=salma)
    mark_answered([route.contribution], "accepted", clock.now())

    tasks.note_answers()
    tasks.note_answers()

    route.refresh_from_db()
    route.ask.refresh_from_db()
    assert (route.disposition, route.ask.status) == ("accepted", "answered")
    assert [entry.verb for entry in entries_of(route.ask)].count("ask.answered") == 1


def test_a_proposal_taken_back_is_erased_from_the_consultation(ghana, salma, consultation):
    route = pass_on(PROPOSAL, by=salma)
    actions.withdraw(route.ask)

    made = Contribution.objects.get()
    assert (made.status, made.words, made.provenance.source_url) == ("erased", "", "")


def test_conveners_answer_in_public(ghana, bruno, salma):
    route = pass_on(by=salma)
    actions.answer(route, by=bruno, words="The forum meets on the first Monday of each month.")

    route.ask.refresh_from_db()
    assert route.ask.status == "answered"
    assert route.acknowledged_at == route.answered_at or route.acknowledged_at
    entry = entries_of(route.ask).last()
    assert (entry.verb, entry.role, entry.facts["place"]) == ("ask.answered", "convener", "ghana")
    assert "Monday" not in entry.leaf


def test_an_ask_to_two_countries_is_answered_with_the_second_answer(ghana, bruno, salma):
    peru = make_country(**PERU)
    ask = pass_on("#OGPcocreate #Ghana #Perú When?", by=salma).ask
    paz = Role.objects.get(place=peru).person
    first, second = Route.objects.filter(ask=ask).select_related("ask", "place")

    actions.answer(first, by=bruno, words="On the first Monday.")
    ask.refresh_from_db()
    assert ask.status == "routed"
    actions.acknowledge(second, by=paz)
    ask.refresh_from_db()
    assert ask.status == "acknowledged"
    second.ask.refresh_from_db()
    actions.answer(second, by=paz, words="El primer lunes de cada mes.")
    ask.refresh_from_db()
    assert ask.status == "answered"


@pytest.mark.parametrize("words", ["", "Yes.", "……………………", "x" * 5001])
def test_an_answer_says_something(ghana, bruno, salma, words):
    route = pass_on(by=salma)
    with pytest.raises(Refused):
        actions.answer(route, by=bruno, words=words)
    assert Route.objects.get().acknowledged_at is None


def test_an_ask_is_answered_once(ghana, bruno, salma):
    route = pass_on(by=salma)
    actions.answer(route, by=bruno, words="On the first Monday.")
    with pytest.raises(Refused, match="already answered"):
        actions.answer(route, by=bruno, words="On the second Monday.")


def test_a_proposal_in_a_consultation_is_answered_there(ghana, bruno, salma, consultation):
    with pytest.raises(Refused, match="contribution to the plan"):
        actions.answer(pass_on(PROPOSAL, by=salma), by=bruno, words="On the first Monday.")


def test_the_support_unit_answers_calls_for_help_and_conveners_do_not(ghana, bruno, salma):
    route = pass_on("#OGPcocreate #Ghana we need help", by=salma)
    with pytest.raises(Refused):
        actions.answer(route, by=bruno, words="We will write to you.")
    actions.answer(route, by=make_support_unit("Sam"), words="We will write to you.")


def test_an_ask_is_closed_once_it_is_answered(ghana, bruno, salma):
    route = pass_on(by=salma)
    with pytest.raises(Refused):
        actions.close(route.ask, by=bruno)
    actions.answer(route, by=bruno, words="On the first Monday.")
    route.ask.refresh_from_db()
    actions.close(route.ask, by=bruno)
    assert route.ask.status == "closed"


def test_a_participant_closes_nothing(ghana, salma):
    route = pass_on(by=salma)
    with pytest.raises(Refused):
        actions.close(route.ask, by=make_person("Amina"))

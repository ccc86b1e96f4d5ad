"""Saying what asks are, and which are accepted."""

import pytest

from parvis.asks import actions
from parvis.asks.models import Ask, Route
from parvis.asks.tests.factories import PERU, make_country, make_post, pass_on, take_in, take_in_one
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import entries_of, opened


def test_a_person_says_where_a_doubtful_ask_goes(ghana, salma):
    peru = make_country(**PERU)
    ask = take_in_one("#OGPcocreate #PE When?", by=salma)
    assert ask.triage == "doubtful"

    actions.sort(ask, by=salma, kind="help", places=[ghana, peru])

    ask.refresh_from_db()
    assert (ask.kind, ask.triage, ask.countries) == ("help", "", ["GH", "PE"])
    assert {(route.place, route.to) for route in ask.routes.all()} == {
        (ghana, Route.To.SUPPORT_UNIT),
        (peru, Route.To.SUPPORT_UNIT),
    }
    assert entries_of(ask).last().facts == {"kind": "help", "countries": ["GH", "PE"], "was": "question"}


def test_saying_the_same_twice_is_recorded_once(ghana, salma):
    ask = take_in_one("#OGPcocreate When?", by=salma)
    for _time in range(2):
        actions.sort(ask, by=salma, kind="question", places=[ghana])

    assert [entry.verb for entry in entries_of(ask)] == ["ask.received", "ask.sorted"]


def test_what_was_passed_on_is_not_sorted_again(ghana, salma):
    ask = pass_on(by=salma).ask
    with pytest.raises(Refused, match="already passed on"):
        actions.sort(ask, by=salma, kind="help", places=[ghana])


def test_an_ask_is_public_once_it_is_accepted(ghana, salma):
    ask = take_in_one(by=salma)
    assert not Ask.objects.visible_to(None).exists()

    actions.accept(ask, by=salma)

    assert Ask.objects.visible_to(None).get() == ask


def test_an_ask_is_set_aside_for_a_public_reason_and_can_come_back(ghana, salma):
    ask = take_in_one(by=salma)
    with pytest.raises(Refused):
        actions.reject(ask, by=salma, reason="boring")
    actions.reject(ask, by=salma, reason="advertising")
    assert not Ask.objects.visible_to(None).exists()

    actions.reconsider(ask, by=salma)

    assert (ask.status, ask.rejected_for) == ("received", "")
    assert [entry.verb for entry in entries_of(ask)] == ["ask.received", "ask.rejected", "ask.reconsidered"]


def test_conveners_sort_what_names_their_place_alone(ghana, bruno, salma):
    make_country(**PERU)
    own, shared, unnamed = take_in(
        "#OGPcocreate #Ghana When?", "#OGPcocreate #Ghana #Perú When?", "#OGPcocreate When?", by=salma
    )

    actions.accept(own, by=bruno)
    for ask in (shared, unnamed):
        with pytest.raises(Refused):
            actions.accept(ask, by=bruno)


def test_conveners_see_what_names_their_place(ghana, bruno, salma):
    other = make_convener(make_country(**PERU))
    ask = take_in_one(by=salma)

    assert list(Ask.objects.visible_to(bruno)) == [ask]
    assert list(Ask.objects.visible_to(other)) == []
    assert list(Ask.objects.visible_to(salma)) == [ask]


@pytest.mark.parametrize("who", ["nobody", "amina", "elsewhere"])
@pytest.mark.parametrize(
    "act",
    [
        lambda ask, by: actions.accept(ask, by=by),
        lambda ask, by: actions.reject(ask, by=by, reason="insult"),
        lambda ask, by: actions.reconsider(ask, by=by),
        lambda ask, by: actions.sort(ask, by=by, kind="help", places=[]),
        lambda ask, by: actions.route(ask, by=by),
        lambda ask, by: actions.close(ask, by=by),
        lambda ask, by: actions.note_permission(ask, by=by, permission="asked"),
        lambda ask, by: actions.answer(ask.routes.get(), by=by, words="A long enough answer."),
        lambda ask, by: actions.acknowledge(ask.routes.get(), by=by),
    ],
)
def test_others_change_nothing(ghana, salma, who, act):
    ask = take_in_one(by=salma)
    people = {"nobody": None, "amina": make_person("Amina"), "elsewhere": make_convener(make_country(**PERU))}
    with pytest.raises(Refused):
        act(ask, people[who])

    ask.refresh_from_db()
    assert ask.status == "received"
    assert entries_of(ask).count() == 1


def test_an_author_is_named_with_permission_and_never_without(ghana, salma):
    ask = take_in_one(by=salma)
    actions.note_permission(ask, by=salma, permission="asked", author="Kofi")
    assert Ask.objects.get().author == ""
    with pytest.raises(Refused):
        actions.note_permission(ask, by=salma, permission="granted")
    actions.note_permission(ask, by=salma, permission="granted", author="Kofi Mensah")
    assert Ask.objects.get().author == "Kofi Mensah"
    granted = entries_of(ask).last()
    assert "Kofi" not in granted.leaf

    actions.note_permission(ask, by=salma, permission="refused")

    assert Ask.objects.get().author == ""
    assert opened(granted, "author") is None


def test_when_a_post_is_gone_its_words_link_and_name_go(ghana, salma):
    ask = take_in_one(by=salma)
    uri = ask.uri
    actions.note_permission(ask, by=salma, permission="granted", author="Kofi")
    actions.withdraw(ask)
    actions.withdraw(ask)

    ask.refresh_from_db()
    assert (ask.status, ask.text, ask.link, ask.author) == ("withdrawn", "", "", "")
    assert uri not in ask.uri
    assert opened(entries_of(ask).first(), "text") is None
    assert [entry.verb for entry in entries_of(ask)][-1] == "ask.withdrawn"
    assert not Ask.objects.visible_to(None).exists()


def test_a_post_that_was_taken_back_does_not_come_back(ghana, salma):
    post = make_post()
    ask = actions.take_in([post], by=salma).new[0]
    actions.withdraw(ask)

    again = actions.take_in([post], by=salma)

    assert (again.new, Ask.objects.get().text) == ([], "")


def test_what_was_taken_back_can_be_said_by_somebody_else(ghana, salma):
    ask = take_in_one("#OGPcocreate #Ghana When?", by=salma)
    actions.withdraw(ask)

    assert take_in_one("#OGPcocreate #Ghana When?", by=salma).duplicate_of is None

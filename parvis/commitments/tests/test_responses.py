"""An answer is written in the name of an institution, for any number of contributions at once."""

import pytest

from parvis.commitments.actions import (
    change_response,
    draft_response,
    leave_contributions,
    link_commitments,
    note_to_person,
    submit_for_review,
    take_contributions,
    withdraw_response,
)
from parvis.commitments.tests.factories import (
    REASON,
    make_commitment,
    make_consultation,
    make_contribution,
    make_contributions,
    make_published_response,
    make_responder,
    make_response,
)
from parvis.core.rules import Refused
from parvis.cycles.tests.factories import make_cycle
from parvis.people.models import Role
from parvis.people.tests.factories import give_role, make_organisation, make_person
from parvis.record.models import Entry

WRITES = {
    "nobody": False,
    "amina": False,
    "moderator": False,
    "reviewer": False,
    "responder": True,
    "responder_of_another": False,
    "convener": True,
    "convener_elsewhere": False,
    "dana": True,
}


def actor(who, place, organisation, dana):
    """Return one of the people of the table."""
    if who in ("nobody", "dana"):
        return dana if who == "dana" else None
    person = make_person(who)
    if who in ("moderator", "reviewer", "convener"):
        give_role(person, who, place)
    if who == "responder":
        give_role(person, Role.Kind.RESPONDER, place, organisation)
    if who == "responder_of_another":
        give_role(person, Role.Kind.RESPONDER, place, make_organisation(place))
    if who == "convener_elsewhere":
        give_role(person, Role.Kind.CONVENER, make_cycle().place)
    return person


@pytest.mark.parametrize(("who", "allowed"), WRITES.items())
def test_who_writes_in_the_name_of_an_institution(who, allowed, cycle, finance, dana):
    person = actor(who, cycle.place, finance, dana)

    if allowed:
        assert draft_response(cycle, by=person, organisation=finance).number == 1
    else:
        with pytest.raises(Refused):
            draft_response(cycle, by=person, organisation=finance)


def test_an_institution_of_another_place_does_not_answer_here(cycle, bruno):
    with pytest.raises(Refused, match="not an institution of this place"):
        draft_response(cycle, by=bruno, organisation=make_organisation())


def test_numbers_follow_each_other_within_a_cycle(cycle, bruno, finance):
    numbers = [draft_response(cycle, by=bruno, organisation=finance).number for _each in range(3)]

    assert numbers == [1, 2, 3]
    assert make_response().number == 1


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_an_answer_changes_only_while_it_is_being_written(status, cycle, bruno):
    response = make_response(cycle, by=bruno)
    if status == "published":
        response = make_published_response(cycle, by=bruno)
    if status == "in_review":
        submit_for_review(response, by=bruno)
    if status == "withdrawn":
        withdraw_response(response, by=bruno)

    for act in (
        lambda: change_response(response, by=bruno, disposition="partly", reason=REASON),
        lambda: take_contributions(response, by=bruno, contributions=[make_contribution(make_consultation(cycle))]),
        lambda: leave_contributions(response, by=bruno, contributions=response.answers.all()),
    ):
        with pytest.raises(Refused):
            act()


def test_taking_twice_counts_once(cycle, bruno, contributions):
    response = make_response(cycle, contributions, by=bruno)

    again = take_contributions(response, by=bruno, contributions=contributions)

    assert (again.count, again.left_out) == (0, [])
    assert response.answers.count() == 3


def test_a_contribution_in_other_hands_is_left_out_and_it_is_said_whose(cycle, bruno, finance, contributions):
    make_response(cycle, contributions[:1], by=bruno, organisation=finance)
    mine = make_response(cycle, contributions[1:2], by=bruno)

    taken = take_contributions(mine, by=bruno, contributions=contributions)

    assert taken.count == 1
    assert taken.left_out == ["1 of these contributions is in the hands of Finance Canada already (R1)."]


def test_an_answer_begun_for_nothing_that_is_free_is_not_begun(cycle, bruno, finance, contributions):
    make_response(cycle, contributions, by=bruno, organisation=finance)

    with pytest.raises(Refused, match=r"Finance Canada already \(R1\)"):
        draft_response(cycle, by=bruno, organisation=finance, contributions=contributions)

    assert cycle.responses.count() == 1


def test_what_is_not_published_or_of_another_cycle_is_left_out(cycle, bruno, contributions):
    held = make_contribution(make_consultation(cycle), status="held", published_at=None)
    elsewhere = make_contribution()
    response = make_response(cycle, contributions, by=bruno)

    taken = take_contributions(response, by=bruno, contributions=[held, elsewhere])

    assert taken.count == 0
    assert taken.left_out[0].startswith("2 of these contributions cannot be answered here")


def test_what_an_answer_leaves_can_be_taken_by_another(cycle, bruno, contributions):
    first, second = make_response(cycle, contributions, by=bruno), make_response(cycle, [], by=bruno)

    assert leave_contributions(first, by=bruno, contributions=contributions[:2]) == 2
    assert take_contributions(second, by=bruno, contributions=contributions).count == 2


def test_an_answer_given_up_puts_its_contributions_back(cycle, bruno, contributions):
    withdraw_response(make_response(cycle, contributions, by=bruno), by=bruno)

    assert make_response(cycle, contributions, by=bruno).answers.count() == 3


def test_something_more_is_said_to_one_person(cycle, bruno, contributions):
    response = make_response(cycle, contributions, by=bruno)

    answer = note_to_person(
        response, contributions[0], by=bruno, note={"en": "Your third point is done.\x00", "fr": " "}
    )

    assert answer.note == {"en": "Your third point is done."}


def test_an_answer_links_to_commitments_of_its_cycle_before_and_after_publication(cycle, bruno, contributions):
    response = make_published_response(cycle, contributions, by=bruno)
    commitment = make_commitment(cycle, by=bruno)

    link_commitments(response, by=bruno, commitments=[commitment])

    assert list(response.commitments.all()) == [commitment]
    with pytest.raises(Refused, match="its own cycle"):
        link_commitments(response, by=bruno, commitments=[make_commitment()])


def test_the_same_words_saved_again_leave_no_trace(cycle, bruno):
    response = make_response(cycle, by=bruno)
    before = Entry.objects.count()

    change_response(response, by=bruno, disposition=response.disposition, reason=REASON)

    assert Entry.objects.count() == before


def test_what_is_being_decided_stays_out_of_the_record(cycle, bruno, contributions):
    make_response(cycle, contributions, by=bruno)

    assert "accepted" not in Entry.objects.get(verb="response.drafted").leaf


def test_two_hundred_contributions_are_taken_in_a_constant_number_of_statements(
    cycle, bruno, finance, django_assert_max_num_queries
):
    many = make_contributions(200, make_consultation(cycle))

    with django_assert_max_num_queries(28):
        draft_response(cycle, by=bruno, organisation=finance, contributions=many)


def test_a_responder_answers_only_for_their_institution(cycle, finance, contributions):
    chipo = make_responder(finance)
    response = make_response(cycle, contributions)

    with pytest.raises(Refused, match="Only people who answer for"):
        take_contributions(response, by=chipo, contributions=contributions)

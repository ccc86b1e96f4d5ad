"""The thread between what people said and what was promised."""

import pytest

from parvis.commitments.actions import (
    add_line,
    add_sources,
    adopt_commitment,
    create_plan,
    publish_plan,
    report_progress,
    revise_commitment,
    withdraw_commitment,
)
from parvis.commitments.queries import origin_of, thread_of
from parvis.commitments.tests.factories import (
    REASON,
    TEXTS,
    make_commitment,
    make_consultation,
    make_contribution,
    make_published_response,
    make_response,
)

pytestmark = pytest.mark.django_db
WHY = {"en": "Two people asked for it.", "fr": "Deux personnes l'ont demandé."}


def test_an_answer_being_written_is_not_on_the_thread(cycle, contributions):
    make_response(cycle, contributions)

    assert thread_of(contributions[0]).response is None


def test_a_published_answer_says_what_why_who_and_with_how_many_others(cycle, contributions):
    make_published_response(cycle, contributions)

    thread = thread_of(contributions[0])

    assert (thread.disposition, thread.reason, thread.others, thread.days_late) == ("accepted", REASON, 2, 0)


def test_a_commitment_is_on_the_thread_once_it_is_adopted(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions[:1])
    before = thread_of(contributions[0]).commitments
    adopt_commitment(commitment, by=bruno)

    assert before == []
    assert [each.slug for each in thread_of(contributions[0]).commitments] == [commitment.slug]
    assert thread_of(contributions[1]).commitments == []


def test_the_thread_shows_the_words_that_changed_for_a_contribution(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions[:1])
    better = {"change": {"en": "The register is open and free to all.", "fr": "Le registre est ouvert et gratuit."}}
    revise_commitment(commitment, by=bruno, **TEXTS | better, sources=contributions[1:2])
    adopt_commitment(commitment, by=bruno)

    for each in contributions[:2]:
        differences = thread_of(each).commitments[0].differences
        assert ("added", "and free ") in [(piece.kind, piece.text) for piece in differences]


def test_the_thread_shows_no_change_where_the_first_words_stand(cycle, bruno, contributions):
    make_commitment(cycle, by=bruno, sources=contributions, adopted=True)

    assert not thread_of(contributions[0]).commitments[0].changed


def test_the_thread_reaches_plan_and_progress(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions, adopted=True)
    plan = create_plan(cycle, by=bruno, title={"en": "Plan", "fr": "Plan d'action"})
    add_line(plan, commitment, by=bruno)
    before = thread_of(contributions[0]).commitments[0]
    publish_plan(plan, by=bruno)
    report_progress(commitment, by=bruno, period_ends_on=cycle.starts_on, status="LP", words=WHY)

    after = thread_of(contributions[0]).commitments[0]

    assert (before.plan, before.progress) == (None, None)
    assert (after.plan, after.plan_number, after.progress.status) == (plan, 1, "LP")


def test_a_withdrawn_commitment_stays_on_the_thread_unless_it_was_never_adopted(cycle, bruno, contributions):
    adopted = make_commitment(cycle, by=bruno, sources=contributions, adopted=True)
    draft = make_commitment(cycle, by=bruno, sources=contributions)
    for commitment in (adopted, draft):
        withdraw_commitment(commitment, by=bruno, reason=WHY)

    assert [each.status for each in thread_of(contributions[0]).commitments] == ["withdrawn"]


def test_a_commitment_tells_whose_ideas_it_is_made_of(cycle, bruno, contributions):
    response = make_published_response(cycle, contributions[:1])
    commitment = make_commitment(cycle, by=bruno, sources=contributions)

    origin = origin_of(commitment)

    assert [each.contribution for each in origin] == contributions
    assert [each.response for each in origin] == [response, None, None]


def test_hidden_words_are_not_shown_as_an_origin(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions[:1])
    contributions[0].move("hide", hidden_for="insult", hidden_because="It insults the mayor.")

    assert origin_of(commitment)[0].excerpt == ""


def test_the_thread_costs_the_same_for_one_and_three_commitments(
    cycle, bruno, contributions, django_assert_max_num_queries
):
    make_published_response(cycle, contributions)
    for _each in range(3):
        make_commitment(cycle, by=bruno, sources=contributions, adopted=True)

    with django_assert_max_num_queries(5):
        assert len(thread_of(contributions[0]).commitments) == 3


def test_the_origin_costs_one_query(cycle, bruno, contributions, django_assert_num_queries):
    commitment = make_commitment(cycle, by=bruno, sources=contributions)
    add_sources(commitment, by=bruno, contributions=[make_contribution(make_consultation(cycle))])

    with django_assert_num_queries(1):
        assert [each.excerpt for each in origin_of(commitment)]

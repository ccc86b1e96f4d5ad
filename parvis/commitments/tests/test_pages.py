"""The pages everybody reads: answers, commitments, plans."""

import pytest
from django.test import Client

from parvis.commitments.actions import (
    add_line,
    adopt_commitment,
    correct_response,
    create_plan,
    link_commitments,
    note_to_person,
    publish_plan,
    publish_response,
    report_progress,
    revise_commitment,
    submit_for_review,
    withdraw_commitment,
)
from parvis.commitments.tests.factories import (
    REASON,
    TEXTS,
    make_commitment,
    make_consultation,
    make_contributions,
    make_published_response,
    make_response,
)

pytestmark = pytest.mark.django_db
WHY = {"en": "Two people asked for it.", "fr": "Deux personnes l'ont demandé."}
BETTER = {"change": {"en": "The register is open and free.", "fr": "Le registre est ouvert et gratuit."}}


@pytest.fixture
def visitor():
    return Client()


def read(visitor, path, status=200):
    """Open a page and return its words."""
    response = visitor.get(path)
    assert response.status_code == status, response
    return response.content.decode()


@pytest.mark.parametrize("path", ["answers", "commitments", "plans"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_an_empty_list_says_what_will_be_there(path, language, visitor):
    assert 'class="empty' in read(visitor, f"/{language}/{path}/")


def test_an_answer_is_read_with_its_reason_and_what_it_answers(cycle, bruno, finance, contributions, visitor):
    response = make_published_response(cycle, contributions, by=bruno, organisation=finance)

    listed, page = read(visitor, "/en/answers/"), read(visitor, f"/en/answers/{cycle.slug}/1/")

    assert f'href="{response.get_absolute_url()}"' in listed
    assert "Finance Canada" in page
    assert REASON["en"] in page
    assert all(contribution.words in page for contribution in contributions)


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_an_answer_that_is_not_published_is_not_read(state, cycle, bruno, visitor):
    response = make_response(cycle, by=bruno)
    if state == "in_review":
        submit_for_review(response, by=bruno)

    read(visitor, f"/en/answers/{cycle.slug}/1/", status=404)
    assert REASON["en"] not in read(visitor, "/en/answers/")


def test_a_reason_in_another_language_than_the_page_says_so(cycle, bruno, visitor):
    make_published_response(cycle, by=bruno)

    assert f'<div class="said" lang="en" dir="ltr"><p>{REASON["en"]}</p></div>' in read(
        visitor, f"/ar/answers/{cycle.slug}/1/"
    )


def test_a_correction_shows_what_changed(cycle, bruno, visitor):
    response = make_published_response(cycle, by=bruno)
    better = {language: text + " Or earlier." for language, text in REASON.items()}
    correct_response(response, by=bruno, disposition="partly", reason=better, why=WHY)

    page = read(visitor, f"/en/answers/{cycle.slug}/1/")

    assert "<ins>" in page
    assert WHY["en"] in page
    assert "It was “accepted”; it is “accepted in part”." in page


def test_a_note_stands_beside_the_contribution_it_is_for(cycle, bruno, chipo, contributions, visitor):
    response = make_response(cycle, contributions, by=bruno)
    note_to_person(response, contributions[1], by=bruno, note={"en": "Your third point is done already."})
    submit_for_review(response, by=bruno)
    publish_response(response, by=chipo)

    assert read(visitor, f"/en/answers/{cycle.slug}/1/").count("Your third point is done already.") == 1


def test_words_hidden_since_are_not_shown_on_the_answer(cycle, bruno, contributions, visitor):
    make_published_response(cycle, contributions, by=bruno)
    contributions[0].move("hide", hidden_for="insult", hidden_because="It insults the mayor.")

    page = read(visitor, f"/en/answers/{cycle.slug}/1/")

    assert contributions[0].words not in page
    assert "These words are hidden." in page


def test_answers_are_chosen_by_institution_and_decision(cycle, bruno, finance, visitor):
    make_published_response(cycle, by=bruno, organisation=finance)
    make_published_response(cycle, by=bruno, disposition="partly")

    by_institution = read(visitor, f"/en/answers/?institution={finance.slug}")
    by_decision = read(visitor, "/en/answers/?disposition=partly")

    assert (f"/{cycle.slug}/1/" in by_institution, f"/{cycle.slug}/2/" in by_institution) == (True, False)
    assert (f"/{cycle.slug}/1/" in by_decision, f"/{cycle.slug}/2/" in by_decision) == (False, True)


@pytest.mark.parametrize("path", ["answers", "commitments"])
def test_each_choice_has_one_value_and_one_name(path, cycle, bruno, finance, visitor):
    make_published_response(cycle, by=bruno, organisation=finance)
    commitment = make_commitment(cycle, by=bruno, adopted=True, organisation=finance)
    plan = create_plan(cycle, by=bruno, title=TEXTS["title"])
    add_line(plan, commitment, by=bruno)
    publish_plan(plan, by=bruno)

    page = read(visitor, f"/fr/{path}/")

    assert "<optgroup" not in page
    assert f'<option value="{finance.slug}">Finances Canada</option>' in page


def test_what_is_not_on_offer_narrows_nothing(cycle, bruno, visitor):
    make_published_response(cycle, by=bruno)

    assert f"/{cycle.slug}/1/" in read(visitor, "/en/answers/?disposition=%00&place=nowhere&after=x_y")


def test_the_contributions_of_an_answer_are_read_fifty_a_page(cycle, bruno, visitor):
    make_published_response(cycle, make_contributions(60, make_consultation(cycle)), by=bruno)

    first = read(visitor, f"/en/answers/{cycle.slug}/1/")
    after = first.split('rel="next" href="')[1].split('"')[0]

    assert first.count('<article class="voice">') == 50
    assert read(visitor, f"/en/answers/{cycle.slug}/1/{after}").count('<article class="voice">') == 10


def test_a_commitment_is_read_with_its_thread_in_both_directions(cycle, bruno, contributions, visitor):
    response = make_published_response(cycle, contributions, by=bruno)
    commitment = make_commitment(cycle, by=bruno, sources=contributions, adopted=True)
    link_commitments(response, by=bruno, commitments=[commitment])
    revise_commitment(commitment, by=bruno, **TEXTS | BETTER, why=WHY)
    report_progress(commitment, by=bruno, period_ends_on=cycle.starts_on, status="LP", words=WHY)

    page = read(visitor, commitment.get_absolute_url())

    assert all(contribution.words in page for contribution in contributions)
    for words in ("C01", "<ins>", "Delivered so far: limited progress", response.get_absolute_url(), "/record/"):
        assert words in page


def test_a_draft_is_for_people_with_a_part_in_the_place(cycle, bruno, visitor):
    commitment = make_commitment(cycle, by=bruno)
    read(visitor, commitment.get_absolute_url(), status=404)

    visitor.force_login(bruno)

    assert "This is a draft" in read(visitor, commitment.get_absolute_url())


def test_a_commitment_withdrawn_says_why(cycle, bruno, visitor):
    commitment = make_commitment(cycle, by=bruno, adopted=True)
    withdraw_commitment(commitment, by=bruno, reason=WHY)

    assert WHY["en"] in read(visitor, commitment.get_absolute_url())


def test_commitments_are_chosen_by_how_far_they_have_come(cycle, bruno, visitor):
    one, two = (make_commitment(cycle, by=bruno, adopted=True) for _each in range(2))
    report_progress(one, by=bruno, period_ends_on=cycle.starts_on, status="C", words=WHY)

    complete, none = read(visitor, "/en/commitments/?status=C"), read(visitor, "/en/commitments/?status=none")

    assert (one.get_absolute_url() in complete, two.get_absolute_url() in complete) == (True, False)
    assert (one.get_absolute_url() in none, two.get_absolute_url() in none) == (False, True)


def test_answers_are_chosen_by_place_and_institution_each_by_one_name(cycle, bruno, visitor):
    ours, theirs = make_published_response(cycle, by=bruno), make_published_response()

    page = read(visitor, "/en/answers/")
    chosen = read(visitor, f"/en/answers/?place={cycle.place.slug}&institution={ours.organisation.slug}")

    assert "<optgroup" not in page
    assert (ours.get_absolute_url() in page, theirs.get_absolute_url() in page) == (True, True)
    assert (ours.get_absolute_url() in chosen, theirs.get_absolute_url() in chosen) == (True, False)


def test_what_waits_is_chosen_by_consultation_and_theme_each_by_one_name(cycle, bruno, contributions, visitor):
    visitor.force_login(bruno)

    assert "<optgroup" not in read(visitor, f"/en/desk/answers/{cycle.slug}/")


def test_a_plan_is_read_whole(cycle, bruno, contributions, visitor):
    plan = create_plan(cycle, by=bruno, title={"en": "Fourth plan", "fr": "Quatrième plan"})
    for _each in range(2):
        add_line(plan, make_commitment(cycle, by=bruno, sources=contributions, adopted=True), by=bruno)
    read(visitor, plan.get_absolute_url(), status=404)
    publish_plan(plan, by=bruno)

    page = read(visitor, plan.get_absolute_url())

    assert plan.get_absolute_url() in read(visitor, "/en/plans/")
    assert page.count(TEXTS["change"]["en"]) == 2
    assert 'href="#C02"' in page


def test_lists_and_pages_cost_the_same_for_one_and_three(
    cycle, bruno, contributions, visitor, django_assert_num_queries
):
    plan = create_plan(cycle, by=bruno, title={"en": "Plan", "fr": "Plan"})

    def add_one():
        response = make_published_response(cycle, by=bruno)
        commitment = make_commitment(cycle, by=bruno, sources=contributions)
        adopt_commitment(commitment, by=bruno)
        link_commitments(response, by=bruno, commitments=[commitment])
        report_progress(commitment, by=bruno, period_ends_on=cycle.starts_on, status="LP", words=WHY)
        add_line(plan, commitment, by=bruno)

    def costs():
        return [count(visitor, path) for path in ("/en/answers/", "/en/commitments/", plan.get_absolute_url())]

    visitor.force_login(bruno)
    add_one()
    costs()
    one = costs()
    add_one()
    add_one()
    assert costs() == one


def count(visitor, path):
    """Return how many queries a page costs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        read(visitor, path)
    return len(queries)

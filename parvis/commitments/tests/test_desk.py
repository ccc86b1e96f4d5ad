"""The desk of those who answer and promise: few pages, nothing typed is lost, every refusal has its sentence."""

import pytest
from django.test import Client

from parvis.commitments.actions import submit_for_review
from parvis.commitments.models import Commitment, Plan, Response
from parvis.commitments.tests.factories import (
    REASON,
    TEXTS,
    make_commitment,
    make_consultation,
    make_contribution,
    make_contributions,
    make_published_response,
    make_responder,
    make_response,
)
from parvis.consultations.models import Contribution
from parvis.core.search import Searchable, index_many
from parvis.cycles.tests.factories import make_cycle_theme
from parvis.people.models import Role
from parvis.people.tests.factories import give_role, make_person

pytestmark = pytest.mark.django_db
TYPED = {"disposition": "accepted", "reason_en": REASON["en"], "reason_fr": REASON["fr"]}


def enter(person):
    """Open a browser as somebody."""
    browser = Client()
    browser.force_login(person)
    return browser


def find(contributions):
    """Make contributions findable, as the follower does."""
    index_many(
        Searchable("contribution", each.code, each.consultation.slug, each.words, each.language, ["unanswered"])
        for each in contributions
    )


def said(response):
    """Return the words of a page."""
    return response.content.decode()


SEES = {"amina": 403, "moderator": 403, "member": 403, "reviewer": 200, "responder": 200, "convener": 200, "dana": 200}


@pytest.mark.parametrize(("who", "status"), SEES.items())
def test_who_sees_what_waits(who, status, cycle, finance, dana):
    person = dana if who == "dana" else make_person(who)
    if who not in ("amina", "dana"):
        give_role(person, who, cycle.place, finance if who == Role.Kind.RESPONDER else None)

    assert enter(person).get(f"/en/desk/answers/{cycle.slug}/").status_code == status


def test_a_visitor_is_asked_to_sign_in(cycle):
    response = Client().get(f"/en/desk/answers/{cycle.slug}/")

    assert (response.status_code, "sign-in" in response.headers["Location"]) == (302, True)


def test_two_hundred_similar_ideas_are_answered_in_four_pages(cycle, bruno, finance):
    consultation = make_consultation(cycle)
    alike = make_contributions(200, consultation, words="Publish the beneficial owners of every company.")
    make_contributions(5, consultation, words="Plant more trees.")
    find(Contribution.objects.select_related("consultation"))
    browser, desk = enter(bruno), f"/en/desk/answers/{cycle.slug}/"

    shown = browser.get(f"{desk}?q=beneficial+owners")
    begun = browser.post(
        f"{desk}take/?q=beneficial+owners", {"act": "new", "everything": "1", "organisation": finance.pk}
    )
    draft = browser.get(begun.headers["Location"])
    handed = browser.post(begun.headers["Location"], TYPED | {"act": "submit"})

    response = Response.objects.get()
    assert "take all 200 found" in said(shown)
    assert "200 contributions get this answer" in said(draft)
    assert (handed.status_code, response.status) == (302, "in_review")
    assert set(response.answers.values_list("contribution", flat=True)) == {each.pk for each in alike}


def test_what_is_like_one_contribution_is_found_and_taken(cycle, bruno, finance):
    consultation = make_consultation(cycle)
    alike = make_contributions(3, consultation, words="Publish the beneficial owners of every company.")
    other = make_contribution(consultation, words="Plant more trees along the river.")
    find(Contribution.objects.select_related("consultation"))
    path = f"?similar={alike[0].code}"

    shown = said(enter(bruno).get(f"/en/desk/answers/{cycle.slug}/{path}"))
    taken = {"act": "new", "everything": "1", "organisation": finance.pk}
    enter(bruno).post(f"/en/desk/answers/{cycle.slug}/take/{path}", taken)

    assert f'id="c{other.pk}"' not in shown
    assert Response.objects.get().answers.count() == 3


def test_what_waits_longest_comes_first_and_late_is_marked(cycle, bruno):
    consultation = make_consultation(cycle)
    soon = make_contribution(consultation, answer_due_on="2999-01-01")
    late = make_contribution(consultation, answer_due_on="2001-01-01")

    shown = said(enter(bruno).get(f"/en/desk/answers/{cycle.slug}/"))

    assert shown.index(f'id="c{late.pk}"') < shown.index(f'id="c{soon.pk}"')
    assert "late since" in shown


def test_what_waits_is_chosen_by_theme_language_and_consultation(cycle, bruno):
    french = make_contribution(make_consultation(cycle), language="fr")
    english = make_contribution(make_consultation(cycle), language="en")
    desk = f"/en/desk/answers/{cycle.slug}/"

    for query in ("language=fr", f"consultation={french.consultation.slug}"):
        shown = said(enter(bruno).get(f"{desk}?{query}"))
        assert (f'id="c{french.pk}"' in shown, f'id="c{english.pk}"' in shown) == (True, False)


def test_each_theme_and_consultation_can_be_chosen_by_its_name(cycle, bruno):
    consultation = make_consultation(cycle)
    theme = make_cycle_theme(cycle).theme

    page = enter(bruno).get(f"/fr/desk/answers/{cycle.slug}/").content.decode()

    assert "<optgroup" not in page
    assert f'<option value="{theme.slug}">{theme.name["fr"]}</option>' in page
    assert f'<option value="{consultation.slug}">{consultation.title["fr"]}</option>' in page


def test_contributions_are_added_across_pages_of_the_list(cycle, bruno):
    many = make_contributions(60, make_consultation(cycle))
    response = make_response(cycle, [], by=bruno)
    browser, take = enter(bruno), f"/en/desk/answers/{cycle.slug}/take/"

    for chosen in (many[0], many[55]):
        browser.post(take, {"act": "add", "response": response.number, "contribution": chosen.pk})

    assert set(response.answers.values_list("contribution", flat=True)) == {many[0].pk, many[55].pk}


def test_nothing_ticked_is_said(cycle, bruno, finance):
    answer = enter(bruno).post(
        f"/en/desk/answers/{cycle.slug}/take/", {"act": "new", "organisation": finance.pk}, follow=True
    )

    assert "Tick at least one contribution first." in said(answer)
    assert not Response.objects.exists()


def test_what_another_institution_holds_is_said_and_the_rest_is_kept(cycle, bruno, finance, contributions):
    make_response(cycle, contributions[:1], by=bruno, organisation=finance)
    keys = [each.pk for each in contributions]

    answer = enter(bruno).post(
        f"/en/desk/answers/{cycle.slug}/take/",
        {"act": "new", "contribution": keys, "organisation": finance.pk},
        follow=True,
    )

    assert "in the hands of Finance Canada already (R1)" in said(answer)
    assert Response.objects.get(number=2).answers.count() == 2


def test_a_responder_answers_only_in_the_name_of_their_institution(cycle, finance, contributions):
    other = make_responder(finance)
    institution = make_response(cycle, []).organisation

    answer = enter(other).post(
        f"/en/desk/answers/{cycle.slug}/take/",
        {"act": "new", "contribution": contributions[0].pk, "organisation": institution.pk},
        follow=True,
    )

    assert "Choose in whose name the answer is given." in said(answer)


def test_words_that_are_not_enough_yet_are_kept_and_it_is_said_what_is_missing(cycle, bruno):
    response = make_response(cycle, by=bruno, disposition="", reason={})
    page = f"/en/desk/answers/{cycle.slug}/1/"

    answer = enter(bruno).post(page, {"disposition": "partly", "reason_en": REASON["en"], "act": "submit"})

    response.refresh_from_db()
    assert "Give the reason in every official language" in said(answer)
    assert REASON["en"] in said(answer)
    assert response.status == "draft"


def test_a_draft_is_saved_as_far_as_it_is(cycle, bruno):
    response = make_response(cycle, by=bruno, disposition="", reason={})

    enter(bruno).post(f"/en/desk/answers/{cycle.slug}/1/", {"reason_fr": "Nous y pensons.", "act": "save"})

    response.refresh_from_db()
    assert (response.disposition, response.reason) == ("", {"fr": "Nous y pensons."})


def test_a_note_to_one_person_is_written_on_its_own_page(cycle, bruno, contributions):
    make_response(cycle, contributions, by=bruno)
    page = f"/en/desk/answers/{cycle.slug}/1/notes/{contributions[1]}/"

    shown = enter(bruno).get(page)
    enter(bruno).post(page, {"note_en": "Your third point is done."})

    assert contributions[1].words in said(shown)
    contributions[1].refresh_from_db()
    assert contributions[1].answered_in.note == {"en": "Your third point is done."}


def test_what_is_put_back_waits_again(cycle, bruno, contributions):
    response = make_response(cycle, contributions, by=bruno)

    enter(bruno).post(f"/en/desk/answers/{cycle.slug}/1/leave/", {"contribution": contributions[0].pk})

    assert response.answers.count() == 2


def test_the_second_person_reads_it_as_it_will_be_and_publishes(cycle, bruno, chipo, contributions):
    submit_for_review(make_response(cycle, contributions, by=bruno), by=bruno)
    page = f"/en/desk/answers/{cycle.slug}/1/"

    as_writer, as_reader = said(enter(bruno).get(page)), said(enter(chipo).get(page))
    published = enter(chipo).post(f"{page}publish/")

    assert "You wrote this answer" in as_writer
    assert f'action="{page}publish/"' not in as_writer
    assert REASON["en"] in as_reader
    assert REASON["fr"].replace("'", "&#x27;") in as_reader
    assert published.headers["Location"] == f"/en/answers/{cycle.slug}/1/"


def test_the_second_person_sends_it_back(cycle, bruno, chipo):
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)
    page = f"/en/desk/answers/{cycle.slug}/1/"

    empty = enter(chipo).post(f"{page}send-back/", {"note": ""})
    enter(chipo).post(f"{page}send-back/", {"note": "Name the register."})

    response.refresh_from_db()
    assert empty.status_code == 200
    assert response.status == "draft"
    assert "Name the register." in said(enter(bruno).get(page))


def test_a_published_answer_is_corrected(cycle, bruno):
    response = make_published_response(cycle, by=bruno)
    typed = {
        "disposition": "partly",
        "reason_en": "Not this year, but the next.",
        "reason_fr": "Pas cette année, mais la prochaine.",
        "why_en": "The date was wrong.",
        "why_fr": "La date était fausse.",
    }

    answer = enter(bruno).post(f"/en/desk/answers/{cycle.slug}/1/correct/", typed)

    response.refresh_from_db()
    assert (answer.status_code, response.version) == (302, 2)


def test_a_correction_that_leaves_a_language_behind_is_kept_on_the_page(cycle, bruno):
    make_published_response(cycle, by=bruno)
    typed = {"disposition": "partly", "reason_en": "Not this year, but the next.", "reason_fr": REASON["fr"]}

    answer = enter(bruno).post(
        f"/en/desk/answers/{cycle.slug}/1/correct/", typed | {"why_en": "Wrong.", "why_fr": "Faux."}
    )

    assert "is older than the text it was made from" in said(answer)
    assert "Not this year, but the next." in said(answer)


def test_a_commitment_is_drafted_from_an_answer_written_and_adopted(cycle, bruno, finance, contributions):
    make_response(cycle, contributions, by=bruno)
    browser, new = enter(bruno), f"/en/desk/commitments/{cycle.slug}/new/"
    texts = {f"{name}_{language}": text for name, words in TEXTS.items() for language, text in words.items()}

    shown = browser.get(f"{new}?response=1")
    browser.post(new, {"response": "1", "organisation": finance.pk} | texts)
    browser.post(f"/en/desk/commitments/{cycle.slug}/1/adopt/")

    commitment = Commitment.objects.get()
    assert contributions[0].words in said(shown)
    assert (commitment.status, commitment.sources.count(), commitment.responses.count()) == ("adopted", 3, 1)


def test_a_commitment_is_drafted_from_what_was_ticked(cycle, bruno, finance, contributions):
    new, keys = f"/en/desk/commitments/{cycle.slug}/new/", [contributions[0].pk, contributions[1].pk]

    shown = enter(bruno).post(new, {"contribution": keys})
    enter(bruno).post(new, {"contribution": keys, "organisation": finance.pk, "title_en": "Open register"})

    assert shown.status_code == 200
    assert contributions[1].words in said(shown)
    assert Commitment.objects.get().sources.count() == 2


def test_sources_are_named_by_their_receipts(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno)
    page = f"/en/desk/commitments/{cycle.slug}/1/sources/"

    wrong = enter(bruno).post(page, {"act": "add", "receipts": f"{contributions[0]} 7K3M-0000-00"})
    enter(bruno).post(page, {"act": "add", "receipts": f"{contributions[0]}, {contributions[1]}"})
    enter(bruno).post(page, {"act": "remove", "contribution": contributions[0].pk})

    assert "These are not receipts of contributions we have: 7K3M-0000-00." in said(wrong)
    assert [source.contribution for source in commitment.sources.all()] == [contributions[1]]


def test_what_stops_an_adoption_is_said(cycle, bruno):
    make_commitment(cycle, by=bruno, change={"en": "Open."})
    page = f"/en/desk/commitments/{cycle.slug}/1/"

    answer = enter(bruno).post(f"{page}adopt/", follow=True)

    assert "is not written in français yet" in said(answer)


def test_progress_is_reported_by_the_lead_institution(cycle, bruno, finance):
    commitment = make_commitment(cycle, by=bruno, organisation=finance, adopted=True)
    page = f"/en/desk/commitments/{cycle.slug}/1/progress/"
    typed = {"period_ends_on": cycle.starts_on, "status": "LP", "words_en": "Begun.", "words_fr": "Commencé."}

    answer = enter(make_responder(finance)).post(page, typed)

    assert answer.headers["Location"] == commitment.get_absolute_url()
    assert "limited progress" in said(enter(bruno).get(commitment.get_absolute_url()))


def test_a_plan_is_begun_gathered_ordered_and_published(cycle, bruno):
    for _each in range(2):
        make_commitment(cycle, by=bruno, adopted=True)
    browser, desk = enter(bruno), f"/en/desk/plans/{cycle.slug}/"

    browser.post(desk, {"title_en": "Fourth plan", "title_fr": "Quatrième plan"})
    for number in (1, 2):
        browser.post(f"{desk}line/", {"commitment": number, "act": "add"})
    browser.post(f"{desk}line/", {"commitment": 2, "to": 1})
    browser.post(f"{desk}publish/")

    plan = Plan.objects.get()
    assert plan.status == "published"
    assert [line.commitment.code for line in plan.lines.order_by("number")] == ["C02", "C01"]


def test_nonsense_in_an_address_or_a_form_breaks_nothing(cycle, bruno, contributions):
    make_response(cycle, contributions, by=bruno)
    browser, desk = enter(bruno), f"/en/desk/answers/{cycle.slug}/"

    for path in ("?similar=%00&q=%00%22*&theme=x&after=a_b&late=1&language=%F0", "?after=9999999999999999999_1"):
        assert browser.get(desk + path).status_code == 200
    for typed in ({}, {"act": "add", "response": "²"}, {"act": "new", "contribution": "x", "organisation": "x"}):
        assert browser.post(f"{desk}take/", typed).status_code == 302
    assert browser.post(f"/en/desk/plans/{cycle.slug}/line/", {"commitment": "1"}).status_code == 404
    assert browser.get(f"{desk}1/notes/xyz/").status_code == 404


def test_the_desk_costs_the_same_for_one_and_three(cycle, bruno, finance, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, desk = enter(bruno), f"/en/desk/answers/{cycle.slug}/"
    consultation = make_consultation(cycle)
    pages = (desk, f"{desk}1/", f"/en/desk/commitments/{cycle.slug}/")

    def add_one():
        make_contribution(consultation)
        make_response(cycle, by=bruno, organisation=finance)
        make_commitment(cycle, by=bruno, organisation=finance)

    def costs():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(page).status_code == 200
            found.append(len(queries))
        return found

    add_one()
    costs()
    one = costs()
    add_one()
    add_one()
    assert costs() == one

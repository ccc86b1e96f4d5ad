"""Two people who change one thing: the second is told, sees both texts, loses nothing, and decides."""

import datetime
import html
from dataclasses import dataclass, field

import pytest
from django.test import Client

from parvis.commitments.actions import add_line as add_to_plan
from parvis.commitments.actions import (
    create_plan,
    leave_contributions,
    publish_plan,
    publish_response,
    submit_for_review,
    withdraw_commitment,
)
from parvis.commitments.tests.factories import (
    make_commitment,
    make_consultation,
    make_contribution,
    make_published_response,
    make_response,
    make_reviewer,
)
from parvis.commitments.tests.test_at_once import at_once
from parvis.cycles.actions import add_line, remove_line
from parvis.cycles.tests.factories import make_cycle, make_cycle_theme, make_theme
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place
from tests.forms import form_with

BRUNOS = "Bruno wants <b>this</b> & that."
DANAS = "Dana wants \"that\" <script>alert('x')</script>."


@dataclass
class Editing:
    """A page with a form, the field both write in, and what else has to be filled in to save."""

    address: str
    field: str
    more: dict = field(default_factory=dict)


def an_answer_at(response, field):
    return Editing(f"/en/desk/answers/{response.cycle.slug}/{response.number}/", field)


def an_answer():
    return an_answer_at(make_response(), "reason_en")


def a_note():
    response = make_response()
    code = response.answers.get().contribution.code
    return Editing(f"/en/desk/answers/{response.cycle.slug}/{response.number}/notes/{code}/", "note_en")


def a_published_answer():
    response = make_published_response()
    why = {"why_en": "We were wrong.", "why_fr": "Nous avions tort."}
    return Editing(
        f"/en/desk/answers/{response.cycle.slug}/{response.number}/correct/", "reason_en", why | {"confirmed": ["fr"]}
    )


def a_commitment():
    commitment = make_commitment()
    return Editing(f"/en/desk/commitments/{commitment.cycle.slug}/{commitment.number}/", "problem_en")


def a_plan():
    cycle = make_cycle()
    create_plan(cycle, by=make_convener(cycle.place), title={"en": "The plan"}, introduction={"en": "Who was asked."})
    return Editing(f"/en/desk/plans/{cycle.slug}/", "introduction_en")


def a_plan_nobody_has_begun():
    return Editing(f"/en/desk/plans/{make_cycle().slug}/", "introduction_en", {"title_en": "The plan"})


def a_consultation():
    return Editing(f"/en/desk/consultations/{make_consultation().slug}/", "summary_en")


def a_question():
    return Editing(f"/en/desk/consultations/{make_consultation().slug}/", "question_1_en")


def a_cycle():
    return Editing(f"{make_cycle().get_absolute_url()}edit/", "title_en")


def the_phases():
    span = {"phases-0-starts_on": "2031-01-01", "phases-0-ends_on": "2031-02-01"}
    return Editing(f"{make_cycle().get_absolute_url()}edit/phases/", "phases-0-name_en", span)


def a_workshop():
    cycle, at = make_cycle(), datetime.datetime(2031, 6, 5, 19, 0, tzinfo=datetime.UTC)
    span = {"starts_at": at, "ends_at": at + datetime.timedelta(hours=1)}
    return add_line(cycle, by=make_convener(cycle.place), title={"en": "Workshop"}, **span)


def a_line_of_the_calendar():
    line = a_workshop()
    return Editing(f"{line.cycle.get_absolute_url()}edit/calendar/{line.pk}/", "where_en")


def a_theme():
    return Editing(f"/en/themes/{make_theme().slug}/edit/", "description_en")


def a_place():
    return Editing(f"/en/places/{make_place().slug}/edit/", "name_en")


THINGS = [
    an_answer, a_note, a_published_answer, a_commitment, a_plan, a_plan_nobody_has_begun, a_consultation, a_question,
    a_cycle, the_phases, a_line_of_the_calendar, a_theme, a_place,
]  # fmt: skip
every_thing = pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.__name__)


def enter(name="Dana"):
    browser = Client()
    browser.force_login(make_person(name, is_keeper=True))
    return browser


def typed(editing, browser, words):
    """Open the form and write in it, without sending it."""
    return form_with(browser.get(editing.address), "seen") | editing.more | {editing.field: words}


def saved(editing, browser):
    """What the form shows who opens it now."""
    page = browser.get(editing.address)
    assert "Somebody saved this" not in page.content.decode()
    return form_with(page, "seen")[editing.field][0]


@pytest.mark.django_db
@every_thing
def test_the_second_sees_both_texts_and_nothing_is_written_over(thing):
    editing, bruno, dana = thing(), enter("Bruno"), enter()
    brunos, danas = typed(editing, bruno, BRUNOS), typed(editing, dana, DANAS)

    first, second = bruno.post(editing.address, brunos), dana.post(editing.address, danas)

    page = second.content.decode()
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Somebody saved this while you were writing" in page
    assert "It was saved by the keeper of the site, " in page
    assert html.escape(BRUNOS) in page
    assert "<script>" not in page
    assert "<b>this" not in page
    assert form_with(second, "seen")[editing.field] == [DANAS]
    assert saved(editing, bruno) == BRUNOS


@pytest.mark.django_db
@every_thing
def test_who_knows_both_texts_saves_over_the_other(thing):
    editing, bruno, dana = thing(), enter("Bruno"), enter()
    danas = typed(editing, dana, DANAS)
    bruno.post(editing.address, typed(editing, bruno, BRUNOS))

    second = dana.post(editing.address, danas)
    again = dana.post(editing.address, form_with(second, "seen") | editing.more)

    assert again.status_code == 302
    assert saved(editing, bruno) == DANAS


@pytest.mark.django_db
@every_thing
def test_a_third_who_saved_between_is_noticed_too(thing):
    editing, bruno, dana = thing(), enter("Bruno"), enter()
    danas = typed(editing, dana, DANAS)
    bruno.post(editing.address, typed(editing, bruno, BRUNOS))
    second = dana.post(editing.address, danas)
    bruno.post(editing.address, typed(editing, bruno, "Bruno wants even more of this."))

    again = dana.post(editing.address, form_with(second, "seen") | editing.more)

    assert again.status_code == 409
    assert "Bruno wants even more of this." in again.content.decode()
    assert form_with(again, "seen")[editing.field] == [DANAS]


@pytest.mark.django_db
@every_thing
def test_the_same_form_sent_twice_overtakes_nobody(thing):
    editing, dana = thing(), enter()
    danas = typed(editing, dana, DANAS)

    assert [dana.post(editing.address, danas).status_code for _each in "ab"] == [302, 302]
    assert saved(editing, dana) == DANAS


@pytest.mark.django_db(transaction=True)
@every_thing
def test_of_two_who_save_at_once_one_is_told(thing):
    editing, bruno, dana = thing(), enter("Bruno"), enter()
    brunos, danas = typed(editing, bruno, BRUNOS), typed(editing, dana, DANAS)

    answers = at_once(
        lambda: bruno.post(editing.address, brunos),
        lambda: dana.post(editing.address, danas),
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    winner = BRUNOS if answers[0].status_code == 302 else DANAS
    assert saved(editing, bruno) == winner


# ── The thing has moved on ─────────────────────────────────────────────────────────────────────────────────────────


def handed_over():
    response = make_response()
    return an_answer_at(response, "reason_en"), lambda: submit_for_review(response, by=response.drafted_by)


def published_meanwhile():
    response = make_response()

    def publish():
        submit_for_review(response, by=response.drafted_by)
        publish_response(response, by=make_reviewer(response.cycle.place))

    return an_answer_at(response, "reason_en"), publish


def left_out():
    response = make_response()
    answer = response.answers.get()
    editing = Editing(
        f"/en/desk/answers/{response.cycle.slug}/{response.number}/notes/{answer.contribution.code}/", "note_en"
    )
    return editing, lambda: leave_contributions(response, by=response.drafted_by, contributions=[answer.contribution])


def noted_too_late():
    response = make_response()
    code = response.answers.get().contribution.code
    editing = Editing(f"/en/desk/answers/{response.cycle.slug}/{response.number}/notes/{code}/", "note_en")
    return editing, lambda: submit_for_review(response, by=response.drafted_by)


def withdrawn():
    commitment = make_commitment()
    bruno, reason = make_convener(commitment.cycle.place), {"en": "It is law by now.", "fr": "C'est la loi."}
    editing = Editing(f"/en/desk/commitments/{commitment.cycle.slug}/{commitment.number}/", "problem_en")
    return editing, lambda: withdraw_commitment(commitment, by=bruno, reason=reason)


def published_plan():
    commitment = make_commitment(adopted=True)
    bruno, title = make_convener(commitment.cycle.place), {"en": "The plan", "fr": "Le plan"}
    plan = create_plan(commitment.cycle, by=bruno, title=title)
    add_to_plan(plan, commitment, by=bruno)
    return Editing(f"/en/desk/plans/{plan.cycle.slug}/", "introduction_en"), lambda: publish_plan(plan, by=bruno)


def taken_off():
    line = a_workshop()
    editing = Editing(f"{line.cycle.get_absolute_url()}edit/calendar/{line.pk}/", "where_en")
    return editing, lambda: remove_line(line, by=make_convener(line.cycle.place))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way",
    [handed_over, published_meanwhile, left_out, noted_too_late, withdrawn, published_plan, taken_off],
    ids=lambda way: way.__name__,
)
def test_words_for_what_can_no_longer_be_changed_come_back(way):
    (editing, move_on), dana = way(), enter()
    danas = typed(editing, dana, DANAS)
    move_on()

    page = dana.post(editing.address, danas)

    assert page.status_code in (200, 403, 404)
    assert f"\n{html.escape(DANAS)}</textarea>" in page.content.decode()


@pytest.mark.django_db
def test_the_reason_somebody_else_gave_for_hiding_stands_and_ones_own_comes_back():
    address = f"/en/desk/moderation/{make_contribution()}/"
    bruno, dana = enter("Bruno"), enter()
    why = {"step": "hide", "reason": "insult"}

    assert bruno.post(address, why | {"because": BRUNOS}).status_code == 302
    second = dana.post(address, why | {"because": DANAS})

    assert "Yours was not saved" in second.content.decode()
    assert f"\n{html.escape(DANAS)}</textarea>" in second.content.decode()


@pytest.mark.django_db
def test_themes_two_moderators_sort_at_once_are_not_lost():
    contribution = make_contribution()
    address = f"/en/desk/moderation/{contribution}/"
    first, second = (make_cycle_theme(contribution.consultation.cycle, status="confirmed").theme for _each in "ab")
    bruno, dana = enter("Bruno"), enter()
    shown = form_with(dana.get(address), "seen") | {"step": "themes"}

    assert bruno.post(address, shown | {"themes": first.pk}).status_code == 302
    told = dana.post(address, shown | {"themes": second.pk})
    assert (told.status_code, set(contribution.themes.all())) == (409, {first})

    assert '<button class="button" name="step" value="themes">' in told.content.decode()
    again = form_with(told, "seen") | {"step": "themes", "themes": [first.pk, second.pk]}
    assert dana.post(address, again).status_code == 302
    assert set(contribution.themes.all()) == {first, second}


@pytest.mark.django_db
def test_a_question_typed_where_there_are_fewer_by_now_is_not_lost():
    consultation = make_consultation()
    address = f"/en/desk/consultations/{consultation.slug}/"
    bruno, dana = enter("Bruno"), enter()
    asked = form_with(bruno.get(address), "seen") | {"question_1_en": "One?", "question_2_en": "Two?"}
    bruno.post(address, asked)
    danas = form_with(dana.get(address), "seen") | {"question_4_en": DANAS}
    bruno.post(address, form_with(bruno.get(address), "seen") | {"question_1_en": "", "question_2_en": ""})

    told = dana.post(address, danas)

    assert told.status_code == 409
    shown = form_with(told, "seen")
    assert (shown["question_1_en"], shown["question_4_en"]) == ([""], [DANAS])


@pytest.mark.django_db
def test_a_question_that_moves_up_may_be_sent_twice():
    address, dana = f"/en/desk/consultations/{make_consultation().slug}/", enter()
    asked = form_with(dana.get(address), "seen") | {"question_2_en": "Two?"}

    assert [dana.post(address, asked).status_code for _each in "ab"] == [302, 302]


@pytest.mark.django_db
def test_a_change_elsewhere_in_the_form_is_kept_with_ones_own():
    editing, bruno, dana = a_consultation(), enter("Bruno"), enter()
    danas = typed(editing, dana, DANAS)
    bruno.post(editing.address, form_with(bruno.get(editing.address), "seen") | {"closes_at": "2031-05-01T12:00"})

    told = dana.post(editing.address, danas)
    assert told.status_code == 409
    assert "Save both" in told.content.decode()
    dana.post(editing.address, form_with(told, "seen"))

    shown = form_with(dana.get(editing.address), "seen")
    assert (shown["closes_at"], shown[editing.field]) == (["2031-05-01T12:00"], [DANAS])


@pytest.mark.django_db
def test_commitments_two_people_link_to_an_answer_are_not_lost():
    response = make_response()
    one, two = (make_commitment(response.cycle) for _each in "ab")
    editing, bruno, dana = an_answer_at(response, "reason_en"), enter("Bruno"), enter()
    shown = form_with(dana.get(editing.address), "seen")

    assert bruno.post(editing.address, shown | {"commitments": one.pk}).status_code == 302
    told = dana.post(editing.address, shown | {"commitments": two.pk})

    assert (told.status_code, list(response.commitments.all())) == (409, [one])
    assert f"{one.code} · {one}" in told.content.decode()

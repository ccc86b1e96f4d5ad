"""An answer is published by a second person, with its reason in every official language."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from parvis.commitments.actions import (
    change_response,
    correct_response,
    publish_response,
    send_back,
    submit_for_review,
    withdraw_response,
)
from parvis.commitments.tests.factories import (
    REASON,
    make_consultation,
    make_contributions,
    make_published_response,
    make_responder,
    make_response,
    make_reviewer,
)
from parvis.consultations.models import Breakdown, Contribution
from parvis.core import clock
from parvis.core.lifecycle import MoveRefused
from parvis.core.rules import Refused
from parvis.cycles.tests.factories import make_cycle
from parvis.places.tests.factories import make_place
from parvis.record import catch_up
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db
BETTER = {
    "en": "We will publish the register of owners by December.",
    "fr": "Nous publierons le registre des propriétaires d'ici décembre.",
}
WHY = {"en": "The date was wrong.", "fr": "La date était fausse."}


def verbs(of):
    """Return what the record says of a thing, in order."""
    return list(
        Entry.objects.filter(subject_type=of.record_type, subject_key=of.record_key)
        .order_by("seq")
        .values_list("verb", flat=True)
    )


def test_who_wrote_an_answer_does_not_publish_it(cycle, bruno, chipo):
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)

    with pytest.raises(Refused, match="a second person reads it"):
        publish_response(response, by=bruno)
    assert publish_response(response, by=chipo).status == "published"


def test_who_changed_a_word_of_an_answer_does_not_publish_it(cycle, bruno, finance):
    chipo = make_responder(finance)
    response = make_response(cycle, by=bruno, organisation=finance)
    change_response(response, by=chipo, disposition="partly", reason=BETTER)
    submit_for_review(response, by=bruno)

    with pytest.raises(Refused, match="a second person reads it"):
        publish_response(response, by=chipo)


def test_the_keeper_too_needs_a_second_person(cycle, dana):
    response = submit_for_review(make_response(cycle, by=dana), by=dana)

    with pytest.raises(Refused, match="a second person reads it"):
        publish_response(response, by=dana)


@pytest.mark.parametrize("who", ["nobody", "amina"])
def test_publishing_needs_a_part_in_the_place(who, cycle, bruno, request):
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)
    person = None if who == "nobody" else request.getfixturevalue(who)

    with pytest.raises(Refused, match="Only responders, conveners and reviewers"):
        publish_response(response, by=person)


def test_a_reviewer_of_another_place_does_not_publish(cycle, bruno):
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)

    with pytest.raises(Refused, match="of this place"):
        publish_response(response, by=make_reviewer(make_place()))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"disposition": ""}, "Say what is decided"),
        ({"reason": {"en": REASON["en"]}}, r"in every official language.*français"),
        ({"reason": REASON | {"fr": "Trop court."}}, r"20 characters or more.*français"),
        ({"reason": {}}, r"English, français"),
        ({"contributions": []}, "no contribution in it yet"),
    ],
)
def test_an_incomplete_answer_is_not_handed_over(change, sentence, cycle, bruno):
    response = make_response(cycle, by=bruno, **change)

    with pytest.raises(Refused, match=sentence):
        submit_for_review(response, by=bruno)


def test_a_language_older_than_its_source_stops_publication_until_it_is_checked(cycle, bruno):
    response = make_response(cycle, by=bruno)
    only_english = {"disposition": "accepted", "reason": {"en": BETTER["en"], "fr": REASON["fr"]}}
    change_response(response, by=bruno, **only_english)

    with pytest.raises(Refused, match="in français is older than the text it was made from"):
        submit_for_review(response, by=bruno)
    change_response(response, by=bruno, **only_english, confirmed=["fr"])
    assert submit_for_review(response, by=bruno).status == "in_review"


def test_the_second_reader_sends_it_back_with_a_note(cycle, bruno, chipo):
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)

    with pytest.raises(Refused, match="Say what should change"):
        send_back(response, by=chipo, note=" ")
    send_back(response, by=chipo, note="Name the register.")

    assert (response.status, response.review_note) == ("draft", "Name the register.")
    assert "Name the register" not in "".join(Entry.objects.values_list("leaf", flat=True))


MOVES = {
    "draft": {"submit": True, "send_back": False, "publish": False, "withdraw": True},
    "in_review": {"submit": True, "send_back": True, "publish": True, "withdraw": True},
    "published": {"submit": False, "send_back": False, "publish": True, "withdraw": False},
    "withdrawn": {"submit": False, "send_back": False, "publish": False, "withdraw": True},
}


@pytest.mark.parametrize("move", ["submit", "send_back", "publish", "withdraw"])
@pytest.mark.parametrize("state", MOVES)
def test_what_can_be_done_in_which_state(state, move, cycle, bruno, chipo):
    # A move to where the answer already stands does nothing and is no mistake, unless its words would be lost.
    response = {
        "draft": lambda: make_response(cycle, by=bruno),
        "in_review": lambda: submit_for_review(make_response(cycle, by=bruno), by=bruno),
        "published": lambda: make_published_response(cycle, by=bruno),
        "withdrawn": lambda: withdraw_response(make_response(cycle, by=bruno), by=bruno),
    }[state]()
    act = {
        "submit": lambda: submit_for_review(response, by=bruno),
        "send_back": lambda: send_back(response, by=chipo, note="Name the register."),
        "publish": lambda: publish_response(response, by=chipo),
        "withdraw": lambda: withdraw_response(response, by=bruno),
    }[move]

    if MOVES[state][move]:
        act()
    else:
        with pytest.raises(MoveRefused):
            act()


def test_publishing_answers_every_contribution_and_says_so_of_each(cycle, bruno, contributions):
    response = make_published_response(cycle, contributions, by=bruno)

    for contribution in contributions:
        contribution.refresh_from_db()
        assert (contribution.answer, contribution.answered_at) == ("accepted", response.published_at)
        assert verbs(contribution) == ["contribution.answered"]
        assert Entry.objects.get(subject_key=contribution.code).facts == {
            "response": f"{cycle.slug}/R1",
            "disposition": "accepted",
            "institution": response.organisation.slug,
            "version": 1,
            "late_days": 0,
        }


def test_publishing_twice_counts_once(cycle, bruno, chipo, contributions):
    response = make_published_response(cycle, contributions, by=bruno)

    publish_response(response, by=chipo)

    assert verbs(response).count("response.published") == 1
    assert response.versions.count() == 1


def test_a_contribution_hidden_meanwhile_waits_again_instead_of_being_answered(cycle, bruno, chipo, contributions):
    response = submit_for_review(make_response(cycle, contributions, by=bruno), by=bruno)
    contributions[0].move("hide", hidden_for="insult", hidden_because="It insults the mayor.")

    publish_response(response, by=chipo)

    contributions[0].refresh_from_db()
    assert contributions[0].answer == ""
    assert response.answers.count() == 2


def test_a_thousand_contributions_are_answered_in_a_constant_number_of_statements(
    cycle, bruno, chipo, django_assert_max_num_queries
):
    many = make_contributions(1000, make_consultation(cycle))
    response = submit_for_review(make_response(cycle, many, by=bruno), by=bruno)

    with django_assert_max_num_queries(40):
        publish_response(response, by=chipo)

    assert Entry.objects.filter(verb="contribution.answered").count() == 1000
    assert not Contribution.objects.filter(answer="").exists()


@pytest.mark.parametrize(
    ("zone", "hour", "late"),
    [
        ("America/Toronto", "2018-04-01 03:59", 0),
        ("America/Toronto", "2018-04-01 04:00", 1),
        ("Asia/Manila", "2018-03-31 15:59", 0),
        ("Asia/Manila", "2018-03-31 16:00", 1),
        ("Pacific/Kiritimati", "2018-03-31 10:00", 1),
        ("America/Toronto", "2018-04-15 12:00", 15),
    ],
)
def test_a_day_late_is_counted_by_the_calendar_of_the_place(zone, hour, late):
    with clock.at(datetime.datetime(2018, 3, 1, tzinfo=ZoneInfo("UTC"))):
        cycle = make_cycle(place=make_place(time_zone=zone))
        due = {"answer_due_on": datetime.date(2018, 3, 31)}
        contributions = make_contributions(1, make_consultation(cycle), **due)
    with clock.at(datetime.datetime.fromisoformat(hour).replace(tzinfo=ZoneInfo("UTC"))):
        response = make_published_response(cycle, contributions)

    assert response.days_late == late
    assert Entry.objects.get(verb="contribution.answered").facts["late_days"] == late


def test_a_correction_replaces_the_answer_and_keeps_what_it_said(cycle, bruno, contributions):
    response = make_published_response(cycle, contributions, by=bruno)
    first_answered = response.published_at

    correct_response(response, by=bruno, disposition="partly", reason=BETTER, why=WHY)

    contributions[0].refresh_from_db()
    assert [(v.number, v.disposition, v.reason) for v in response.versions.all()] == [
        (1, "accepted", REASON),
        (2, "partly", BETTER),
    ]
    assert (contributions[0].answer, contributions[0].answered_at) == ("partly", first_answered)
    assert verbs(contributions[0]) == ["contribution.answered", "contribution.answer_corrected"]


def test_a_correction_says_why_in_every_official_language(cycle, bruno):
    response = make_published_response(cycle, by=bruno)

    with pytest.raises(Refused, match="Say why the answer is corrected"):
        correct_response(response, by=bruno, disposition="partly", reason=BETTER, why={"en": "Wrong."})

    assert response.versions.count() == 1


def test_a_correction_of_one_language_alone_is_refused(cycle, bruno):
    response = make_published_response(cycle, by=bruno)
    english = REASON | {"en": BETTER["en"]}

    with pytest.raises(Refused, match="older than the text"):
        correct_response(response, by=bruno, disposition="accepted", reason=english, why=WHY)


def test_a_correction_that_changes_nothing_is_no_new_version(cycle, bruno):
    response = make_published_response(cycle, by=bruno)

    correct_response(response, by=bruno, disposition="accepted", reason=REASON, why=WHY)

    assert response.versions.count() == 1


def test_only_a_published_answer_is_corrected(cycle, bruno):
    with pytest.raises(Refused, match="Only a published answer"):
        correct_response(make_response(cycle, by=bruno), by=bruno, disposition="partly", reason=BETTER, why=WHY)


def test_the_second_reader_alone_does_not_correct(cycle, bruno, chipo):
    with pytest.raises(Refused, match="Only people who answer for"):
        correct_response(
            make_published_response(cycle, by=bruno), by=chipo, disposition="partly", reason=BETTER, why=WHY
        )


def test_a_correction_is_counted_instead_of_what_it_corrects(cycle, bruno, contributions):
    consultation = contributions[0].consultation
    response = make_published_response(cycle, contributions, by=bruno)
    catch_up()
    correct_response(response, by=bruno, disposition="partly", reason=BETTER, why=WHY)
    catch_up()

    counted = consultation.breakdown.filter(of=Breakdown.Of.ANSWER, number__gt=0)
    assert dict(counted.values_list("value", "number")) == {"partly": 3}

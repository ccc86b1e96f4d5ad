"""The plan of a cycle gathers its commitments, in order, complete in every official language."""

import datetime

import pytest

from parvis.commitments.actions import (
    add_line,
    adopt_commitment,
    change_plan,
    create_plan,
    move_line,
    publish_plan,
    remove_line,
    report_progress,
    revise_commitment,
    withdraw_commitment,
)
from parvis.commitments.models import Plan
from parvis.commitments.tests.factories import TEXTS, make_commitment, make_responder
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.record.models import Entry

TITLE = {"en": "Fourth plan", "fr": "Quatrième plan"}
WORDS = {"en": "A first list is published.", "fr": "Une première liste est publiée."}
WHY = {"en": "The law was late.", "fr": "La loi a pris du retard."}


@pytest.fixture
def plan(cycle, bruno):
    return create_plan(cycle, by=bruno, title=TITLE)


@pytest.fixture
def three(cycle, bruno, plan):
    made = [make_commitment(cycle, by=bruno, adopted=True) for _each in range(3)]
    for commitment in made:
        add_line(plan, commitment, by=bruno)
    return made


def order(plan):
    """Return the codes of a plan in their order."""
    return [(line.number, line.commitment.code) for line in plan.lines.order_by("number")]


@pytest.mark.parametrize("who", ["nobody", "amina", "chipo", "responder"])
def test_only_conveners_make_a_plan(who, cycle, finance, request):
    person = {"nobody": lambda: None, "responder": lambda: make_responder(finance)}.get(
        who, lambda: request.getfixturevalue(who)
    )()

    with pytest.raises(Refused, match="Only conveners"):
        create_plan(cycle, by=person, title=TITLE)


def test_a_cycle_has_one_plan(cycle, bruno, plan):
    assert create_plan(cycle, by=bruno, title={"en": "Another"}) == plan
    assert plan.title == TITLE


def test_commitments_stand_in_the_order_they_are_given(bruno, plan, three):
    move_line(plan, three[2], by=bruno, to=1)

    assert order(plan) == [(1, "C03"), (2, "C01"), (3, "C02")]


@pytest.mark.parametrize(("to", "expected"), [(-3, 1), (0, 1), (2, 2), (3, 3), (99, 3)])
def test_a_place_beyond_the_ends_is_the_end(to, expected, bruno, plan, three):
    move_line(plan, three[0], by=bruno, to=to)

    assert plan.lines.get(commitment=three[0]).number == expected


def test_taking_a_commitment_out_leaves_no_gap(bruno, plan, three):
    remove_line(plan, three[1], by=bruno)

    assert order(plan) == [(1, "C01"), (2, "C03")]


def test_a_commitment_is_put_in_once(bruno, plan, three):
    add_line(plan, three[0], by=bruno)

    assert len(order(plan)) == 3


def test_a_plan_gathers_only_its_own_cycle(bruno, plan):
    with pytest.raises(Refused, match="its own cycle"):
        add_line(plan, make_commitment(), by=bruno)


def test_an_empty_plan_is_not_published(bruno, plan):
    with pytest.raises(Refused, match="no commitment in it yet"):
        publish_plan(plan, by=bruno)


def test_a_plan_waits_for_its_last_commitment(cycle, bruno, plan, three):
    draft = make_commitment(cycle, by=bruno)
    add_line(plan, draft, by=bruno)

    with pytest.raises(Refused, match="These are not: C04"):
        publish_plan(plan, by=bruno)
    adopt_commitment(draft, by=bruno)
    assert publish_plan(plan, by=bruno).status == "published"


def test_a_plan_waits_for_its_title_in_every_official_language(bruno, plan, three):
    change_plan(plan, by=bruno, title={"en": "Fourth plan, revised"})

    with pytest.raises(Refused, match="is not written in français"):
        publish_plan(plan, by=bruno)


def test_a_plan_waits_for_a_stale_introduction(bruno, plan, three):
    words = {"title": TITLE, "introduction": {"en": "We listened.", "fr": "Nous avons écouté."}}
    change_plan(plan, by=bruno, **words)
    words["introduction"] = words["introduction"] | {"en": "We listened to 1,187 people."}
    change_plan(plan, by=bruno, **words)

    with pytest.raises(Refused, match="older than the text it was made from"):
        publish_plan(plan, by=bruno)
    change_plan(plan, by=bruno, **words, confirmed=["fr"])
    assert publish_plan(plan, by=bruno).published_at


def test_a_withdrawn_commitment_stops_the_plan(bruno, plan, three):
    withdraw_commitment(three[0], by=bruno, reason=WHY)

    with pytest.raises(Refused, match="These are not: C01"):
        publish_plan(plan, by=bruno)


def test_a_published_plan_no_longer_changes(cycle, bruno, plan, three):
    publish_plan(plan, by=bruno)

    for act in (
        lambda: add_line(plan, make_commitment(cycle, by=bruno, adopted=True), by=bruno),
        lambda: remove_line(plan, three[0], by=bruno),
        lambda: move_line(plan, three[0], by=bruno, to=2),
        lambda: change_plan(plan, by=bruno, title=TITLE),
    ):
        with pytest.raises(Refused, match="This plan is published"):
            act()


def test_publishing_twice_counts_once(bruno, plan, three):
    publish_plan(plan, by=bruno)
    publish_plan(plan, by=bruno)

    assert Entry.objects.filter(verb="plan.published").count() == 1


def test_the_public_sees_a_plan_once_it_is_published(bruno, amina, plan, three):
    before = list(Plan.objects.visible_to(amina))
    publish_plan(plan, by=bruno)

    assert (before, list(Plan.objects.visible_to(None))) == ([], [plan])


def test_progress_is_said_in_every_official_language(cycle, bruno, three):
    report = {"period_ends_on": cycle.starts_on, "status": "LP"}

    with pytest.raises(Refused, match=r"Say what was done.*français"):
        report_progress(three[0], by=bruno, **report, words={"en": "Done."})
    assert report_progress(three[0], by=bruno, **report, words=WORDS).status == "LP"


def test_going_backwards_says_what_stands_in_the_way(cycle, bruno, three):
    report = {"period_ends_on": cycle.starts_on, "words": WORDS}
    report_progress(three[0], by=bruno, status="SP", **report)

    with pytest.raises(Refused, match="Say what stands in the way"):
        report_progress(three[0], by=bruno, status="LP", **report)
    assert report_progress(three[0], by=bruno, status="LP", challenges=WHY, **report).status == "LP"


def test_a_report_is_corrected_by_another_and_both_stay(cycle, bruno, three):
    for status in ("LP", "LP", "SP"):
        report_progress(three[0], by=bruno, period_ends_on=cycle.starts_on, status=status, words=WORDS)

    assert list(three[0].progress.values_list("status", flat=True)) == ["LP", "SP"]


def test_a_period_is_over_and_within_the_cycle(cycle, bruno, three):
    tomorrow = clock.now().astimezone(cycle.place.zone).date() + datetime.timedelta(days=1)
    long_ago = cycle.starts_on - datetime.timedelta(days=1)

    for day, sentence in ((tomorrow, "has not ended yet"), (long_ago, "before the cycle began")):
        with pytest.raises(Refused, match=sentence):
            report_progress(three[0], by=bruno, period_ends_on=day, status="LP", words=WORDS)


def test_the_lead_institution_reports_and_others_do_not(cycle, bruno, finance, chipo):
    commitment = make_commitment(cycle, by=bruno, organisation=finance, adopted=True)
    report = {"period_ends_on": cycle.starts_on, "status": "LP", "words": WORDS}

    assert report_progress(commitment, by=make_responder(finance), **report)
    with pytest.raises(Refused, match="Only conveners, and people who answer for the lead institution"):
        report_progress(commitment, by=chipo, **report)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_progress_needs_a_promise_that_stands(state, cycle, bruno):
    commitment = make_commitment(cycle, by=bruno)
    if state == "withdrawn":
        withdraw_commitment(commitment, by=bruno, reason=WHY)

    with pytest.raises(Refused, match="Progress is reported once a commitment is adopted"):
        report_progress(commitment, by=bruno, period_ends_on=cycle.starts_on, status="LP", words=WORDS)


def test_a_promise_revised_after_publication_keeps_its_place(cycle, bruno, plan, three):
    publish_plan(plan, by=bruno)
    revise_commitment(three[0], by=bruno, **TEXTS | {"change": WORDS}, why=WHY)

    assert order(plan)[0] == (1, "C01")

"""The minimum requirements, by the acceptance examples of the field (K4) and at their edges."""

from datetime import date

import pytest

from parvis.standards.facts import CIVIL, CO_CREATION, GOVERNMENT, IMPLEMENTATION, Facts, Happening, Heard
from parvis.standards.requirements import RESULTS, State, judge

RULES = {
    "mr_1_1": {"months": 6},
    "mr_2_1": {},
    "mr_2_2": {"publications": 2, "months": 12},
    "mr_3_1": {"days": 14},
    "mr_3_2": {"events": 1},
    "mr_3_3": {"sectors": 2},
    "mr_4_1": {},
    "mr_5_1": {"meetings": 2},
}
BOTH = frozenset({GOVERNMENT, CIVIL})


def happened(*days, kinds=BOTH, until=None):
    return tuple(Happening(f"thing:{day}", day, kinds=kinds, until=until) for day in days)


def facts(begins_on=date(2025, 1, 1), ends_on=date(2027, 12, 31), **known):
    return Facts(begins_on=begins_on, ends_on=ends_on, **known)


def found(key, known, on):
    [finding] = judge(known, RULES, on, [key])
    return finding


def stands(key, known, on):
    return found(key, known, on).state


def forum(*meetings, **known):
    rules = happened(date(2025, 1, 1))
    return facts(meetings=happened(*meetings), forum_rules=rules, seated=BOTH, **known)


def test_a_forum_that_meets_ten_days_too_late_is_told_by_how_much():
    finding = found("mr_1_1", forum(date(2025, 1, 10), date(2025, 7, 20)), date(2025, 7, 21))

    assert finding.state == State.NOT_MET
    assert finding.fails_on == date(2025, 7, 11)
    assert [(each.code, each.number, each.on) for each in finding.missing] == [("gap", 10, date(2025, 7, 10))]


@pytest.mark.parametrize(
    ("meetings", "on", "state", "fails_on"),
    [
        ([date(2025, 1, 10)], date(2025, 7, 10), State.MET, date(2025, 7, 11)),
        ([date(2025, 1, 10)], date(2025, 7, 11), State.NOT_MET, date(2025, 7, 11)),
        ([date(2025, 1, 10), date(2025, 7, 10)], date(2025, 7, 11), State.MET, date(2026, 1, 11)),
        ([], date(2025, 7, 1), State.NOT_YET_DUE, date(2025, 7, 2)),
        ([], date(2025, 7, 2), State.NOT_MET, date(2025, 7, 2)),
        # A meeting shortly before the cycle counts on; one long before does not.
        ([date(2024, 10, 31)], date(2025, 4, 30), State.NOT_YET_DUE, date(2025, 5, 1)),
        ([date(2024, 3, 1)], date(2025, 5, 1), State.NOT_YET_DUE, date(2025, 7, 2)),
        # The end of a month: six months after 31 August is the last day of February.
        ([date(2025, 5, 31), date(2025, 8, 31)], date(2026, 2, 28), State.MET, date(2026, 3, 1)),
        ([date(2025, 5, 31), date(2025, 8, 31)], date(2026, 3, 1), State.NOT_MET, date(2026, 3, 1)),
    ],
)
def test_the_forum_meets_at_least_every_six_months(meetings, on, state, fails_on):
    finding = found("mr_1_1", forum(*meetings), on)

    assert (finding.state, finding.fails_on) == (state, fails_on)


def test_a_later_meeting_does_not_repair_a_gap():
    late = forum(date(2025, 1, 10), date(2025, 8, 1), date(2025, 9, 1))

    assert stands("mr_1_1", late, date(2025, 9, 2)) == State.NOT_MET


def test_a_meeting_of_one_side_is_no_meeting():
    alone = facts(meetings=happened(date(2025, 3, 1), kinds=frozenset({GOVERNMENT})), seated=BOTH)

    assert stands("mr_1_1", alone, date(2025, 3, 2)) == State.NOT_YET_DUE


@pytest.mark.parametrize("lacking", [{"seated": frozenset({GOVERNMENT})}, {"forum_rules": ()}])
def test_a_forum_without_a_side_or_rules_does_not_count(lacking):
    known = {"meetings": happened(date(2025, 3, 1)), "forum_rules": happened(date(2025, 1, 1)), "seated": BOTH}

    assert stands("mr_1_1", facts(**known), date(2025, 3, 2)) == State.MET
    assert stands("mr_1_1", facts(**known | lacking), date(2025, 3, 2)) == State.NOT_MET


def test_a_cycle_that_ended_asks_for_no_more_meetings():
    over = forum(date(2025, 1, 10), ends_on=date(2025, 7, 1))

    assert found("mr_1_1", over, date(2030, 1, 1)).state == State.MET
    assert found("mr_1_1", over, date(2030, 1, 1)).fails_on is None


def test_a_public_page_is_due_on_the_first_day():
    assert stands("mr_2_1", facts(), date(2024, 12, 31)) == State.NOT_YET_DUE
    assert stands("mr_2_1", facts(), date(2025, 1, 1)) == State.NOT_MET
    assert stands("mr_2_1", facts(pages=happened(date(2024, 6, 1))), date(2025, 1, 1)) == State.MET


def repository(*days, plan_on=None, kinds=frozenset({CO_CREATION, IMPLEMENTATION}), **known):
    return facts(publications=happened(*days, kinds=kinds), plan_on=plan_on, **known)


def test_two_publications_in_january_do_not_last_until_march_of_next_year():
    two = repository(date(2025, 1, 10), date(2025, 1, 20))

    finding = found("mr_2_2", two, date(2026, 3, 1))
    assert (finding.state, finding.fails_on) == (State.NOT_MET, date(2026, 1, 11))
    assert stands("mr_2_2", two, date(2026, 1, 10)) == State.MET
    again = repository(date(2025, 1, 10), date(2025, 1, 20), date(2026, 2, 1), date(2026, 2, 2))
    assert stands("mr_2_2", again, date(2026, 3, 1)) == State.MET


def test_the_first_year_gives_time_to_publish():
    one = repository(date(2025, 6, 1))

    assert stands("mr_2_2", one, date(2026, 1, 1)) == State.NOT_YET_DUE
    assert stands("mr_2_2", one, date(2026, 1, 2)) == State.NOT_MET
    assert found("mr_2_2", one, date(2025, 6, 2)).fails_on == date(2026, 1, 2)


def test_each_class_of_evidence_is_due_when_there_is_some():
    plan_on = date(2025, 9, 1)
    many = [date(2025, month, 1) for month in range(1, 13)]
    made = repository(*many, plan_on=plan_on, kinds=frozenset({CO_CREATION}))

    assert stands("mr_2_2", made, date(2025, 12, 31)) == State.MET
    finding = found("mr_2_2", made, date(2026, 9, 2))
    assert finding.state == State.NOT_MET
    assert "no_implementation_evidence" in [each.code for each in finding.missing]
    nothing = repository(*many, plan_on=plan_on, kinds=frozenset())
    assert stands("mr_2_2", nothing, date(2025, 9, 1)) == State.MET
    assert stands("mr_2_2", nothing, date(2025, 9, 2)) == State.NOT_MET


@pytest.mark.parametrize(("first", "state"), [(date(2024, 12, 18), State.MET), (date(2024, 12, 19), State.NOT_MET)])
def test_the_timeline_is_public_two_weeks_before_the_start(first, state):
    edited = facts(timelines=happened(date(2025, 3, 1), first))

    assert stands("mr_3_1", edited, date(2025, 6, 1)) == state


def test_a_timeline_that_is_not_public_fails_on_the_thirteenth_day_before():
    assert stands("mr_3_1", facts(), date(2024, 12, 18)) == State.NOT_YET_DUE
    finding = found("mr_3_1", facts(), date(2024, 12, 19))
    assert (finding.state, finding.fails_on) == (State.NOT_MET, date(2024, 12, 19))


@pytest.mark.parametrize(
    ("outreach", "on", "state"),
    [
        ([], date(2025, 5, 1), State.NOT_YET_DUE),
        ([], date(2025, 9, 1), State.NOT_YET_DUE),
        ([], date(2025, 9, 2), State.NOT_MET),
        ([date(2025, 2, 1)], date(2025, 9, 2), State.MET),
        ([date(2025, 2, 1)], date(2025, 1, 31), State.NOT_YET_DUE),
        ([date(2025, 9, 2)], date(2025, 9, 3), State.NOT_MET),
        ([date(2024, 12, 1)], date(2025, 9, 3), State.NOT_MET),
    ],
)
def test_outreach_is_made_while_the_plan_is_developed(outreach, on, state):
    plan_on = date(2025, 9, 1) if on >= date(2025, 9, 1) else None

    assert stands("mr_3_2", facts(outreach=happened(*outreach), plan_on=plan_on), on) == state


@pytest.mark.parametrize(
    ("channels", "sectors", "state"),
    [
        (happened(date(2025, 2, 1), until=date(2025, 4, 1)), {"civil", "business"}, State.MET),
        (happened(date(2025, 2, 1), until=date(2025, 4, 1)), {"civil"}, State.NOT_MET),
        (happened(date(2025, 2, 1)), {"civil", "business"}, State.NOT_MET),
        ((), {"civil", "business"}, State.NOT_MET),
        # It opened before development began, and stayed open.
        (happened(date(2024, 12, 1), until=date(2025, 1, 31)), {"civil", "other"}, State.MET),
    ],
)
def test_inputs_come_by_a_dated_channel_from_several_sectors(channels, sectors, state):
    heard = Heard(published=9, sectors=frozenset(sectors))

    assert stands("mr_3_3", facts(channels=channels, heard=heard, plan_on=date(2025, 9, 1)), date(2025, 9, 2)) == state


@pytest.mark.parametrize(
    ("heard", "before", "after"),
    [
        (Heard(published=5), State.MET, State.MET),
        (Heard(), State.NOT_YET_DUE, State.NOT_MET),
        (Heard(published=5, unanswered=1), State.NOT_YET_DUE, State.NOT_MET),
        (Heard(published=5, answered_after_plan=1), State.NOT_YET_DUE, State.NOT_MET),
    ],
)
def test_everybody_is_answered_before_the_plan(heard, before, after):
    assert stands("mr_4_1", facts(heard=heard), date(2025, 8, 1)) == before
    assert stands("mr_4_1", facts(heard=heard, plan_on=date(2025, 9, 1)), date(2025, 9, 2)) == after


def implemented(*meetings, plan_on=date(2024, 12, 31)):
    results = frozenset({GOVERNMENT, CIVIL, RESULTS})
    return facts(meetings=happened(*meetings, kinds=results), plan_on=plan_on, ends_on=date(2026, 12, 31))


def test_one_meeting_in_the_year_is_not_yet_late_in_november_and_is_in_january():
    one = implemented(date(2025, 5, 1))

    finding = found("mr_5_1", one, date(2025, 11, 30))
    assert (finding.state, finding.fails_on) == (State.NOT_YET_DUE, date(2026, 1, 1))
    assert stands("mr_5_1", one, date(2025, 12, 31)) == State.NOT_YET_DUE
    assert stands("mr_5_1", one, date(2026, 1, 1)) == State.NOT_MET
    assert stands("mr_5_1", implemented(date(2025, 5, 1), date(2025, 12, 31)), date(2025, 12, 31)) == State.MET


def test_part_of_a_year_asks_for_its_share():
    late_start = implemented(plan_on=date(2025, 11, 1))

    assert stands("mr_5_1", late_start, date(2026, 1, 1)) == State.NOT_YET_DUE
    assert stands("mr_5_1", implemented(plan_on=date(2025, 7, 1)), date(2026, 1, 1)) == State.NOT_MET


def test_before_the_plan_no_result_can_be_discussed():
    assert stands("mr_5_1", facts(meetings=happened(date(2025, 2, 1))), date(2026, 1, 1)) == State.NOT_YET_DUE


def test_a_rule_set_without_a_requirement_does_not_ask_for_it():
    assert [each.key for each in judge(facts(), {"mr_2_1": {}, "unheard_of": {}}, date(2025, 1, 1))] == ["mr_2_1"]

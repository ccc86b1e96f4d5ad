"""When plans are due and what lateness leads to: the table is the specification."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from parvis.cycles.deadlines import Rules, Span, add_months, between, day_at, extended, is_under_review, timing
from parvis.cycles.shipped import SHIPPED

RULES = {code: Rules.of({rule["key"]: rule["parameters"] for rule in told}) for code, told in SHIPPED.items()}
A, B, B2, C = (RULES[code] for code in ("A", "B", "B2", "C"))


def day(iso):
    return datetime.date.fromisoformat(iso)


def stands(rules, starts, delivered, on=None):
    return timing(rules, starts=day(starts), delivered=day(delivered), on=day(on or delivered))


@pytest.mark.parametrize(
    ("rules", "starts", "delivered", "stage", "late_by", "consequences"),
    [
        (A, "2016-01-01", "2016-06-29", "on_time", (0, 0), ()),
        (A, "2016-01-01", "2016-06-30", "on_time", (0, 0), ()),
        (A, "2016-01-01", "2016-07-01", "late", (0, 1), ()),
        (A, "2016-01-01", "2016-10-30", "late", (4, 0), ()),
        (A, "2016-01-01", "2016-10-31", "documented", (4, 1), ("documented", "referral", "letter", "end_unchanged")),
        (A, "2016-01-01", "2016-11-15", "documented", (4, 16), ("documented", "referral", "letter", "end_unchanged")),
        (A, "2016-01-01", "2016-12-30", "documented", (6, 0), ("documented", "referral", "letter", "end_unchanged")),
        (A, "2016-01-01", "2016-12-31", "next_cohort", (6, 1), ("next_cohort", "new_cycle")),
        (A, "2016-01-01", "2017-01-10", "next_cohort", (6, 11), ("next_cohort", "new_cycle")),
        (A, "2016-07-01", "2017-06-30", "on_time", (0, 0), ()),
        (B, "2018-01-01", "2018-08-31", "on_time", (0, 0), ()),
        (B, "2018-01-01", "2018-09-01", "late", (0, 1), ("end_unchanged",)),
        (B, "2018-01-01", "2018-11-30", "late", (3, 0), ("end_unchanged",)),
        (B, "2018-01-01", "2018-12-31", "late", (4, 0), ("end_unchanged",)),
        (B, "2018-01-01", "2019-01-01", "late", (4, 1), ("end_unchanged",)),
        (B, "2018-01-01", "2019-01-02", "shifted", (4, 2), ("cohort_shifted", "contrary")),
        (B, "2018-08-31", "2018-08-31", "on_time", (0, 0), ()),
        (B, "2018-09-01", "2019-08-31", "on_time", (0, 0), ()),
        (B2, "2020-01-01", "2020-08-31", "on_time", (0, 0), ()),
        (B2, "2020-01-01", "2020-12-20", "on_time", (0, 0), ()),
        (B2, "2020-01-01", "2020-12-31", "on_time", (0, 0), ()),
        (B2, "2020-01-01", "2021-01-01", "other_cohort", (0, 0), ("other_cohort",)),
        (B2, "2020-01-01", "2021-12-31", "other_cohort", (0, 0), ("other_cohort",)),
        (B2, "2020-01-01", "2022-01-01", "late", (12, 1), ()),
        (C, "2024-01-01", "2031-01-01", "", (0, 0), ()),
    ],
)
def test_a_plan_is_late_from_the_day_after_its_limit(rules, starts, delivered, stage, late_by, consequences):
    found = stands(rules, starts, delivered)

    assert (found.stage, found.late_by, found.consequences) == (stage, Span(*late_by), consequences)


@pytest.mark.parametrize(
    ("rules", "starts", "delivered", "since"),
    [
        (A, "2016-01-01", "2018-01-01", None),
        (B, "2018-01-01", "2019-01-01", None),
        (B, "2018-01-01", "2019-01-02", "2019-01-02"),
        (B, "2018-01-01", "2019-06-30", "2019-01-02"),
        (B2, "2020-01-01", "2020-12-20", None),
        (B2, "2020-01-01", "2021-08-31", None),
    ],
)
def test_only_rule_set_b_makes_lateness_contrary(rules, starts, delivered, since):
    assert [reason.since for reason in stands(rules, starts, delivered).contrary] == ([day(since)] if since else [])


@pytest.mark.parametrize(
    ("ended", "delivered", "on", "since"),
    [
        ("2024-12-31", None, "2025-12-31", None),
        ("2024-12-31", None, "2026-01-01", "2026-01-01"),
        ("2024-12-31", None, "2026-11-28", "2026-01-01"),
        ("2024-12-31", "2025-12-31", "2026-11-28", None),
        ("2024-12-31", "2026-01-01", "2026-11-28", "2026-01-01"),
        ("2024-12-31", "2026-05-01", "2026-04-30", "2026-01-01"),
        ("2024-06-30", None, "2025-06-30", None),
        ("2024-06-30", None, "2025-07-01", "2025-07-01"),
        ("2024-02-29", None, "2025-02-28", None),
        ("2024-02-29", None, "2025-03-01", "2025-03-01"),
        ("2023-02-28", None, "2024-02-28", None),
        ("2023-02-28", None, "2024-02-29", "2024-02-29"),
    ],
)
def test_a_place_without_a_plan_is_contrary_from_the_day_after_twelve_months(ended, delivered, on, since):
    found = timing(
        C, on=day(on), starts=day("2025-01-01"), delivered=delivered and day(delivered), previous_end=day(ended)
    )

    assert [(reason.code, reason.since) for reason in found.contrary] == ([("no_plan", day(since))] if since else [])


def test_the_first_plan_of_a_place_has_no_limit():
    found = timing(C, on=day("2031-01-01"), starts=day("2024-01-01"))

    assert (found.due, found.limit, found.is_contrary) == (None, None, False)


@pytest.mark.parametrize(
    ("contrary", "leads"),
    [
        ([], False),
        ([True], False),
        ([True, True], True),
        ([True, False, True], False),
        ([False, True, True, False], True),
    ],
)
def test_two_contrary_cycles_in_a_row_lead_to_a_review(contrary, leads):
    assert is_under_review(C, contrary) is leads
    assert not is_under_review(A, contrary)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2016-06-30", 4, "2016-10-30"),
        ("2018-08-31", 6, "2019-02-28"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", 1, "2024-04-30"),
        ("2024-12-31", 12, "2025-12-31"),
        ("2024-12-15", 1, "2025-01-15"),
        ("1899-12-31", 2, "1900-02-28"),
        ("1999-12-31", 2, "2000-02-29"),
        ("2024-05-31", 0, "2024-05-31"),
    ],
)
def test_months_are_calendar_months(start, months, end):
    assert add_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("2025-01-10", "2025-07-20", (6, 10)),
        ("2016-06-30", "2016-10-30", (4, 0)),
        ("2018-08-31", "2019-02-28", (6, 0)),
        ("2018-08-31", "2019-03-01", (6, 1)),
        ("2024-02-29", "2025-02-28", (12, 0)),
        ("2024-01-31", "2024-02-28", (0, 28)),
        ("2024-05-01", "2024-05-01", (0, 0)),
        ("2024-05-02", "2024-05-01", (0, 0)),
    ],
)
def test_lateness_is_told_in_months_and_days(start, end, span):
    assert between(day(start), day(end)) == Span(*span)


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        ("2018-09-01T03:30+00:00", "America/Toronto", "2018-08-31"),  # 23:30 in Ottawa on the last day
        ("2018-09-01T04:00+00:00", "America/Toronto", "2018-09-01"),
        ("2018-08-31T10:30+00:00", "Pacific/Kiritimati", "2018-09-01"),
        ("2018-08-31T09:59+00:00", "Pacific/Kiritimati", "2018-08-31"),
        ("2018-09-01T10:59+00:00", "Pacific/Pago_Pago", "2018-08-31"),
        ("2018-09-01T11:00+00:00", "Pacific/Pago_Pago", "2018-09-01"),
        ("2018-03-25T00:59+00:00", "Europe/Paris", "2018-03-25"),  # the hour before summer time
        ("2018-10-28T22:59+00:00", "Europe/Paris", "2018-10-28"),  # a day of 25 hours
        ("2018-10-28T23:00+00:00", "Europe/Paris", "2018-10-29"),
        ("2018-11-04T04:59+00:00", "America/Toronto", "2018-11-04"),
        ("2018-11-05T04:59+00:00", "America/Toronto", "2018-11-04"),  # and another of 25 hours
        ("2019-01-01T23:30-05:00", "America/Toronto", "2019-01-01"),
    ],
)
def test_a_deadline_is_the_places_own_day(moment, zone, expected):
    assert day_at(datetime.datetime.fromisoformat(moment), ZoneInfo(zone)) == day(expected)


def test_a_plan_delivered_late_in_the_evening_of_the_last_day_is_on_time():
    delivered = day_at(datetime.datetime(2018, 9, 1, 3, 30, tzinfo=datetime.UTC), ZoneInfo("America/Toronto"))

    assert timing(B, on=delivered, starts=day("2018-01-01"), delivered=delivered).stage == "on_time"


def test_a_moment_without_a_time_zone_is_no_moment():
    with pytest.raises(ValueError, match="time zone"):
        day_at(datetime.datetime(2018, 9, 1), ZoneInfo("UTC"))  # the very thing refused


def test_a_plan_not_delivered_yet_is_as_late_as_the_day_it_is():
    awaited = timing(B, on=day("2018-08-31"), starts=day("2018-01-01"))
    late = timing(B, on=day("2019-01-02"), starts=day("2018-01-01"), delivered=day("2019-01-03"))

    assert (awaited.stage, awaited.is_delivered) == ("awaited", False)
    assert (late.stage, late.is_delivered, late.is_contrary) == ("shifted", False, True)


@pytest.mark.parametrize(
    ("rules", "delivered", "ends", "missing"),
    [
        (A, "2016-07-01", "2017-12-31", 0),
        (A, "2016-07-02", "2017-12-31", 1),
        (A, "2016-11-15", "2018-06-30", 0),
        (B, "2018-12-31", "2020-08-31", 0),
        (B, "2019-01-02", "2020-08-31", 1),
        (C, "2022-12-28", "2024-12-31", 0),
    ],
)
def test_a_plan_is_carried_out_for_its_shortest_time(rules, delivered, ends, missing):
    found = timing(rules, on=day("2031-01-01"), starts=day("2016-01-01"), delivered=day(delivered), ends=day(ends))

    assert found.too_short_by == missing


@pytest.mark.parametrize(
    ("rules", "ends", "until"),
    [
        (B2, "2020-08-31", "2021-08-31"),
        (B2, "2020-06-30", "2021-06-30"),
        (B2, "2021-05-31", "2021-08-31"),
        (B, "2020-08-31", "2020-08-31"),
        (B2, "2022-08-31", "2022-08-31"),
    ],
)
def test_an_end_is_put_off_by_a_year_and_no_further_than_allowed(rules, ends, until):
    assert extended(rules, day(ends)) == day(until)

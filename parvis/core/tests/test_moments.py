"""Moments typed by the clocks of a place."""

import datetime
import zoneinfo

import pytest
from django.core.exceptions import ValidationError

from parvis.core.moments import LocalMomentField, local_moment

TORONTO = zoneinfo.ZoneInfo("America/Toronto")


def test_an_hour_is_told_by_the_clocks_of_the_place():
    assert local_moment(datetime.datetime(2026, 3, 30, 23, 59), TORONTO) == datetime.datetime(
        2026, 3, 31, 3, 59, tzinfo=datetime.UTC
    )


def test_the_hour_the_clocks_skip_does_not_exist():
    with pytest.raises(ValidationError, match="does not exist"):
        local_moment(datetime.datetime(2026, 3, 8, 2, 30), TORONTO)


def test_the_hour_the_clocks_show_twice_must_be_chosen_otherwise():
    with pytest.raises(ValidationError, match="comes twice"):
        local_moment(datetime.datetime(2026, 11, 1, 1, 30), TORONTO)


@pytest.mark.parametrize("hour", [(3, 8, 1, 59), (3, 8, 3, 0), (11, 1, 0, 59), (11, 1, 2, 0)])
def test_the_hours_beside_are_what_they_are(hour):
    month, day, at, minute = hour
    typed = datetime.datetime(2026, month, day, at, minute)

    assert local_moment(typed, TORONTO).astimezone(TORONTO).replace(tzinfo=None) == typed


def test_a_field_gives_back_what_was_typed():
    field = LocalMomentField(zone=TORONTO)
    moment = field.clean("2026-03-30T23:59")

    assert field.widget.format_value(field.prepare_value(moment)) == "2026-03-30T23:59"


@pytest.mark.parametrize("typed", ["tomorrow", "2026-02-30T10:00", "9999-99-99T99:99", "0001-01-01T00:00", "9" * 5000])
def test_what_is_no_moment_gets_a_sentence(typed):
    with pytest.raises(ValidationError):
        LocalMomentField(zone=TORONTO).clean(typed)

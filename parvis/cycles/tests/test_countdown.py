"""Time gone and time left."""

import datetime

import pytest
from django.utils.translation import override

from parvis.core import clock
from parvis.cycles.queries.cycles import countdown
from parvis.cycles.templatetags.cycles import countdown_words
from parvis.cycles.tests.factories import make_cycle
from parvis.places.tests.factories import make_place

START, END = datetime.date(2018, 2, 16), datetime.date(2018, 4, 27)


def day(month, number):
    return datetime.date(2018, month, number)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (day(1, 1), "Begins in 7 weeks."),
        (day(2, 15), "Begins in 1 day."),
        (day(2, 16), "10 weeks left."),
        (day(2, 23), "1 week gone. 9 weeks left."),
        (day(3, 30), "6 weeks gone. 4 weeks left."),
        (day(3, 29), "6 weeks gone. 4 weeks left."),
        (day(4, 13), "8 weeks gone. 2 weeks left."),
        (day(4, 14), "13 days left."),
        (day(4, 26), "1 day left."),
        (day(4, 27), "Today is the last day."),
        (day(4, 28), "Over."),
    ],
)
def test_time_is_told_in_words(on, words):
    with override("en"):
        assert countdown_words(countdown(START, END, on)) == words


def test_a_leap_day_is_a_day():
    told = countdown(datetime.date(2024, 2, 28), datetime.date(2024, 3, 1), datetime.date(2024, 2, 29))

    assert (told.gone, told.left) == (1, 1)


def test_a_single_day_is_its_own_last():
    told = countdown(START, START, START)

    assert (told.state, told.gone, told.left) == ("now", 0, 0)


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        # Toronto's clocks skip from 2:00 to 3:00 on 11 March 2018, and repeat an hour on 4 November.
        ("America/Toronto", "2018-03-11T04:59:00+00:00", "2018-03-10"),
        ("America/Toronto", "2018-03-11T05:00:00+00:00", "2018-03-11"),
        ("America/Toronto", "2018-03-12T03:59:00+00:00", "2018-03-11"),
        ("America/Toronto", "2018-03-12T04:00:00+00:00", "2018-03-12"),
        ("America/Toronto", "2018-11-05T04:59:00+00:00", "2018-11-04"),
        ("Pacific/Kiritimati", "2018-03-10T10:00:00+00:00", "2018-03-11"),
        ("Pacific/Pago_Pago", "2018-03-11T10:59:00+00:00", "2018-03-10"),
    ],
)
@pytest.mark.django_db
def test_today_is_the_day_of_the_place(zone, moment, today):
    cycle = make_cycle(place=make_place(time_zone=zone))

    with clock.at(datetime.datetime.fromisoformat(moment)):
        assert cycle.today().isoformat() == today

"""The square shows what is open, what is coming and what was answered, and nothing that is not."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.commitments.tests.factories import make_consultation, make_published_response
from parvis.consultations.models import Consultation
from parvis.consultations.tests.factories import contribute
from parvis.core import clock
from parvis.cycles.models import CalendarLine
from parvis.record import catch_up
from parvis.site.queries import square

DAY = datetime.timedelta(days=1)


def home(client):
    return client.get(reverse("home")).content.decode()


def test_an_empty_square_says_what_will_be_here(client, db):
    page = home(client)

    assert "No consultation is open just now" in page
    assert "Questions will stand here" in page


def test_the_busiest_open_consultation_stands_first_with_its_days_left(client, db):
    quiet, busy = (
        make_consultation(closes_at=clock.now() + 3 * DAY),
        make_consultation(closes_at=clock.now() + 28 * DAY),
    )
    contribute(busy)
    catch_up()

    first = square(clock.now()).first
    assert first.consultation == busy
    assert first.days_left == 28
    assert reverse("contribute", args=[busy.slug]) in home(client)
    assert quiet.slug in home(client)


def test_what_is_being_prepared_is_not_shown(client, db):
    hidden = make_consultation(status=Consultation.Status.DRAFT, opened_at=None)

    assert hidden.slug not in home(client)


def test_lateness_is_counted_in_public(client, db):
    consultation = make_consultation()
    contribute(consultation)
    catch_up()
    with clock.at(clock.now() + 40 * DAY):
        (asked,) = square(clock.now()).being_answered
        assert (asked.late, asked.published, asked.answered) == (1, 1, 0)
        assert "1 answer is late" in home(client)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_left_are_those_of_the_place(db, zone):
    consultation = make_consultation()
    consultation.cycle.place.time_zone = zone
    consultation.cycle.place.save()
    today = clock.now().astimezone(consultation.cycle.place.zone)
    Consultation.objects.update(closes_at=today.replace(hour=23, minute=59))

    (asked,) = square(clock.now()).now_open
    assert asked.days_left == 0


def test_the_square_costs_the_same_for_one_and_three(client, db):
    def cost():
        consultation = make_consultation()
        CalendarLine.objects.create(
            cycle=consultation.cycle, title={"en": "Workshop"}, starts_at=clock.now(), ends_at=clock.now() + DAY
        )
        make_published_response(consultation.cycle, [contribute(consultation)])
        catch_up()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("home")).status_code == 200
        return len(queries)

    home(client)
    first, _second, third = cost(), cost(), cost()
    assert first == third

"""The square shows what is open, what is coming and what was answered, and nothing that is not."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.commitments.actions import add_line, create_plan, publish_plan
from parvis.commitments.tests.factories import make_commitment, make_consultation, make_published_response
from parvis.consultations.models import Consultation
from parvis.consultations.tests.factories import contribute
from parvis.core import clock
from parvis.cycles.models import CalendarLine
from parvis.people.tests.factories import make_convener
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


def test_what_is_over_stands_apart_from_what_is_asked_now(client, db):
    make_consultation()
    answered, waiting = make_consultation(), make_consultation()
    make_published_response(answered.cycle, [contribute(answered)])
    contribute(waiting)
    Consultation.objects.filter(pk__in=[answered.pk, waiting.pk]).update(status=Consultation.Status.CLOSED)
    catch_up()

    shown = {title: [asked.consultation for asked in part] for _id, title, part in square(clock.now()).asked}
    assert list(shown) == ["Being asked now", "Being read and answered", "Asked and answered"]
    assert shown["Being read and answered"] == [waiting]
    assert shown["Asked and answered"] == [answered]


def test_what_was_announced_is_told_before_one_can_speak(client, db):
    coming = make_consultation(opens_at=clock.now() + DAY, closes_at=clock.now() + 3 * DAY)
    page = home(client)

    assert "Opening soon" in page
    assert coming.slug in page


def test_when_nothing_is_open_the_square_says_what_became_of_the_rest(client, db):
    consultation = make_consultation()
    contribution = contribute(consultation)
    Consultation.objects.update(status=Consultation.Status.CLOSED)
    catch_up()
    assert "is being answered" in home(client)

    make_published_response(consultation.cycle, [contribution])
    catch_up()
    assert "Everything that was said before is answered." in home(client)


def test_when_nothing_is_open_the_plan_stands_first(client, db):
    commitment = make_commitment(adopted=True)
    bruno = make_convener(commitment.cycle.place)
    words = {"en": "The fourth plan", "fr": "Le quatrième plan"}
    plan = create_plan(commitment.cycle, by=bruno, title=words, introduction=words)
    add_line(plan, commitment, by=bruno)
    assert plan.get_absolute_url() not in home(client)

    publish_plan(plan, by=bruno)
    assert "The fourth plan" in home(client)
    assert (square(clock.now()).promised.commitments, square(clock.now()).promised.complete) == (1, 0)


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

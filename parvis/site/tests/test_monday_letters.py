"""On Monday mornings, where they are, people hear what awaits them; once, in their language, and never nothing."""

import datetime

import pytest
from django.core import signing

from parvis.commitments.tests.test_at_once import at_once
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import give_role, make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.site.letters import leave_link
from parvis.site.tasks import write_on_monday_morning

# Monday, 07:30 in Toronto.
MONDAY = datetime.datetime(2031, 3, 3, 12, 30, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def letters():
    return list(OutgoingMessage.objects.filter(kind="site.duties"))


def write(at=MONDAY):
    with clock.at(at):
        write_on_monday_morning()


@pytest.fixture
def bruno(db):
    with clock.at(MONDAY - DAY):
        consultation = make_consultation()
        contribute(consultation)
        return make_convener(consultation.place)


@pytest.mark.parametrize(
    ("after", "count"),
    [(-12 * HOUR, 0), (-HOUR, 0), (0 * HOUR, 1), (4 * HOUR, 1), (5 * HOUR, 0), (DAY, 0), (7 * DAY, 1)],
)
def test_letters_leave_on_monday_morning_by_the_clocks_of_the_place(bruno, after, count):
    write(MONDAY + after)
    assert len(letters()) == count


def test_morning_is_where_the_person_has_a_part(db):
    with clock.at(MONDAY - DAY):
        consultation = make_consultation(make_cycle(make_place(time_zone="Asia/Manila")))
        contribute(consultation)
        make_convener(consultation.place)
    write()
    assert not letters()
    # Still Sunday in Toronto and in London.
    write(datetime.datetime(2031, 3, 2, 23, 30, tzinfo=datetime.UTC))
    assert len(letters()) == 1


def test_once_a_week_however_often_the_clock_looks(bruno):
    for after in (0, 0, 1, 2):
        write(MONDAY + after * HOUR)
    assert len(letters()) == 1
    write(MONDAY + 7 * DAY)
    assert len(letters()) == 2


def test_it_is_in_the_language_of_its_reader_and_leads_to_their_desk(bruno):
    bruno.language = "fr"
    bruno.save()
    write()
    [letter] = letters()
    assert letter.subject == "1 chose vous attend cette semaine"
    assert "/fr/desk/" in letter.text
    assert "attend une réponse" in letter.text
    assert "/fr/letters/duties-leave/" in letter.headers["List-Unsubscribe"]


def test_nothing_is_sent_when_there_is_nothing_to_say(bruno):
    give_role(make_person("Chipo"), "reviewer", make_place())
    make_person("Amina")
    write()
    assert [letter.to for letter in letters()] == [bruno.email]


@pytest.mark.parametrize("fields", [{"wants_duties": False}, {"is_active": False}, {"confirmed_at": None}])
def test_nobody_is_written_to_who_does_not_want_it(bruno, fields):
    for name, value in fields.items():
        setattr(bruno, name, value)
    bruno.save()
    write()
    assert not letters()


def test_whose_role_has_ended_hears_no_more(bruno):
    bruno.roles.update(until=MONDAY - HOUR)
    write()
    assert not letters()


def test_the_link_in_a_letter_stops_them_and_the_tick_brings_them_back(client, bruno):
    path = leave_link(bruno).partition("localhost")[2].partition("/")[2]
    path = f"/{path}"
    assert client.get(path).status_code == 200
    bruno.refresh_from_db()
    assert bruno.wants_duties
    for _each in range(2):
        assert "No more letters on Mondays" in client.post(path).content.decode()
    bruno.refresh_from_db()
    assert not bruno.wants_duties
    client.force_login(bruno)
    client.post("/en/you/", {"public_name": "Bruno", "language": "en", "wants_duties": "on"})
    bruno.refresh_from_db()
    assert bruno.wants_duties


@pytest.mark.parametrize("salt", ["consultations.leave", "other"])
def test_a_link_for_another_purpose_stops_nothing(client, bruno, salt):
    assert client.post(f"/en/letters/duties-leave/{signing.dumps(bruno.pk, salt=salt)}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_letter(monkeypatch):
    with clock.at(MONDAY - DAY):
        consultation = make_consultation()
        contribute(consultation)
        make_convener(consultation.place)
    at_once(write, write)
    assert len(letters()) == 1

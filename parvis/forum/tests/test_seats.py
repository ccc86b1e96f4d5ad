"""Seats: added, held for a term, vacant, balanced."""

import datetime

import pytest

from parvis.core.rules import Refused
from parvis.forum import actions, queries
from parvis.forum.tests.factories import make_forum, make_holder, make_seat
from parvis.people.tests.factories import make_person
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

DAY = datetime.timedelta(days=1)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_place_has_one_forum_whose_rules_are_public_since_they_were_written(bruno, forum):
    words = {"en": "Another", "fr": "Un autre"}

    assert actions.found_forum(forum.place, by=bruno, name=words) == forum
    actions.change_forum(forum, by=bruno, rules={})

    forum.refresh_from_db()
    assert (str(forum.name), forum.rules_published_at, verbs()) == ("Open forum", None, ["forum.changed"])


def test_only_conveners_of_the_place_keep_its_forum(forum, amina, gwen):
    for person in (None, amina, gwen.person):
        with pytest.raises(Refused):
            actions.add_seat(forum, by=person, side="civil", constituency={"en": "Youth"})


def test_a_seat_sent_twice_is_one(forum, bruno):
    seat = [
        actions.add_seat(forum, by=bruno, side="civil", constituency={"en": "Youth"}, number=1) for _twice in range(2)
    ]

    assert seat[0] == seat[1]
    assert verbs() == ["seat.added"]


def test_two_people_never_hold_a_seat_on_the_same_day(forum, bruno, amina):
    seat, today = make_seat(forum), forum.today()
    actions.seat_member(seat, by=bruno, person=amina, from_on=today, until_on=today + 10 * DAY)

    with pytest.raises(Refused, match="Somebody else holds this seat"):
        actions.seat_member(seat, by=bruno, name="Zoë", from_on=today + 10 * DAY)
    after = actions.seat_member(seat, by=bruno, name="Zoë", from_on=today + 11 * DAY, is_listed=True)

    [now] = queries.forum_facts(forum).seats
    assert (now.holder.person, now.next) == (amina, after)


def test_one_person_holds_one_seat(forum, bruno, amina):
    today = forum.today()
    actions.seat_member(make_seat(forum), by=bruno, person=amina, from_on=today)

    with pytest.raises(Refused, match="one person, one seat"):
        actions.seat_member(make_seat(forum, "government"), by=bruno, person=amina, from_on=today + DAY)


def test_the_last_day_of_a_term_lies_within_it(forum, bruno):
    holder = make_holder(forum)
    with pytest.raises(Refused, match="within the term"):
        actions.end_term(holder, by=bruno, on=holder.from_on - DAY)

    for _twice in range(2):
        actions.end_term(holder, by=bruno, on=forum.today() - DAY)

    assert queries.forum_facts(forum).vacancies == 1
    assert verbs() == ["member.term_ended"]


def test_a_term_ends_when_the_day_ends_in_the_place(monkeypatch, db):
    forum = make_forum(make_place(time_zone="Pacific/Kiritimati"))
    make_holder(forum, until_on=datetime.date(2026, 11, 28), from_on=datetime.date(2026, 1, 1))
    before = datetime.datetime(2026, 11, 28, 9, 59, tzinfo=datetime.UTC)

    monkeypatch.setattr("parvis.core.clock.now", lambda: before)
    assert queries.forum_facts(forum).vacancies == 0
    monkeypatch.setattr("parvis.core.clock.now", lambda: before + datetime.timedelta(minutes=1))
    assert queries.forum_facts(forum).vacancies == 1


def test_only_a_member_says_that_their_name_is_shown(forum, bruno):
    holder = make_holder(forum, is_listed=False)
    with pytest.raises(Refused):
        actions.agree_to_be_named(holder, by=bruno, is_listed=True)
    assert holder.shown_name == "A member who is not named"

    for _twice in range(2):
        actions.agree_to_be_named(holder, by=holder.person, is_listed=True)

    assert holder.shown_name == "Amina"
    assert verbs() == ["member.listed"]


def test_somebody_who_is_erased_leaves_a_seat_without_a_name(forum):
    holder = make_holder(forum)
    holder.person.delete()

    holder.refresh_from_db()
    assert holder.shown_name == "A member who is not named"


def test_balance_counts_seats_and_members_by_side(forum):
    make_seat(forum, "government"), make_holder(forum), make_holder(forum, name="Zoë")

    facts = queries.forum_of(make_holder(forum, "government", "Gwen").place)

    assert facts.members == {"government": 1, "civil": 2, "other": 0}
    assert (facts.vacancies, facts.taken, bool(facts.rules_published_at)) == (1, 3, True)
    assert queries.forum_of(make_place()) is None


def test_a_seat_is_taken_by_somebody(forum, bruno, amina):
    for both in ({}, {"person": make_person(), "name": "Zoë"}):
        with pytest.raises(Refused, match="Choose a person"):
            actions.seat_member(make_seat(forum), by=bruno, from_on=forum.today(), **both)

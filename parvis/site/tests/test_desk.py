"""The desk shows each person what awaits them, and nothing that is somebody else's."""

import datetime

import pytest
from django.urls import reverse

from parvis.commitments.actions import change_response, submit_for_review
from parvis.commitments.tests.factories import make_responder, make_response
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core import clock
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_organisation, make_person
from parvis.places.tests.factories import make_place
from parvis.site.desk import duties

TODAY = clock.now().date()


@pytest.fixture
def consultation(db):
    """An open consultation where one contribution is published and another held."""
    consultation = make_consultation()
    contribute(consultation)
    contribute(consultation, "Read me first", hold=True)
    return consultation


def words(person, on=TODAY):
    return [duty.words for duty in duties(person, on)]


def test_each_role_has_its_duties(consultation):
    place = consultation.place
    responder = make_responder(make_organisation(place))

    assert words(responder) == ["1 contribution waits for an answer"]
    assert words(make_moderator(consultation)) == ["1 contribution waits to be read before it is published"]
    assert len(words(make_convener(place))) == 2
    assert words(make_person("Amina")) == []


def test_duties_of_another_place_are_not_shown(consultation):
    assert words(make_convener(make_consultation().place)) == []


def test_what_is_late_comes_first(consultation):
    bruno = make_convener(consultation.place)

    assert words(bruno, TODAY + datetime.timedelta(days=40))[0] == "1 answer is late"


def test_the_second_reader_is_asked_and_the_writer_is_not(consultation):
    bruno, other = make_convener(consultation.place), make_convener(consultation.place, "Chipo")
    submit_for_review(make_response(consultation.cycle, [contribute(consultation)], by=bruno), by=bruno)

    assert any("before it is published" in each and "R1" in each for each in words(other))
    assert not any("R1" in each for each in words(bruno))


def test_who_wrote_any_of_the_words_is_not_asked_to_read_them(consultation):
    bruno, chipo = make_convener(consultation.place), make_convener(consultation.place, "Chipo")
    response = make_response(consultation.cycle, [contribute(consultation)], by=bruno)
    change_response(response, by=chipo, disposition="partly", reason=response.reason)
    submit_for_review(response, by=bruno)

    assert not any("R1" in each for each in words(chipo))


def test_the_desk_is_for_people_who_have_signed_in(client, consultation):
    assert client.get(reverse("desk")).status_code == 302
    client.force_login(make_convener(consultation.place))
    page = client.get(reverse("desk")).content.decode()
    assert "1 contribution waits for an answer" in page
    assert reverse("desk_answers", args=[consultation.cycle.slug]) in page


def test_a_keeper_finds_every_cycle_that_runs_without_holding_a_role(client, consultation):
    client.force_login(make_person("Dana", is_keeper=True))
    page = client.get(reverse("desk")).content.decode()

    for route in ("desk_answers", "desk_commitments", "desk_plan"):
        assert reverse(route, args=[consultation.cycle.slug]) in page
    for route in ("places", "themes", "outbox", "jobs"):
        assert reverse(route) in page


def test_somebody_without_a_part_is_told_so(client, db):
    client.force_login(make_person("Amina"))

    assert "Nothing awaits you" in client.get(reverse("desk")).content.decode()


def test_a_keeper_of_an_empty_site_is_told_where_to_begin(db):
    dana = make_person("Dana", is_keeper=True)
    assert words(dana) == ["Add the first place"]

    place = make_place()
    assert words(dana) == ["Begin the first cycle"]
    make_cycle(place)
    assert words(dana) == []

"""Choosing who to be exists in a demonstration, and never anywhere else."""

import pytest
from django.db import DatabaseError, connection, transaction

from parvis.core.rules import Refused
from parvis.people import actions, demo
from parvis.people.models import Person
from parvis.people.tests.factories import give_role, make_convener, make_person
from parvis.places.tests.factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration():
    demo.begin()


def test_one_chooses_a_person_and_is_signed_in_as_them(client, demonstration, amina):
    assert "Look around as Amina" in client.get("/en/demo/").content.decode()

    answer = client.post("/en/demo/", {"person": amina.pk})

    assert answer.url == "/en/you/"
    assert client.get("/en/you/").context["user"] == amina


def test_each_person_is_told_with_what_they_do(client, demonstration, place):
    give_role(make_person("Chipo"), "reviewer", place)
    demo.introduce({Person.objects.get().email: {"en": "Reads everything, changes nothing."}})

    body = client.get("/en/demo/").content.decode()

    assert "Reviewer, " in body
    assert "Reads everything, changes nothing." in body


def test_real_people_are_not_offered_even_there(client, demonstration):
    real = make_person(email="somebody@example.com")
    also = make_person(email="somebody@evilexample.org")

    for person in (real, also):
        assert client.post("/en/demo/", {"person": person.pk}).status_code == 404


def test_every_page_says_so(client, demonstration):
    assert "This is a demonstration" in client.get("/en/places/").content.decode()


def test_elsewhere_there_is_no_such_page(client, amina):
    assert client.get("/en/demo/").status_code == 404
    assert client.post("/en/demo/", {"person": amina.pk}).status_code == 404
    assert "demonstration" not in client.get("/en/places/").content.decode()


def test_a_site_with_a_record_of_its_own_never_becomes_a_demonstration(client, dana):
    place = make_place()
    actions.invite(place, by=dana, email="real@example.com", kind="member")

    with pytest.raises(Refused):
        demo.begin()

    assert not demo.is_demo()
    assert client.get("/en/demo/").status_code == 404


def test_a_site_with_people_never_becomes_a_demonstration(amina):
    with pytest.raises(Refused):
        demo.begin()


def test_the_first_entry_cannot_be_rewritten_to_look_like_one(bruno, place):
    actions.invite(place, by=bruno, email="real@example.com", kind="member")

    for statement in (
        "UPDATE record_entry SET verb = 'demo.began' WHERE seq = 0",
        "DELETE FROM record_entry WHERE seq = 0",
        "INSERT INTO record_entry (seq, at, verb, subject_type, subject_key, role, leaf, leaf_hash)"
        " SELECT 0, at, 'demo.began', subject_type, subject_key, role, leaf, leaf_hash FROM record_entry WHERE seq = 0",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert not demo.is_demo()


def test_a_later_entry_makes_no_demonstration(bruno, place):
    from parvis.record import Subject, record

    actions.invite(place, by=bruno, email="real@example.com", kind="member")
    record(demo.VERB, Subject("site", "demo"), role="keeper")

    assert not demo.is_demo()


def test_what_a_process_remembers_signs_nobody_in(client, amina):
    demo.remember(demo.VERB)

    assert client.post("/en/demo/", {"person": amina.pk}).status_code == 404


def test_conveners_can_be_chosen_too(client, demonstration, place):
    bruno = make_convener(place)
    client.post("/en/demo/", {"person": bruno.pk})

    assert client.get(f"/en/places/{place.slug}/people/").status_code == 200

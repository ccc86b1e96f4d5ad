"""Naming places and reading them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.core.translations import parity
from parvis.people.tests.factories import make_person
from parvis.places import actions
from parvis.places.models import Place
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

FIELDS = {"kind": "country", "region": "americas", "languages": ["en", "fr"], "time_zone": "America/Toronto"}


def verbs():
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def test_a_place_is_added_once_and_told_in_the_record():
    first = actions.add_place(by=CONSOLE, name={"en": "Canada"}, **FIELDS)
    again = actions.add_place(by=CONSOLE, name={"en": "Canada"}, **FIELDS)

    assert (first.slug, again) == ("canada", first)
    assert verbs() == ["place.added"]


def test_nobody_else_adds_places():
    with pytest.raises(Refused):
        actions.add_place(by=None, name={"en": "Canada"}, **FIELDS)

    assert not Place.objects.exists()


def test_a_change_tells_which_parts_changed():
    place = make_place()

    actions.change_place(place, by=CONSOLE, iso="CA", region=place.region)
    actions.change_place(place, by=CONSOLE, iso="CA")

    assert [entry.facts for entry in Entry.objects.filter(verb="place.changed")] == [{"changed": ["iso"]}]


def test_the_form_of_a_place_keeps_its_name_in_every_language_and_takes_what_was_read_again(client):
    place = actions.add_place(by=CONSOLE, name={"en": "Peru", "es": "Perú", "qu": "Piruw"}, **FIELDS)
    client.force_login(make_person("Dana", is_keeper=True))
    typed = {"name_en": "Republic of Peru", "name_es": "Perú", "name_qu": "Piruw", "kind": "country",
             "region": "americas", "languages": "en, fr", "time_zone": "America/Lima"}  # fmt: skip
    client.post("/en/places/peru/edit/", typed)
    client.post("/en/places/peru/edit/", typed | {"confirmed": ["qu"]})

    place.refresh_from_db()
    assert place.name == {"en": "Republic of Peru", "es": "Perú", "qu": "Piruw"}
    found = parity(place, ["name"], ["es", "qu"], source="en")
    assert [standing.language for standing in found if standing.stale] == ["es"]


def test_a_new_standing_ends_the_one_before():
    place = make_place()
    actions.change_standing(place, by=CONSOLE, standing="active", from_on=datetime.date(2012, 1, 1))

    actions.change_standing(place, by=CONSOLE, standing="review", from_on=datetime.date(2017, 5, 1))
    actions.change_standing(place, by=CONSOLE, standing="review", from_on=datetime.date(2017, 5, 1))

    spans = [(one.standing, one.until_on) for one in place.memberships.all()]
    assert spans == [("active", datetime.date(2017, 4, 30)), ("review", None)]


def test_a_standing_is_not_put_before_a_later_one():
    place = make_place()
    actions.change_standing(place, by=CONSOLE, standing="active", from_on=datetime.date(2012, 1, 1))

    with pytest.raises(Refused):
        actions.change_standing(place, by=CONSOLE, standing="review", from_on=datetime.date(2011, 1, 1))


@pytest.mark.parametrize("search", ["cote", "CÔTE", "ivo", "ساحل", "cote ivoire"])
def test_a_place_is_found_by_any_of_its_names_without_accents(client, search):
    make_place(slug="ci", name={"en": "Ivory Coast", "fr": "Côte d’Ivoire", "ar": "ساحل العاج"})
    make_place(slug="canada", name={"en": "Canada"})

    body = client.get("/en/places/", {"q": search}).content.decode()

    assert "Ivory Coast" in body
    assert ">Canada<" not in body


def test_a_filter_that_cannot_be_is_left_out(client):
    make_place(name={"en": "Canada"})

    assert "Canada" in client.get("/en/places/", {"region": "mars", "q": "x" * 500}).content.decode()


def test_an_empty_list_explains_itself(client):
    assert "No place is here yet" in client.get("/en/places/").content.decode()
    make_place()
    assert "No place is called that" in client.get("/en/places/", {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_place_is_shown_in_every_language(client, language):
    place = make_place(name={"en": "Canada", "ar": "كندا"})

    assert client.get(f"/{language}/places/{place.slug}/").status_code == 200


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_one_place_and_for_many(client):
    from parvis.cycles.tests.factories import make_cycle

    make_cycle()
    one = queries_of(client, "/en/places/")
    for _ in range(2):
        make_cycle(place=make_place(parent=make_place()))
    assert queries_of(client, "/en/places/") == one


def test_a_place_costs_the_same_with_one_cycle_and_with_three(client):
    from parvis.cycles.tests.factories import make_cycle

    place = make_cycle().place
    one = queries_of(client, f"/en/places/{place.slug}/")
    make_cycle(place=place), make_cycle(place=place)
    assert queries_of(client, f"/en/places/{place.slug}/") == one


def test_the_page_of_a_place_is_kept_by_caches(client):
    place = make_place()

    answer = client.get(f"/en/places/{place.slug}/")

    again = client.get(f"/en/places/{place.slug}/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_keeper_adds_a_place_on_a_page(client):
    from parvis.people.tests.factories import make_person

    client.force_login(make_person("Dana", is_keeper=True))
    typed = {"name_en": "Ghana", "kind": "country", "region": "africa", "languages": "en", "time_zone": "Africa/Accra"}

    answer = client.post("/en/places/add/", typed)

    assert answer.url == "/en/places/ghana/"
    assert Place.objects.get().languages == ["en"]


def test_wrong_words_are_answered_with_sentences(client):
    from parvis.people.tests.factories import make_person

    client.force_login(make_person("Dana", is_keeper=True))
    typed = {"name_en": "Ghana", "kind": "country", "region": "africa", "languages": "english", "time_zone": "Accra"}

    body = client.post("/en/places/add/", typed).content.decode()

    assert "“english” is not a language code" in body
    assert "“Accra” is not a time zone we know" in body
    assert 'value="Ghana"' in body


def test_the_conveners_of_a_place_change_it_and_others_find_no_page(client):
    from parvis.people.tests.factories import make_convener, make_person

    place = make_place()
    path = f"/en/places/{place.slug}/edit/"
    client.force_login(make_person())
    assert client.get(path).status_code == 404
    client.force_login(make_convener(make_place()))
    assert client.get(path).status_code == 404

    client.force_login(make_convener(place))

    assert client.get(path).status_code == 200

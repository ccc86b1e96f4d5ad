"""The pages on which conveners frame a cycle."""

import datetime
import re

import pytest

from parvis.core.words import Words
from parvis.cycles import actions
from parvis.cycles.actions.cycles import PhaseSpan
from parvis.cycles.models import Cycle
from parvis.cycles.tests.factories import make_cycle, make_cycle_theme, make_theme
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place

pytestmark = pytest.mark.django_db

PAGES = ("", "phases/", "calendar/", "themes/", "themes/add/")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_for_the_conveners_of_the_place_alone(cycle, bruno, amina, client, page):
    path = f"{cycle.get_absolute_url()}edit/{page}"
    assert client.get(path).status_code in (302, 404)
    for person, status in ((amina, 404), (make_convener(make_place()), 404), (bruno, 200)):
        client.force_login(person)
        assert client.get(path).status_code == status


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_are_shown_in_every_language(cycle, bruno, client, language):
    make_cycle_theme(cycle)
    client.force_login(bruno)
    for page in ("", *(f"edit/{page}" for page in PAGES)):
        assert client.get(f"/{language}/places/{cycle.place.slug}/cycles/{cycle.number}/{page}").status_code == 200


def test_a_convener_prepares_opens_and_ends_a_cycle(place, bruno, client):
    client.force_login(bruno)
    typed = {
        "title_en": "4th plan", "title_fr": "4e plan", "number": "4", "starts_on": "2018-01-01", "ends_on": "2020-12-31",
        "rule_set": "B", "answer_days": "30",
    }  # fmt: skip
    answer = client.post(f"/en/places/{place.slug}/cycles/add/", typed)
    path = f"/en/places/{place.slug}/cycles/4/edit/"
    assert answer.url == f"{path}phases/"

    client.post(f"{path}move/", {"move": "open"})
    assert Cycle.objects.get().status == "open"
    client.post(f"{path}move/", {"move": "close"})
    assert Cycle.objects.get().status == "closed"


def test_phases_are_typed_in_a_form_and_empty_ones_left_out(cycle, bruno, client):
    client.force_login(bruno)
    typed = {
        "phases-TOTAL_FORMS": "3", "phases-INITIAL_FORMS": "0",
        "phases-0-name_en": "Shaping", "phases-0-name_fr": "Façonnement",
        "phases-0-starts_on": "2018-03-01", "phases-0-ends_on": "2018-04-30",
        "phases-1-name_en": "Planning", "phases-1-starts_on": "2018-01-01", "phases-1-ends_on": "2018-02-28",
    }  # fmt: skip

    client.post(f"{cycle.get_absolute_url()}edit/phases/", typed)

    assert [str(phase) for phase in cycle.phases.all()] == ["Planning", "Shaping"]


def test_what_lacks_a_language_is_named_above_the_phases_and_the_calendar(cycle, bruno, client):
    client.force_login(bruno)
    days = {"starts_on": datetime.date(2031, 6, 5), "ends_on": datetime.date(2031, 6, 6)}
    actions.change_phases(cycle, by=bruno, phases=[PhaseSpan(Words(en="Shaping"), **days)])
    noon = datetime.datetime(2031, 6, 5, 12, tzinfo=datetime.UTC)
    actions.add_line(
        cycle, by=bruno, title=Words(en="Workshop"), starts_at=noon, ends_at=noon + datetime.timedelta(hours=1)
    )

    for page, name in (("phases/", "Shaping"), ("calendar/", "Workshop")):
        body = client.get(f"{cycle.get_absolute_url()}edit/{page}").content.decode()
        assert re.search(f"Languages to complete.*{name}.*français.*missing", body, re.DOTALL), page


def test_a_theme_reworded_elsewhere_is_not_older_than_its_source_where_another_language_comes_first(db, client):
    place = make_place(languages=["fr", "ar"])
    bruno, cycle = make_convener(place), make_cycle(place)
    client.force_login(bruno)
    client.post(f"{cycle.get_absolute_url()}edit/themes/add/", {"name_fr": "Eau", "name_ar": "ماء", "name_en": "Water"})
    typed = {"name_fr": "Eaux", "name_ar": "مياه", "name_en": "Waters"}
    client.post(f"/en/themes/{cycle.cycle_themes.get().theme.slug}/edit/", typed)

    page = client.get(f"{cycle.get_absolute_url()}edit/themes/").content.decode()

    assert "Eaux" in client.get(f"/fr/places/{place.slug}/cycles/{cycle.number}/").content.decode()
    assert "older than its source" not in page


def test_a_title_read_again_is_older_than_its_source_no_more(cycle, bruno, client):
    client.force_login(bruno)
    path = f"{cycle.get_absolute_url()}edit/"
    typed = {"title_en": "Plan one", "title_fr": cycle.title["fr"], "starts_on": "2026-01-01", "ends_on": "2028-01-01"}
    actions.change_cycle(cycle, by=bruno, title=Words(en="Plan", fr=cycle.title["fr"]))
    client.post(path, typed)
    assert "older than its source" in client.get(path).content.decode()

    client.post(path, typed | {"confirmed": ["fr"]})

    assert "older than its source" not in client.get(path).content.decode()


def test_a_phase_without_days_is_asked_for_them(cycle, bruno, client):
    client.force_login(bruno)
    typed = {"phases-TOTAL_FORMS": "1", "phases-INITIAL_FORMS": "0", "phases-0-name_en": "Shaping"}

    body = client.post(f"{cycle.get_absolute_url()}edit/phases/", typed).content.decode()

    assert "A phase needs a name, a first day and a last day." in body
    assert 'value="Shaping"' in body


def test_themes_are_taken_up_moved_and_dropped_on_the_page(cycle, bruno, client):
    client.force_login(bruno)
    path = f"{cycle.get_absolute_url()}edit/themes/"
    first, second = make_theme(), make_theme()
    client.post(path, {"theme": first.pk})
    client.post(path, {"theme": second.pk})
    taken = cycle.cycle_themes.get(theme=second)

    client.post(f"{path}{taken.pk}/", {"move": "up"})
    client.post(f"{path}{taken.pk}/", {"move": "confirm"})

    assert [one.theme for one in cycle.cycle_themes.all()] == [second, first]
    reason = {"reason_en": "Another law already does this.", "reason_fr": "Une autre loi le fait déjà."}
    client.post(f"{path}{taken.pk}/drop/", reason)
    assert cycle.cycle_themes.get(theme=second).status == "dropped"


def test_what_lacks_a_language_is_shown_to_conveners(cycle, bruno, client):
    make_cycle_theme(cycle, make_theme(name={"en": "Open data"}))
    client.force_login(bruno)

    assert "missing" in client.get(f"{cycle.get_absolute_url()}edit/themes/").content.decode()

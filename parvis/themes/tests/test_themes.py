"""Naming themes."""

import pytest

from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.core.translations import parity
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry
from parvis.themes.actions import add_theme, change_theme
from parvis.themes.models import Theme

pytestmark = pytest.mark.django_db


def stale(theme):
    found = parity(theme, ["name"], ["en", "fr"], source=theme.first_language)
    return [standing.language for standing in found if standing.stale]


def test_a_theme_is_named_once():
    first = add_theme(by=CONSOLE, name={"en": "Open data"})

    assert add_theme(by=CONSOLE, name={"en": "Open data"}) == first
    assert first.slug == "open-data"
    assert Entry.objects.get().verb == "theme.added"


def test_a_reworded_theme_keeps_its_address():
    theme = add_theme(by=CONSOLE, name={"en": "Open data"})

    theme = change_theme(theme, by=CONSOLE, name={"en": "Data for all", "fr": "Des données pour tous"})

    assert (theme.slug, str(theme)) == ("open-data", "Data for all")
    assert Entry.objects.filter(verb="theme.reworded").count() == 1


def test_rewording_a_theme_keeps_its_name_in_every_language(client):
    theme = add_theme(by=CONSOLE, name={"en": "Water", "pt": "Água"})
    client.force_login(make_person("Dana", is_keeper=True))
    page = client.get("/en/themes/water/edit/")
    assert "Água" in page.content.decode()

    typed = {"name_en": "Clean water", "name_pt": "Água", "seen": page.context["form"]["seen"].value()}
    client.post("/en/themes/water/edit/", typed)

    theme.refresh_from_db()
    assert theme.name == {"en": "Clean water", "pt": "Água"}


def test_a_language_read_again_is_older_than_its_source_no_more(client):
    add_theme(by=CONSOLE, name={"en": "Water", "fr": "Eau"})
    client.force_login(make_person("Dana", is_keeper=True))
    typed = {"name_en": "Waters", "name_fr": "Eau"}
    client.post("/en/themes/water/edit/", typed)
    theme = Theme.objects.get()
    assert stale(theme) == ["fr"]

    client.post("/en/themes/water/edit/", typed | {"confirmed": ["fr"]})

    assert stale(theme) == []


def test_nobody_else_names_themes():
    with pytest.raises(Refused):
        add_theme(by=None, name={"en": "Open data"})


def test_what_was_only_suggested_is_not_listed(client):
    Theme.objects.create(slug="a", name={"en": "Clean water"}, is_suggestion=True)
    Theme.objects.create(slug="b", name={"en": "Open data"})

    body = client.get("/en/themes/").content.decode()

    assert "Open data" in body
    assert "Clean water" not in body

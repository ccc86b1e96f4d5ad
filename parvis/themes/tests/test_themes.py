"""Naming themes."""

import pytest

from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.record.models import Entry
from parvis.themes.actions import add_theme, change_theme
from parvis.themes.models import Theme

pytestmark = pytest.mark.django_db


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


def test_nobody_else_names_themes():
    with pytest.raises(Refused):
        add_theme(by=None, name={"en": "Open data"})


def test_what_was_only_suggested_is_not_listed(client):
    Theme.objects.create(slug="a", name={"en": "Clean water"}, is_suggestion=True)
    Theme.objects.create(slug="b", name={"en": "Open data"})

    body = client.get("/en/themes/").content.decode()

    assert "Open data" in body
    assert "Clean water" not in body

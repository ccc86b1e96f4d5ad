"""A text by language: the nearest is shown, what is missing or stale is known."""

import pytest
from django import forms
from django.utils.translation import override

from parvis.core import translations
from parvis.core.words import MultilingualFormField, Words
from parvis.themes.models import Theme

WORDS = Words(fr="données ouvertes", en="open data")


def test_words_are_shown_in_the_active_language_or_the_nearest():
    with override("fr"):
        assert str(WORDS) == "données ouvertes"
    with override("ar"):
        assert WORDS.best() == ("en", "open data")
    assert Words().best() == ("", "")


def test_missing_languages_are_listed():
    assert WORDS.missing(["en", "fr", "es"]) == ["es"]


class TitleForm(forms.Form):
    """A form with a title in two mandatory languages and a third one."""

    title = MultilingualFormField(languages=["en", "fr", "ar"], required_languages=["en", "fr"], min_length=5)


def test_a_form_asks_each_language_once_and_cleans_the_texts():
    form = TitleForm({"title_en": " Open  data ", "title_fr": "Données ouvertes", "title_ar": ""})

    assert form.is_valid()
    assert form.cleaned_data["title"] == {"en": "Open data", "fr": "Données ouvertes"}
    assert 'name="title_ar"' in str(form["title"])


def test_languages_that_are_not_official_are_offered_behind_a_line_to_open():
    class WrittenForm(forms.Form):
        title = MultilingualFormField(languages=["en", "fr", "ar"], official_languages=["en", "fr"], max_length=20)

    shown, folded = str(WrittenForm()).split("<details>")
    assert 'name="title_fr"' in shown
    assert 'name="title_ar"' in folded
    # What is wrong there must be seen.
    assert "<details open>" in str(WrittenForm({"title_ar": "ش" * 21}))


@pytest.mark.parametrize("data", [{}, {"title_en": "Open data"}, {"title_en": "Open data", "title_fr": "Don"}])
def test_a_missing_or_short_language_is_named(data):
    form = TitleForm(data)

    assert not form.is_valid()
    assert "français" in str(form.errors["title"])


@pytest.fixture
def theme(db):
    theme = Theme.objects.create(slug="open-data", name={"en": "Open data", "fr": "Données ouvertes"})
    translations.note(theme, "name", source="en")
    return theme


def test_a_translation_turns_stale_when_its_source_changes(theme):
    theme.name = Words(theme.name | {"en": "Open data and standards"})
    translations.note(theme, "name", source="en")

    english, french, spanish = translations.parity(theme, ["name"], ["en", "fr", "es"], source="en")
    assert english.is_complete
    assert french.stale == ["name"]
    assert spanish.missing == ["name"]


def test_a_translation_confirmed_or_rewritten_is_current_again(theme):
    theme.name = Words(en="Open data and standards", fr="Données et normes ouvertes")
    translations.note(theme, "name", source="en")
    assert translations.parity(theme, ["name"], ["fr"], source="en")[0].is_complete

    theme.name = Words(theme.name | {"en": "Open data, standards"})
    translations.note(theme, "name", source="en", confirmed=["fr"])
    assert translations.parity(theme, ["name"], ["fr"], source="en")[0].is_complete


def test_words_come_back_from_the_database_as_words(theme):
    assert isinstance(Theme.objects.get().name, Words)

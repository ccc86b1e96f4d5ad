"""Themes found in what was said: what they are called, and that none is merged into itself."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from parvis.analysis.models import FoundTheme
from parvis.consultations.tests.factories import make_consultation
from parvis.core.words import Words


@pytest.fixture
def theme(db):
    labels = {"en": ["water", "river"], "fr": ["eau", "rivière"]}
    return FoundTheme.objects.create(consultation=make_consultation(), key="T1", labels=labels)


def test_a_theme_is_called_by_its_words_in_the_language_of_the_page(theme):
    with translation.override("fr"):
        assert str(theme) == "eau, rivière"
    with translation.override("es"):
        assert str(theme) == "water, river"


def test_a_theme_is_called_as_a_reader_named_it(theme):
    theme.name = Words({"en": "Clean rivers"})

    assert str(theme) == "Clean rivers"
    assert theme.is_named


def test_a_theme_nobody_can_name_yet_has_its_key(theme):
    theme.labels = {}

    assert str(theme) == "T1"


def test_its_words_stand_between_commas_of_the_language():
    with translation.override("ar"):
        assert str(FoundTheme(labels={"ar": ["مقعد", "شارع"]})) == "مقعد، شارع"


def test_no_theme_is_merged_into_itself(theme):
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundTheme.objects.filter(pk=theme.pk).update(merged_into=theme)


def test_merged_and_gone_themes_are_not_alive(theme):
    FoundTheme.objects.create(consultation=theme.consultation, key="T2", merged_into=theme)
    FoundTheme.objects.create(consultation=theme.consultation, key="T3", is_gone=True)

    assert list(FoundTheme.objects.alive()) == [theme]

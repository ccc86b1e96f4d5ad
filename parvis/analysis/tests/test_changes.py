"""What changed from one search for themes to the next is told with its reason: texts, decisions, parameters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.analysis.actions import merge_theme, name_theme, place_texts, undo_decision
from parvis.analysis.computing import themes as computing
from parvis.analysis.engine import hearing
from parvis.analysis.models import Decision, Placing
from parvis.analysis.queries.changes import changes_of
from parvis.analysis.tests.factories import BUSES, WATER, find_themes
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute


@pytest.fixture
def found(consultation):
    """A consultation in which themes were looked for once."""
    for words in WATER + BUSES:
        contribute(consultation, words)
    find_themes(consultation)
    return consultation


def theme_of(words):
    return Placing.objects.get(contribution__words=words).theme


def changed(consultation):
    """Return what changed in the next search, and why each text stands elsewhere, by its words."""
    find_themes(consultation)
    changes = changes_of(consultation, "", 0)
    return changes, {shift.text.words: shift.why for shift in changes.shifts}


def test_one_search_alone_has_nothing_to_be_compared_with(found, bruno, client):
    client.force_login(bruno)

    assert changes_of(found, "", 0) is None
    assert "looked for twice" in client.get(reverse("reading_changes", args=[found.slug])).content.decode()


def test_texts_that_came_and_went_are_listed(found, bruno):
    new = contribute(found, "The river is dirty: clean its water.")
    gone = Contribution.objects.get(words=BUSES[0])
    hide(gone, by=bruno, reason="off_topic", because="Not about rivers.")

    changes, _shifts = changed(found)

    assert changes.texts == (1, 1)
    assert [text.words for text in changes.came] == [new.words]
    assert [(text.code, text.words) for text in changes.gone] == [(gone.code, "")]
    assert changes.settings == []


def test_a_text_a_reader_moved_says_so_and_the_decision_is_named(found, bruno):
    water, buses = theme_of(WATER[0]), theme_of(BUSES[0])
    name_theme(water, by=bruno, name={"en": "Clean rivers"})
    code = Contribution.objects.get(words=BUSES[0]).code
    place_texts(found, by=bruno, seen={code: buses.key}, theme=water)

    changes, shifts = changed(found)

    assert shifts[BUSES[0]] == "by_hand"
    assert [(each.kind, each.by, each.theme) for each in changes.decisions] == [
        ("placed", bruno, water),
        ("named", bruno, water),
    ]

    undo_decision(Decision.objects.get(kind="placed"), by=bruno)
    changes, shifts = changed(found)
    assert shifts[BUSES[0]] == "undone"
    assert [each.kind for each in changes.decisions] == ["placed"]


def test_merged_and_parted_themes_take_their_texts_along(found, bruno):
    merge_theme(theme_of(BUSES[0]), by=bruno, into=theme_of(WATER[0]))
    changes, shifts = changed(found)
    assert shifts == dict.fromkeys(BUSES, "merged")
    assert changes.reasons == [("merged", 4)]

    undo_decision(Decision.objects.get(), by=bruno)
    _changes, shifts = changed(found)
    assert shifts == dict.fromkeys(BUSES, "parted")


def test_what_it_was_computed_with_is_told_where_it_is_another_thing(found, monkeypatch):
    monkeypatch.setattr(computing, "hear", lambda *args, **options: hearing.hear(*args, seed=7, **options))

    changes, _shifts = changed(found)

    assert changes.settings == [("seed", 1, 7)]


def test_the_page_asks_the_same_for_one_moved_text_and_for_four(found, bruno, client):
    client.force_login(bruno)
    page = reverse("reading_changes", args=[found.slug])
    counts = []
    for moved in (BUSES[:1], BUSES[1:]):
        for words in moved:
            code = Contribution.objects.get(words=words).code
            place_texts(found, by=bruno, seen={code: theme_of(words).key}, theme=theme_of(WATER[0]))
        find_themes(found)
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert "A reader put it there." in client.get(page).content.decode()
        counts.append(len(asked))

    assert counts[0] == counts[1]

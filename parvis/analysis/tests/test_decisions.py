"""What readers decided can be undone, by any of them, until something newer rests on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.analysis.actions import (
    make_theme,
    merge_theme,
    name_theme,
    part_theme,
    place_texts,
    split_off,
    undo_decision,
)
from parvis.analysis.models import Decision, FoundTheme, Placing
from parvis.analysis.queries.readings import desk_of
from parvis.analysis.tests.factories import make_sorted
from parvis.consultations.tests.factories import make_moderator
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry


@pytest.fixture
def themes(consultation):
    return make_sorted(consultation)


@pytest.fixture
def hana(consultation):
    return make_moderator(consultation, "Hana")


def seen(theme, texts=20):
    """Return the first texts of a theme as a reader sees them now."""
    placings = theme.placings.select_related("contribution").order_by("pk")[:texts]
    return {placing.contribution.code: theme.key for placing in placings}


def last():
    return Decision.objects.filter(undone_at=None).first()


def stand():
    """Return where everything stands."""
    themes = FoundTheme.objects.order_by("pk").values_list("key", "name", "merged_into__key", "is_gone")
    return list(themes), list(Placing.objects.order_by("pk").values_list("pk", "theme__key", "is_by_hand"))


ACTS = {
    "named": lambda asked, by, water, buses: name_theme(water, by=by, name={"en": "Clean rivers"}),
    "merged": lambda asked, by, water, buses: merge_theme(water, by=by, into=buses),
    "placed": lambda asked, by, water, buses: place_texts(asked, by=by, seen=seen(water, 2), theme=buses),
    "put nowhere": lambda asked, by, water, buses: place_texts(asked, by=by, seen=seen(water, 2), theme=None),
    "found right": lambda asked, by, water, buses: place_texts(asked, by=by, seen=seen(water, 2), theme=water),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_another_reader_undoes_a_decision_once(consultation, themes, bruno, hana, act):
    before = stand()
    act(consultation, bruno, *themes)
    assert stand() != before

    for _ in range(2):
        undo_decision(last() or Decision.objects.get(), by=hana)

    assert stand() == before
    assert (Decision.objects.get().by, Decision.objects.get().undone_by) == (bruno, hana)
    assert Entry.objects.filter(verb__endswith="undone").values_list("role", flat=True).distinct().get() == "moderator"


def test_a_new_theme_is_gone_when_it_is_undone_and_its_texts_are_back(consultation, themes, bruno):
    split_off(consultation, by=bruno, seen=seen(themes[0], 2))
    assert [shelf.texts for shelf in desk_of(consultation).shelves] == [4, 2, 2]

    undo_decision(last(), by=bruno)

    assert [shelf.texts for shelf in desk_of(consultation).shelves] == [4, 4]
    assert make_theme(consultation, by=bruno, name={}).key == "T4"


def test_themes_parted_by_mistake_are_one_again(consultation, themes, bruno):
    water, buses = themes
    merge_theme(water, by=bruno, into=buses)
    part_theme(water, by=bruno)

    undo_decision(last(), by=bruno)

    assert FoundTheme.objects.get(pk=water.pk).merged_into == buses


def test_what_went_along_in_a_merge_comes_back_along(consultation, themes, bruno):
    water, buses = themes
    lakes = make_theme(consultation, by=bruno, name={"en": "Lakes"})
    merge_theme(lakes, by=bruno, into=water)
    merge_theme(water, by=bruno, into=buses)

    undo_decision(last(), by=bruno)

    assert FoundTheme.objects.get(pk=lakes.pk).merged_into == water


def test_a_text_moved_twice_goes_back_step_by_step(consultation, themes, bruno):
    water, buses = themes
    before = seen(water, 1)
    place_texts(consultation, by=bruno, seen=before, theme=buses)
    first = last()
    place_texts(consultation, by=bruno, seen=dict.fromkeys(before, "T2"), theme=None)

    with pytest.raises(Refused, match="elsewhere since"):
        undo_decision(first, by=bruno)
    undo_decision(last(), by=bruno)
    undo_decision(first, by=bruno)

    assert seen(water).keys() >= before.keys()


NEWER = {
    "named again": (
        lambda asked, by, water, buses: name_theme(water, by=by, name={"en": "Rivers"}),
        lambda asked, by, water, buses: name_theme(water, by=by, name={"en": "Lakes"}),
        "named or merged since",
    ),
    "merged on": (
        lambda asked, by, water, buses: merge_theme(water, by=by, into=buses),
        lambda asked, by, water, buses: merge_theme(buses, by=by, into=make_theme(asked, by=by, name={"en": "All"})),
        "merged or parted since",
    ),
    "parted": (
        lambda asked, by, water, buses: merge_theme(water, by=by, into=buses),
        lambda asked, by, water, buses: part_theme(water, by=by),
        "merged or parted since",
    ),
    "named when it was new": (
        lambda asked, by, water, buses: split_off(asked, by=by, seen=seen(water, 1)),
        lambda asked, by, water, buses: name_theme(FoundTheme.objects.get(key="T3"), by=by, name={"en": "Lakes"}),
        "named or merged since",
    ),
    "more texts in the new one": (
        lambda asked, by, water, buses: split_off(asked, by=by, seen=seen(water, 1)),
        lambda asked, by, water, buses: place_texts(
            asked, by=by, seen=seen(buses, 1), theme=FoundTheme.objects.get(key="T3")
        ),
        "Other texts stand",
    ),
}


@pytest.mark.parametrize(("act", "then", "why"), NEWER.values(), ids=NEWER)
def test_a_decision_on_which_something_newer_rests_is_not_undone(consultation, themes, bruno, act, then, why):
    act(consultation, bruno, *themes)
    decision = last()
    then(consultation, bruno, *themes)

    with pytest.raises(Refused, match=why):
        undo_decision(decision, by=bruno)


def test_strangers_undo_nothing(consultation, themes, bruno):
    name_theme(themes[0], by=bruno, name={"en": "Clean rivers"})

    with pytest.raises(Refused, match="convener or a moderator"):
        undo_decision(last(), by=make_person("Amina"))


def test_what_was_decided_is_read_and_undone_on_the_desk(consultation, themes, bruno, hana, client):
    name_theme(themes[0], by=bruno, name={"en": "Clean rivers"})
    place_texts(consultation, by=hana, seen=seen(themes[0], 2), theme=themes[1])
    client.force_login(hana)
    page = reverse("reading_decisions", args=[consultation.slug])

    shown = client.get(page).content.decode()
    assert shown.index("2 texts were put into") < shown.index("A theme was named “Clean rivers”.")
    client.post(page, {"decision": last().pk})

    assert len(seen(themes[0])) == 4
    assert client.post(page, {"decision": "nothing"}).status_code == 404
    assert "undone" in client.get(page).content.decode()


def test_the_history_asks_the_same_for_one_decision_and_for_four(consultation, themes, bruno, client):
    client.force_login(bruno)
    page = reverse("reading_decisions", args=[consultation.slug])
    place_texts(consultation, by=bruno, seen=seen(themes[0], 1), theme=themes[1])
    client.get(page)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))
        for each in themes:
            name_theme(each, by=bruno, name={"en": f"Name {number}"})
        place_texts(consultation, by=bruno, seen=seen(themes[0], 2), theme=None)

    assert counts[0] == counts[1]

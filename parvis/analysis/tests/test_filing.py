"""Texts that name no theme of the cycle: a program suggests three with reasons, and a person files them."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.analysis.models import Placing
from parvis.analysis.queries.filing import left_to_file, themes_to_file, to_file
from parvis.analysis.tests.factories import BUSES, WATER, find_themes
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute
from parvis.cycles.models import CycleTheme
from parvis.cycles.tests.factories import make_cycle_theme, make_theme
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry

NAMES = {"rivers": "Rivers and clean water", "transport": "Public transport: buses and trains", "schools": "Schools"}
DOUBTFUL = "The chess club plays on Sunday afternoons, and my grandmother bakes apple pie."


@pytest.fixture
def themes(consultation):
    """Themes that the convener has taken up, by address."""
    found = {slug: make_theme(slug=slug, name={"en": name}) for slug, name in NAMES.items()}
    for number, theme in enumerate(found.values(), 1):
        make_cycle_theme(consultation.cycle, theme, number=number, status=CycleTheme.Status.CONFIRMED)
    return found


@pytest.fixture
def spoken(consultation, themes):
    """Eight texts of which one names a theme, and for which suggestions were made."""
    contribute(consultation, WATER[0], themes=[themes["rivers"]])
    for words in WATER[1:] + BUSES:
        contribute(consultation, words)
    find_themes(consultation)
    return consultation


def waiting(consultation):
    """Return the texts to be filed in their order, by their words."""
    themes, after, found = themes_to_file(consultation), "", {}
    while True:
        text, after = to_file(consultation, themes, after)
        if text is None:
            return found
        found[text.words] = text
        if not after:
            return found


def test_three_themes_are_suggested_with_reasons(spoken, themes):
    found = waiting(spoken)

    assert set(found) == {*WATER[1:], *BUSES}
    first = found[WATER[3]].suggestions[0]
    assert (first.theme, [near.words for near in first.nearest]) == (themes["rivers"], [WATER[0]])
    assert [word for word, _weight in first.words] == ["water"]
    assert len(found[WATER[3]].suggestions) == 3


def test_what_is_kept_holds_no_words(spoken):
    kept = json.dumps([list(Placing.objects.values_list("filing", flat=True)), spoken.runs.get().told["suggestions"]])

    assert "water" not in kept
    assert "river is" not in kept


def test_a_text_that_speaks_of_no_theme_is_left_to_people(spoken, themes):
    contribute(spoken, DOUBTFUL)
    find_themes(spoken)

    assert waiting(spoken)[DOUBTFUL].suggestions == []


def test_no_theme_is_suggested_where_the_cycle_has_not_two(consultation):
    contribute(consultation, WATER[0])
    find_themes(consultation)

    assert left_to_file(consultation) == 0


def test_a_suggestion_of_the_public_is_none_of_the_program(spoken, themes):
    CycleTheme.objects.filter(theme=themes["schools"]).update(status=CycleTheme.Status.SUGGESTED)
    find_themes(spoken)

    assert {each.theme for each in waiting(spoken)[WATER[3]].suggestions} == {themes["rivers"], themes["transport"]}


def test_a_reader_takes_a_suggestion_with_one_press(spoken, themes, bruno, client):
    client.force_login(bruno)
    page = reverse("file_said", args=[spoken.slug])
    shown = client.get(page).context["text"]

    again = client.post(page, {"text": shown.code, "to": "transport"}, follow=True)

    assert list(Contribution.objects.get(code=shown.code).themes.all()) == [themes["transport"]]
    assert Entry.objects.get(verb="contribution.themes_changed").facts["added"] == ["transport"]
    assert again.context["text"].code != shown.code
    assert left_to_file(spoken) == 6


def test_what_somebody_filed_meanwhile_stays(spoken, themes, bruno, client):
    client.force_login(bruno)
    page = reverse("file_said", args=[spoken.slug])
    code = client.get(page).context["text"].code
    Contribution.objects.get(code=code).themes.set([themes["schools"]])

    answer = client.post(page, {"text": code, "to": "transport"}, follow=True)

    assert "Nothing was written over" in answer.content.decode()
    assert list(Contribution.objects.get(code=code).themes.all()) == [themes["schools"]]
    assert "no longer one of the cycle" in client.post(page, {"text": code, "to": "x"}, follow=True).content.decode()


def test_hidden_words_are_no_reason(spoken, themes, bruno, client):
    hide(Contribution.objects.get(words=WATER[0]), by=bruno, reason="insult", because="It insults.")

    assert waiting(spoken)[WATER[3]].suggestions[0].nearest == []


def test_only_readers_of_the_place_file(spoken, client):
    client.force_login(make_person("Amina"))

    assert client.get(reverse("file_said", args=[spoken.slug])).status_code == 403


def test_the_page_asks_the_same_for_one_theme_and_for_three(spoken, themes, bruno, client):
    client.force_login(bruno)
    page = reverse("file_said", args=[spoken.slug])
    client.get(page)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
        CycleTheme.objects.filter(theme__in=[themes["schools"], themes["transport"]]).delete()

    assert counts[0] == counts[1]

"""Themes of a cycle: suggested by anybody, confirmed or dropped with a reason."""

import pytest

from parvis.core.rules import Refused
from parvis.cycles import actions
from parvis.cycles.models import CycleTheme
from parvis.cycles.tests.factories import make_cycle_theme, make_theme
from parvis.record.models import Entry, Secret
from parvis.themes.models import Theme

pytestmark = pytest.mark.django_db

REASON = {"en": "Another law already does this.", "fr": "Une autre loi le fait déjà."}


def suggest(cycle, name="Clean water", language="en", **rest):
    return actions.suggest_theme(cycle, name=name, language=language, **rest)


def test_anybody_suggests_a_theme_and_its_words_stay_out_of_the_record(cycle):
    suggestion = suggest(cycle)

    entry = Entry.objects.get()
    assert (suggestion.status, entry.verb, entry.role) == ("suggested", "theme.suggested", "anyone")
    assert "water" not in entry.leaf.lower()


@pytest.mark.parametrize("name", ["Clean water", "clean WATER", "Clean  wáter"])
def test_the_same_suggestion_counts_once(cycle, name):
    first = suggest(cycle)

    assert suggest(cycle, name.replace("  ", " ")) == first
    assert Entry.objects.count() == 1


def test_a_theme_the_cycle_has_is_not_suggested_again(cycle):
    taken = make_cycle_theme(cycle, make_theme(name={"en": "Open data", "fr": "Données ouvertes"}))

    assert suggest(cycle, "données ouvertes", "fr") == taken


def test_a_theme_of_another_cycle_is_recognised(cycle):
    theme = make_theme(name={"en": "Open data"})

    assert suggest(cycle, "open data").theme == theme


def test_nothing_is_suggested_to_a_cycle_that_has_ended(cycle, bruno):
    actions.close_cycle(cycle, by=bruno)

    with pytest.raises(Refused, match="under way"):
        suggest(cycle)


def test_a_suggestion_is_taken_up_named_and_confirmed(cycle, bruno):
    suggestion = suggest(cycle)
    actions.take_up_theme(suggestion, by=bruno)
    with pytest.raises(Refused, match="français"):
        actions.confirm_theme(suggestion, by=bruno)
    Theme.objects.update(name={"en": "Clean water", "fr": "Eau propre"})
    suggestion = CycleTheme.objects.get()

    actions.confirm_theme(suggestion, by=bruno)
    actions.confirm_theme(suggestion, by=bruno)

    assert not Theme.objects.get().is_suggestion
    verbs = list(Entry.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["theme.suggested", "theme.taken_up", "theme.confirmed"]


def test_a_theme_is_dropped_with_a_reason_that_may_be_erased(cycle, bruno):
    taken = make_cycle_theme(cycle)

    actions.drop_theme(taken, by=bruno, reason=REASON)

    assert str(taken.reason) == REASON["en"]
    assert "law" not in Entry.objects.get().leaf
    assert Secret.objects.count() == 1


@pytest.mark.parametrize("reason", [{}, {"en": REASON["en"]}, {"en": "Because.", "fr": "Parce que."}])
def test_a_theme_is_not_dropped_without_a_reason_in_each_official_language(cycle, bruno, reason):
    taken = make_cycle_theme(cycle)

    with pytest.raises(Refused):
        actions.drop_theme(taken, by=bruno, reason=reason)

    taken.refresh_from_db()
    assert taken.status == "emerging"


def test_a_suggestion_set_aside_is_counted_but_its_words_are_not_shown(cycle, bruno, client):
    actions.drop_theme(suggest(cycle, "Something rude"), by=bruno, reason=REASON)

    body = client.get(cycle.get_absolute_url()).content.decode()

    assert "Something rude" not in body
    assert "1 suggestion was set aside." in body
    assert REASON["en"] in body


def test_themes_are_put_in_order(cycle, bruno):
    first, second, third = (make_cycle_theme(cycle, number=n) for n in (1, 2, 3))

    actions.reorder_themes(cycle, by=bruno, order=[third.pk, first.pk])
    actions.reorder_themes(cycle, by=bruno, order=[third.pk, first.pk])

    assert list(cycle.cycle_themes.all()) == [third, first, second]
    assert Entry.objects.count() == 1


def test_a_visitor_suggests_a_theme_on_a_page_without_signing_in(cycle, client):
    path = f"{cycle.get_absolute_url()}suggest/"

    answer = client.post(path, {"name": "L’eau propre pour chaque village", "description": ""}, follow=True)

    assert "Your suggestion is on the page" in answer.content.decode()
    assert Theme.objects.get().name == {"fr": "L’eau propre pour chaque village"}


def test_a_program_that_fills_every_field_suggests_nothing(cycle, client):
    client.post(f"{cycle.get_absolute_url()}suggest/", {"name": "Cheap watches", "website": "https://spam.example"})

    assert not Theme.objects.exists()


def test_after_twenty_suggestions_an_hour_words_are_given_back(cycle, client):
    path = f"{cycle.get_absolute_url()}suggest/"
    for number in range(20):
        client.post(path, {"name": f"Theme number {number}"})

    answer = client.post(path, {"name": "One more theme"})

    assert answer.status_code == 429
    assert 'value="One more theme"' in answer.content.decode()
    assert Theme.objects.count() == 20

"""Runs over what was said: themes become rows, words are not kept, and what readers decided stays."""

import datetime
import json

import pytest

from parvis.analysis.actions import ask_for_run, make_theme, merge_theme, name_theme, place_texts, undo_decision
from parvis.analysis.computing import compute, themes
from parvis.analysis.engine.hearing import hear
from parvis.analysis.models import Decision, FoundTheme, Placing, Run
from parvis.analysis.queries.readings import desk_of, news_of
from parvis.analysis.tasks import has_grown
from parvis.analysis.tests.factories import BUSES, WATER, find_themes
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry


@pytest.fixture
def spoken(consultation):
    for words in WATER + BUSES:
        contribute(consultation, words)
    return consultation


def theme_of(words):
    return Placing.objects.get(contribution__words=words).theme


def test_what_was_said_is_put_into_themes(spoken):
    run = find_themes(spoken)

    assert run.status == Run.Status.DONE
    placings = Placing.objects.filter(contribution__consultation=spoken)
    assert placings.count() == 8
    assert {key for placing in placings for key, _likeness in placing.near} == {
        theme.key for theme in FoundTheme.objects.all()
    }
    assert all(-1000 <= placing.strength <= 1000 for placing in placings)


def test_a_theme_knows_what_could_be_quoted_of_it(spoken):
    run = find_themes(spoken)

    for theme in run.told["themes"]:
        quotes = FoundTheme.objects.get(key=theme["id"]).quotes
        assert quotes == [[quote["id"], quote["start"], quote["end"]] for quote in theme["quotes"]] != []


def test_what_is_kept_of_a_run_holds_no_words(spoken):
    run = find_themes(spoken)

    kept = json.dumps(run.told)
    assert not any(words in kept for words in WATER + BUSES)
    assert all({"id", "start", "end"} <= set(quote) for quote in run.told["quotes"])


def test_the_same_texts_give_the_same_bytes(spoken):
    first, second = find_themes(spoken), find_themes(spoken)

    assert {**first.told, "new_since": None} == {**second.told, "new_since": None}


def test_names_and_moves_of_readers_outlast_a_run(spoken, bruno):
    find_themes(spoken)
    theme = theme_of(WATER[0])
    name_theme(theme, by=bruno, name={"en": "Clean rivers"})
    other = Contribution.objects.get(words=BUSES[0])
    place_texts(
        spoken, by=bruno, seen={other.code: other.placing.theme.key if other.placing.theme else ""}, theme=theme
    )

    find_themes(spoken)

    theme.refresh_from_db()
    assert (str(theme), theme.is_gone, theme_of(BUSES[0])) == ("Clean rivers", False, theme)


def test_a_theme_made_during_a_run_is_none_of_those_it_finds(spoken, bruno, monkeypatch):
    made = []

    def hear_while_somebody_reads(*args, **kwargs):
        made.append(make_theme(spoken, by=bruno, name={"en": "Light"}))
        return hear(*args, **kwargs)

    monkeypatch.setattr(themes, "hear", hear_while_somebody_reads)
    find_themes(spoken)
    monkeypatch.undo()

    assert not Placing.objects.filter(theme=made[0]).exists()
    assert FoundTheme.objects.get(pk=made[0].pk).labels == {}
    find_themes(spoken)
    assert not FoundTheme.objects.get(pk=made[0].pk).is_gone


def test_what_was_merged_stays_merged(spoken, bruno):
    find_themes(spoken)
    water, buses = theme_of(WATER[0]), theme_of(BUSES[0])
    merge_theme(buses, by=bruno, into=water)

    find_themes(spoken)

    assert FoundTheme.objects.get(pk=buses.pk).merged_into == water
    assert [shelf.texts for shelf in desk_of(spoken).shelves] == [8]


def test_themes_that_are_parted_after_a_run_have_their_own_texts_in_the_next_too(spoken, bruno):
    find_themes(spoken)
    water, buses = theme_of(WATER[0]), theme_of(BUSES[0])
    merge_theme(buses, by=bruno, into=water)
    find_themes(spoken)
    undo_decision(Decision.objects.get(), by=bruno)
    assert {theme_of(words) for words in WATER} == {water}
    assert {theme_of(words) for words in BUSES} == {buses}

    find_themes(spoken)

    assert {theme_of(words) for words in WATER} == {water}
    assert {theme_of(words) for words in BUSES} == {buses}


def test_nothing_but_a_name_is_undone_while_themes_are_looked_for(spoken, bruno):
    find_themes(spoken)
    name_theme(theme_of(WATER[0]), by=bruno, name={"en": "Clean rivers"})
    merge_theme(theme_of(BUSES[0]), by=bruno, into=theme_of(WATER[0]))
    ask_for_run(spoken, by=bruno, kind=Run.Kind.THEMES)

    with pytest.raises(Refused, match="Undo it when that is done"):
        undo_decision(Decision.objects.get(kind="merged"), by=bruno)
    assert undo_decision(Decision.objects.get(kind="named"), by=bruno).undone_by == bruno


def test_new_texts_find_their_place_and_are_told(spoken, bruno):
    find_themes(spoken)
    new = contribute(spoken, "The river is dirty: clean its water.")
    hide(Contribution.objects.get(words=BUSES[0]), by=bruno, reason="off_topic", because="Not about rivers.")

    find_themes(spoken)

    assert Placing.objects.filter(contribution=new).exists()
    assert (news_of(spoken).texts, news_of(spoken).texts_gone) == (1, 1)


@pytest.mark.parametrize("said", [["One text alone."], ["Two texts.", "Nearly two texts."], ["2026"]])
def test_few_texts_or_none_with_words_are_no_trouble(consultation, said):
    for words in said:
        contribute(consultation, words)

    assert find_themes(consultation).status == Run.Status.DONE


def test_there_are_no_themes_in_silence(consultation, bruno):
    with pytest.raises(Refused, match="Nothing has been said yet"):
        ask_for_run(consultation, by=bruno, kind=Run.Kind.THEMES)


def test_only_readers_of_the_place_have_themes_looked_for(spoken):
    with pytest.raises(Refused, match="convener or a moderator"):
        ask_for_run(spoken, by=make_person("Amina"), kind=Run.Kind.THEMES)


def test_the_clock_looks_again_when_a_tenth_more_was_said(spoken):
    later = clock.now() + datetime.timedelta(hours=2)
    assert not has_grown(spoken, later)
    find_themes(spoken)
    assert not has_grown(spoken, later)
    contribute(spoken, "Light the streets at night.")

    assert has_grown(spoken, later)
    assert not has_grown(spoken, clock.now())


def test_a_run_over_texts_that_is_over_is_not_computed_again(spoken):
    run = find_themes(spoken)
    compute(run.pk)

    assert Entry.objects.filter(verb="run.published").count() == 1

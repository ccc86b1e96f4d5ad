"""What was said about the fourth plan, sorted into themes: a program looks for them, Hana and Bruno have the last word.

A theme is named like the one of the plan of which most of its texts speak, if no other is named so. The readers put texts where
their authors said they belong, not all: the rest awaits whoever looks around. Both then sort a sample alone.
"""

from collections import Counter
from typing import TYPE_CHECKING

from parvis.analysis import actions as analysis
from parvis.analysis.models import FoundTheme, Placing, Run
from parvis.consultations.models import Consultation, Contribution
from parvis.people.models import Person
from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

FOUND, READ, SORTED = When(-2, "09:00"), When(-2, "14:00"), When(-1, "15:00")
SAMPLE, DIFFERS = 30, 6

type Shelf = dict[str, FoundTheme]
"""Themes by the address of the theme of the plan they are named like."""


def read_all(story: "Story") -> None:
    """Look for themes, name and merge them, move texts, draw a sample and sort it."""
    shelf: Shelf = {}
    story.then(story.on(FOUND), lambda: _find(story))
    story.then(story.on(READ), lambda: _name(story, shelf))
    story.then(story.on(READ), lambda: _move(story, shelf))
    story.then(story.on(SORTED), lambda: _sort(story, shelf))


def _find(story: "Story") -> None:
    from parvis.analysis.computing import compute  # dear to load, and only here

    asked = story.consultations[COMMITMENTS]
    compute(analysis.ask_for_run(asked, by=story.people["bruno"], kind=Run.Kind.THEMES).pk)


def _name(story: "Story", shelf: Shelf) -> None:
    hana, asked = story.people["hana"], story.consultations[COMMITMENTS]
    for theme in FoundTheme.objects.filter(consultation=asked).order_by("pk"):
        spoken = Counter(_first_theme(placing.contribution) for placing in theme.placings.all())
        likely = sorted(spoken.keys() & story.themes.keys(), key=lambda slug: (-spoken[slug], slug))
        if slug := next((slug for slug in likely if slug not in shelf), ""):
            shelf[slug] = analysis.name_theme(theme, by=hana, name=story.themes[slug].name)
        elif likely:
            analysis.merge_theme(theme, by=hana, into=shelf[likely[0]])


def _move(story: "Story", shelf: Shelf) -> None:
    asked = story.consultations[COMMITMENTS]
    for number, placing in enumerate(_placings(asked)):
        theme = shelf.get(_first_theme(placing.contribution))
        if theme and number % 3:
            stood = placing.theme.merged_into or placing.theme if placing.theme else None
            seen = {placing.contribution.code: stood.key if stood else ""}
            analysis.place_texts(asked, by=story.people["bruno"], seen=seen, theme=theme)


def _sort(story: "Story", shelf: Shelf) -> None:
    asked, themes = story.consultations[COMMITMENTS], list(shelf.values())
    sample = analysis.draw_sample(asked, by=story.people["bruno"], size=SAMPLE)
    readers: list[Person] = [story.people["bruno"], story.people["hana"]]
    for text in sample.texts.select_related("contribution", "sample__consultation__cycle__place"):
        theme = shelf.get(_first_theme(text.contribution))
        for reader in readers:
            differs = reader == readers[1] and text.number % DIFFERS == 0
            analysis.sort_alone(text, by=reader, theme=themes[text.number % len(themes)] if differs else theme)


def _placings(asked: Consultation) -> list[Placing]:
    rows = Placing.objects.filter(contribution__consultation=asked).order_by("contribution__received_at")
    return list(rows.select_related("contribution", "theme__merged_into"))


def _first_theme(said: Contribution) -> str:
    """Return the address of the first theme of the plan under which something was said."""
    return next(iter(said.themes.order_by("slug").values_list("slug", flat=True)), "")

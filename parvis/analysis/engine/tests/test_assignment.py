"""Suggestions of themes: right among three, with reasons, silent when unsure, and never better than they were tried."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from parvis.analysis.engine.assignment import Assignment, among_three, fold_of, queue_of
from parvis.analysis.engine.embedding import CorpusLsa, Sentences, hybrid, unit
from parvis.analysis.engine.filing import both, regression
from parvis.analysis.engine.tests.corpora import ABOUT, corpus, vectors_of
from parvis.analysis.engine.textfiles import Theme
from parvis.analysis.engine.texts import Text, texts_of

DIALOGUE = Path(os.environ.get("TEST_DATA", "../shared/data")) / "opengov-dialogue-2009" / "ideas.jsonl"
THEMES = [Theme(subject, subject, " ".join(words["en"].split()[:4])) for subject, words in ABOUT.items()]


def assignment(sizes, share_filed, seed=3):
    """Return an assignment of texts, of which a share is filed, and the right theme of each."""
    texts, about = corpus(sizes, seed=seed)
    right = np.array([[theme.id for theme in THEMES].index(about[name]) for name in texts.ids])
    filed = np.where(np.arange(len(texts)) < share_filed * len(texts), right, -1)
    everything = unit(CorpusLsa().embed([*texts.words, *(f"{each.name} {each.description}" for each in THEMES)]))
    told, names = everything[: len(texts)], everything[len(texts) :]
    return Assignment(texts, THEMES, filed, vectors_of(texts), told, names), right


@pytest.fixture(scope="module")
def learned():
    """An assignment that has learned from many texts."""
    return assignment(dict.fromkeys(ABOUT, 30), 0.7)


def test_the_right_theme_is_the_first_of_three_when_many_texts_are_filed(learned):
    given, right = learned
    suggested = given.suggested()

    first = [each.suggestions[0].theme == THEMES[right[given.texts.row_of[each.id]]].id for each in suggested]

    assert len(suggested) == 45
    assert np.mean(first) >= 0.95
    assert given.tried_right >= 0.95


def test_reasons_are_words_of_the_text_and_filed_texts_of_the_theme(learned):
    given, _right = learned

    for each in given.suggested()[:10]:
        best = each.suggestions[0]
        text = given.texts.each[given.texts.row_of[each.id]]
        assert best.words
        assert all(part in text.words.lower() for word, _weight in best.words for part in word.split())
        assert len(best.nearest) == 3
        assert all(name.startswith(best.theme) for name, _likeness in best.nearest)


def test_before_texts_are_filed_names_and_descriptions_suggest():
    given, right = assignment(dict.fromkeys(ABOUT, 20), 0.0)
    suggested = given.suggested()

    hits = [
        THEMES[right[given.texts.row_of[each.id]]].id in {one.theme for one in each.suggestions} for each in suggested
    ]
    assert np.mean(hits) >= 0.8
    assert all(each.right is None for each in suggested)
    assert given.tried_right is None


def test_a_theme_with_few_texts_is_suggested_too():
    given, _right = assignment({"parks": 60, "contracts": 60, "schools": 60, "buses": 6, "bees": 30}, 0.5)

    assert len(given.learned) == 4
    seen = {one.theme for each in given.suggested() if each.id.startswith("buses") for one in each.suggestions}
    assert "buses" in seen


def test_where_nothing_can_be_told_nothing_is_suggested():
    draw = np.random.default_rng(1)
    texts = texts_of(Text(str(n), " ".join(draw.choice(ABOUT["bees"]["en"].split(), 5))) for n in range(400))
    themes = [Theme(str(n), f"Theme {n}") for n in range(12)]
    filed = np.where(np.arange(400) < 300, draw.integers(0, 12, 400), -1)
    vectors = vectors_of(texts)

    suggested = Assignment(texts, themes, filed, vectors, vectors, vectors[:12]).suggested()

    assert np.mean([each.abstains for each in suggested]) >= 0.8


def test_the_least_certain_is_looked_at_first(learned):
    suggested = learned[0].suggested()
    queue = queue_of(suggested)
    certain = {each.id: each.right for each in suggested}

    assert sorted(queue) == sorted(each.id for each in suggested)
    assert [certain[name] for name in queue] == sorted(certain.values())


def test_folds_do_not_move_when_somebody_joins():
    names = [f"n{number}" for number in range(50)]

    assert fold_of(names, 5, 1).tolist() == fold_of([*names, "one more"], 5, 1)[:50].tolist()


def test_two_themes_can_be_learned_and_chances_add_to_one():
    features = np.array([[1.0, 0], [0.9, 0.1], [0, 1.0], [0.1, 0.9]])
    model = regression(features, np.array([0, 0, 2, 2]), 10.0)

    chances = model.chances(features, 3)

    assert chances.argmax(axis=1).tolist() == [0, 0, 2, 2]
    assert both(chances, chances).sum(axis=1) == pytest.approx(np.ones(4))


@pytest.mark.skipif(not DIALOGUE.exists() and "CI" not in os.environ, reason=f"{DIALOGUE} is not here (see TEST_DATA)")
def test_in_the_dialogue_of_2009_the_category_is_among_three():
    rows = [json.loads(line) for line in DIALOGUE.open(encoding="utf-8")]
    rows = [row for row in rows if row["text"] and row["category"] not in {None, "Uncategorized"}]
    names = sorted({row["category"] for row in rows})
    texts = texts_of(Text(row["id"], f"{row['title']}\n{row['text']}") for row in rows)
    of = {row["id"]: names.index(row["category"]) for row in rows}
    filed = np.array([of[name] for name in texts.ids])
    vectors = hybrid(Sentences().embed(texts.words), CorpusLsa().embed(texts.words), ["en"] * len(texts))
    given = Assignment(texts, [Theme(name, name) for name in names], filed, vectors, vectors, vectors[: len(names)])
    folds = fold_of(texts.ids, 5, 11)

    hits = [
        among_three(given.chances(np.flatnonzero(folds != f), np.flatnonzero(folds == f)), filed[folds == f])
        for f in range(5)
    ]

    assert np.concatenate(hits).mean() >= 0.715

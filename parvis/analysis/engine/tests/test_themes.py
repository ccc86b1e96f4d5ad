"""Themes: found again in any order, called by their own words, with lasting ids, and what people decided kept."""

from collections import Counter

import numpy as np
import pytest

from parvis.analysis.engine.embedding import Sentences, unit
from parvis.analysis.engine.labels import Words, labels_of, quote_of, related, weights_in
from parvis.analysis.engine.spherical import clustered, joined, joins_of
from parvis.analysis.engine.tests.corpora import ABOUT, corpus, vectors_of
from parvis.analysis.engine.texts import Text, texts_of
from parvis.analysis.engine.themes import Before, Decisions, discover, distinct_rows, how_many, stability_of

FOUR = {"parks": 60, "contracts": 60, "schools": 60, "buses": 20}


@pytest.fixture(scope="module")
def world():
    """Texts about four subjects, what each is about, and their vectors."""
    texts, about = corpus(FOUR)
    return texts, about, vectors_of(texts)


def placed(themes, texts):
    """Return the theme of each text that is placed."""
    return {texts.ids[row]: themes.ids[themes.labels[row]] for row in np.flatnonzero(themes.placed)}


def test_a_theme_speaks_of_one_thing(world):
    texts, about, vectors = world

    themes = discover(texts, vectors, seed=1)

    pure = sum(
        Counter(about[texts.ids[row]] for row in themes.members(label)).most_common(1)[0][1]
        for label in range(len(themes.ids))
        if len(themes.members(label))
    )
    assert len(themes.ids) == how_many(len(distinct_rows(texts)))
    assert pure / themes.placed.sum() >= 0.9
    assert themes.placed.mean() >= 0.75


def test_a_theme_is_the_same_in_two_languages():
    texts, about = corpus({"parks": 40, "contracts": 40, "schools": 40}, ("en", "fr"))

    themes = discover(texts, vectors_of(texts, model=True), seed=1)
    groups = joined(themes.joins, len(themes.ids), 3)[themes.labels]

    counts = Counter((group, about[name]) for group, name in zip(groups.tolist(), texts.ids, strict=True))
    assert sum(sorted(counts.values())[-3:]) / len(texts) >= 0.9


def test_the_order_of_rows_and_the_copies_of_a_text_change_nothing(world):
    texts, _about, vectors = world
    copies = texts_of([*texts.each, *(Text(f"copy-{number}", texts.words[0]) for number in range(50))])

    again = discover(texts_of(texts.each[::-1]), vectors, seed=1)
    with_copies = discover(copies, vectors_of(texts)[[texts.words.index(words) for words in copies.words]], seed=1)

    assert placed(again, texts) == placed(discover(texts, vectors, seed=1), texts)
    assert len(with_copies.ids) == len(again.ids)


def test_ids_last_when_texts_come(world):
    texts, _about, vectors = world
    first = discover(texts, vectors, seed=1)
    before = Before(placed(first, texts), first.last)
    fewer = np.array([row for row in range(len(texts)) if row % 20])
    some = texts_of(texts.each[row] for row in fewer)

    again = discover(some, vectors[fewer], seed=1, before=before)

    same = [then == now for name, now in placed(again, some).items() if (then := before.theme_of.get(name))]
    assert np.mean(same) >= 0.8
    assert all(int(name[1:]) > first.last for name in set(again.ids) - set(first.ids))


def test_a_name_lasts_with_the_theme_it_was_given_to(world):
    texts, about, vectors = world
    first = discover(texts, vectors, seed=1)
    before = Before(placed(first, texts), first.last)
    smallest = first.ids[-1]

    again = discover(texts, vectors, seed=9, before=before, decisions=Decisions(names={smallest: "Ours"}))

    assert smallest in again.ids
    was = Counter(about[name] for name, theme in placed(first, texts).items() if theme == smallest)
    now = Counter(about[name] for name, theme in placed(again, texts).items() if theme == smallest)
    assert now.most_common(1)[0][0] == was.most_common(1)[0][0]


def test_merged_themes_stay_one(world):
    texts, _about, vectors = world
    first = discover(texts, vectors, seed=1)
    before = Before(placed(first, texts), first.last)
    merge = (first.ids[2], first.ids[0], first.ids[1])

    again = discover(texts, vectors, seed=1, before=before, decisions=Decisions(merges=(merge,)))

    then = {name for name, theme in before.theme_of.items() if theme in merge}
    now = {name for name, theme in placed(again, texts).items() if theme == merge[0]}
    assert merge[0] in again.ids
    assert not {merge[1], merge[2]} & set(again.ids)
    assert len(then & now) / len(then) >= 0.8


def test_a_text_that_was_moved_stays_where_it_was_put(world):
    texts, _about, vectors = world
    first = discover(texts, vectors, seed=1)
    name, theme = texts.ids[0], next(each for each in first.ids if each != first.ids[first.labels[0]])

    again = discover(
        texts,
        vectors,
        seed=1,
        before=Before(placed(first, texts), first.last),
        decisions=Decisions(moves={name: theme}),
    )

    assert placed(again, texts)[name] == theme


def test_what_is_like_no_theme_is_not_placed(world):
    texts, _about, _vectors = world
    strange = texts_of([*texts.each, Text("strange", "Zyx qwv jkl, vbnm! Plok ujh?")])

    themes = discover(strange, vectors_of(strange), seed=1)

    assert not themes.placed[strange.row_of["strange"]]


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_few_texts_have_themes_too(n):
    texts = texts_of(Text(str(number), f"Text number {number} about parks") for number in range(n))

    themes = discover(texts, vectors_of(texts) if n else np.zeros((0, 100), dtype=np.float32), seed=1)

    assert len(themes.ids) == min(n, 1)
    assert themes.placed.all()


def test_labels_are_words_of_the_theme_in_each_language():
    texts, about = corpus({"parks": 60, "contracts": 60, "schools": 60}, ("en", "fr"))
    subjects = sorted(set(about.values()))
    themes = np.array([subjects.index(about[name]) for name in texts.ids])
    words = Words(texts, [text.language for text in texts.each])

    labels = [labels_of(words, weights_in(words, np.flatnonzero(themes == theme))) for theme in range(3)]

    for subject, of_theme in zip(subjects, labels, strict=True):
        for language in ("en", "fr"):
            words = set(" ".join(of_theme[language]).split())
            assert len(of_theme[language]) == 3
            assert words & set(ABOUT[subject][language].split())
            assert not words & {"city", "ville", "should", "devrait"}


def test_of_few_texts_no_label_is_a_word_that_stands_in_every_text():
    said = ["C’est avec les femmes.", "C’est pour les femmes.", "Avec les jeunes.", "Pour les jeunes, c’est tout."]
    texts = texts_of(Text(str(number), words) for number, words in enumerate(said))
    words = Words(texts, ["fr"] * 4, Sentences().is_usual)
    women = np.array([texts.row_of[name] for name in "01"])

    assert labels_of(words, weights_in(words, women))["fr"] == ["femmes"]


def test_labels_keep_accents_and_do_not_repeat_a_word_in_another_form():
    assert related("vote", "voting")
    assert related("transparence", "transparency")
    assert not related("budget", "budapest")
    texts = texts_of(Text(str(number), "Des élèves, un élève et l’école") for number in range(3))
    words = Words(texts, ["fr"] * 3)
    labels = labels_of(words, weights_in(words, np.arange(3)))
    assert labels["fr"][0].startswith(("élève", "des élèves"))


def test_a_quote_is_a_whole_sentence_as_it_stands():
    texts = texts_of([Text("a", "Short. " + "x" * 200 + ". This sentence is short enough to stand there.")])

    quote = quote_of(texts, np.array([0]))

    assert quote.words == texts.words[0][quote.start : quote.end] == "This sentence is short enough to stand there."


def test_the_question_of_a_form_is_no_quote():
    rows = [Text(str(n), f"Why is this idea important? Because number {n} is for {n * 7} people.") for n in range(30)]
    texts = texts_of(rows)
    words = Words(texts, ["en"] * 30)

    assert words.usual == {"why is this idea important?"}
    assert quote_of(texts, np.arange(30), words.usual).words.startswith("Because")


def test_clusters_join_the_most_alike_first():
    points = np.array([[1, 0], [0.99, 0.14], [0, 1]], dtype=np.float32)
    joins = joins_of(clustered(points, 3, seed=1).middles[:3].astype(float))

    assert len(joins) == 2
    assert joins[0].likeness == pytest.approx(0.99, abs=0.01)
    assert sorted(np.bincount(joined(joins, 3, 2)).tolist()) == [1, 2]


def test_a_theme_apart_from_all_others_is_stable_and_one_cut_at_random_is_not():
    draw = np.random.default_rng(6)
    apart, cloud = np.zeros((40, 8)), draw.standard_normal((80, 8))
    apart[:, 0], cloud[:, 0] = 9, 0
    points = unit(np.vstack([apart + 0.1 * draw.standard_normal((40, 8)), cloud]).astype(np.float32))
    labels = np.concatenate([np.zeros(40, dtype=np.int64), 1 + np.arange(80) % 2])

    stable = stability_of(points, labels, 3, seed=1)

    assert stable[0] > 0.7
    assert max(stable[1:]) < 0.5
    assert stability_of(points[:0], labels[:0], 0, seed=1).tolist() == []

"""Quotes, coverage, small groups and flags: what a report of what was said rests on."""

import numpy as np
import pytest

from parvis.analysis.engine.coverage import by_cell, coverage_of, inner_likeness, minorities, near_enough, suppressed
from parvis.analysis.engine.duplicates import families
from parvis.analysis.engine.embedding import unit
from parvis.analysis.engine.integrity import flags_of, says_itself_again
from parvis.analysis.engine.labels import Words, weights_in
from parvis.analysis.engine.summary import chosen, quotable, quote_from
from parvis.analysis.engine.tests.corpora import corpus, vectors_of
from parvis.analysis.engine.texts import Text, texts_of
from parvis.analysis.engine.themes import discover

DAY = 86_400


def subjects_of(texts, rows):
    return {texts.ids[row].split("-")[0] for row in rows}


def test_the_first_quote_is_in_the_middle_and_the_next_stands_for_what_it_does_not():
    points = unit(np.array([[1, 0.3, 0], [1, 0, 0], [1, -0.3, 0], [0, 0, 1], [0, 0.1, 1]], dtype=np.float32))

    assert chosen(points, 2) in ([1, 3], [1, 4])


def test_quotes_are_as_good_as_trying_all_of_them_each_time():
    points = unit(np.random.default_rng(4).standard_normal((60, 8)).astype(np.float32))
    near, greedy = np.zeros(60), []
    for _round in range(6):
        gains = [np.maximum(points @ points[row] - near, 0).sum() for row in range(60)]
        greedy.append(int(np.argmax(gains)))
        near = np.maximum(near, points @ points[greedy[-1]])

    assert chosen(points, 6) == greedy


def test_a_group_that_must_not_be_missing_is_not():
    points = unit(np.array([[1, 0]] * 50 + [[0, 1]], dtype=np.float32))

    assert chosen(points, 1, floors=[np.array([50])]) == [50]
    assert chosen(points, 2, floors=[np.array([50])]) == [0, 50]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_texts_are_all_quoted(n):
    points = unit(np.eye(3, dtype=np.float32))[:n]

    assert sorted(chosen(points, 20)) == list(range(n))


def test_a_theme_of_three_in_a_hundred_is_quoted():
    heard = 0
    for seed in range(20):
        texts, _about = corpus({"parks": 97, "contracts": 97, "schools": 97, "bees": 9}, seed=seed)
        vectors = vectors_of(texts)
        themes = discover(texts, vectors, seed=1)
        floors = [themes.members(label) for label in range(len(themes.ids))]
        heard += "bees" in subjects_of(texts, chosen(vectors, 20, floors=floors))

    assert heard >= 18


def test_a_quote_is_whole_sentences_as_they_stand():
    long = (
        "First of all, hello to everybody here. Bees need meadows without pesticides. "
        + "And so on and so forth. " * 20
    )
    texts = texts_of([Text("a", long)])

    quote = quote_from(texts, 0, {"bees": 1.0, "meadows": 1.0, "pesticides": 1.0})

    assert quote.words == long[quote.start : quote.end] == "Bees need meadows without pesticides."


def test_the_question_of_a_form_is_no_quote():
    usual = {"why is it important?"}
    texts = texts_of(
        [Text("a", "Test the river each week. Why is it important?"), Text("b", ";\nWhy is it important?")]
    )
    river, nothing = texts.row_of["a"], texts.row_of["b"]

    assert quote_from(texts, river, {}, usual).words == "Test the river each week."
    assert quotable(texts, usual).tolist() == [river]
    assert quote_from(texts, nothing, {}, usual).words != ""


def test_short_texts_are_quoted_too():
    texts = texts_of([Text("a", "更多電車。"), Text("b", "More trams.")])

    assert quotable(texts).tolist() == [0, 1]


def test_a_sentence_says_most_by_the_words_that_tell_its_theme_from_others():
    said = {"park": ["The park of the town is the park for trees in the shade."] * 3, "road": ["The road is dry."] * 3}
    said["park"][0] += " And so it is with the rest of the town, of the people and of the day." + " It is so." * 30
    texts = texts_of(Text(f"{name}-{number}", one) for name, each in said.items() for number, one in enumerate(each))
    words = Words(texts, ["en"] * 6)
    weights = weights_in(words, np.array([row for name, row in texts.row_of.items() if name.startswith("park")]))

    assert quote_from(texts, texts.row_of["park-0"], weights["en"]).words == said["park"][1]


@pytest.mark.parametrize("words", ["yes", "x" * 5_000, "a\n\nb", "وضعنا ثقتنا بكم\u200f"])
def test_every_text_has_a_quote(words):
    quote = quote_from(texts_of([Text("a", words)]), 0, {})

    assert quote.words == words[quote.start : quote.end] != ""


def test_coverage_tells_what_is_near_a_quote_and_lists_what_is_not():
    texts, _about = corpus({"parks": 40, "contracts": 40, "bees": 5})
    vectors = vectors_of(texts)
    quoted = [texts.row_of["parks-0"], texts.row_of["contracts-0"]]

    found = coverage_of(vectors, quoted)

    assert 0 < found.share() < 1
    assert found.share(-1.0) == 1
    assert len(found.covered) + len(found.not_covered) == len(texts)
    assert set(quoted) <= set(found.covered.tolist())
    covered = [texts.ids[row] for row in found.covered]
    assert sum(name.startswith("bees") for name in covered) / 5 < sum(name.startswith("parks") for name in covered) / 40


def test_near_enough_is_nearer_than_most_pairs():
    vectors = unit(np.random.default_rng(1).standard_normal((300, 20)).astype(np.float32))

    assert (vectors @ vectors.T)[np.triu_indices(300, 1)].mean() < near_enough(vectors) < 1
    assert near_enough(vectors[:1]) == 0


def test_small_cells_are_not_told_and_cannot_be_found_by_subtraction():
    assert suppressed({"en": 90, "fr": 30, "es": 3}) == {"en": 90, "fr": None, "es": None}
    assert suppressed({"en": 90, "fr": 2, "es": 3}) == {"en": 90, "fr": None, "es": None}
    assert suppressed({"en": 90, "fr": 30}) == {"en": 90, "fr": 30}
    assert by_cell(["en"] * 6 + ["fr"] * 7, np.array([0, 8, 9])) == {
        "en": {"texts": 6, "covered": 1},
        "fr": {"texts": 7, "covered": 2},
    }


def test_a_small_theme_whose_texts_are_close_is_a_minority():
    found = 0
    for seed in range(10):
        texts, _about = corpus({"parks": 150, "contracts": 150, "schools": 150}, seed=seed)
        bees = [Text(f"bees-{n}", f"Save our bees: meadows without pesticides, please, number {n}.") for n in range(12)]
        texts = texts_of([*texts.each, *bees])
        vectors = vectors_of(texts)
        themes = discover(texts, vectors, seed=1)
        labels = [label for label, _inner in minorities(themes, vectors)]
        found += any(subjects_of(texts, themes.members(label)) == {"bees"} for label in labels)

    assert found >= 9


def test_inner_likeness_is_the_mean_over_pairs():
    points = unit(np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32))

    assert inner_likeness(points, np.array([0, 1, 2])) == pytest.approx(1 / 3)
    assert inner_likeness(points, np.array([0])) == 0


def flagged(rows):
    texts = texts_of(rows)
    return flags_of(texts, families(texts.words))


PETITION = "We ask the ministry to publish every contract with its amendments."
OTHERS = [Text(f"o{n}", f"Something else {n} about subject {n * 7} and {n * 13}", at=n * DAY) for n in range(30)]


def test_the_same_words_by_many_people_at_once_are_many_voices_and_told():
    copies = [Text(f"p{n}", PETITION, author=f"person {n}", at=5 * DAY + 60 * n) for n in range(12)]

    (flag,) = flagged([*OTHERS, *copies])

    assert (flag.kind, flag.people, len(flag.ids)) == ("many_people_same_words", 12, 12)
    assert flag.burst[:2] == (5 * DAY, 12)


def test_one_person_who_repeats_is_told_apart():
    copies = [Text(f"p{n}", PETITION, author="the same", at=n * 9 * DAY) for n in range(6)]

    (flag,) = flagged([*OTHERS, *copies])

    assert (flag.kind, flag.people, flag.burst) == ("one_person_repeats", 1, None)


def test_a_few_copies_and_texts_without_times_are_no_burst():
    assert flagged([Text(str(n), PETITION) for n in range(4)]) == []
    (flag,) = flagged([Text(str(n), PETITION) for n in range(5)])
    assert (flag.kind, flag.burst) == ("same_words", None)


def test_texts_that_name_one_page_are_told_together():
    written = ["https://www.example.org/call/", "http://Example.org/call", "(www.example.org/call)."]
    said = [f"{OTHERS[n].words}. See {written[n % 3]}" for n in range(6)]

    (flag,) = flagged([*OTHERS[6:], *(Text(f"l{n}", words, author=f"person {n}") for n, words in enumerate(said))])

    assert (flag.kind, flag.people, flag.ids) == ("same_address", 6, tuple(f"l{n}" for n in range(6)))
    assert flagged([Text(f"l{n}", words) for n, words in enumerate(said[:4])]) == []


def test_an_address_that_only_copies_name_is_not_told_twice():
    (flag,) = flagged([Text(f"p{n}", f"{PETITION} https://example.org/sign") for n in range(6)])

    assert flag.kind == "same_words"


@pytest.mark.parametrize(
    "words", ["no " * 20, "Save our bees! " * 10, "أوقفوا المشروع " * 15, "停止建設" * 12, "no no no no " * 90]
)
def test_a_text_that_is_a_few_words_over_and_over_is_told(words):
    assert says_itself_again(words)
    (flag,) = flagged([*OTHERS, Text("again", words)])
    assert (flag.kind, flag.ids) == ("says_itself_again", ("again",))


@pytest.mark.parametrize("words", ["no " * 19, PETITION, f"{PETITION} " * 3, "\n".join(text.words for text in OTHERS)])
def test_a_short_cry_and_a_refrain_are_nothing_to_look_at(words):
    assert not says_itself_again(words)

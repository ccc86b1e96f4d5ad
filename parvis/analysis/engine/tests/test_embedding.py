"""Texts as directions: the same bytes for the same text, and sisters found across languages."""

import numpy as np
import pytest

from parvis.analysis.engine import embedding
from parvis.analysis.engine.embedding import CorpusLsa, ModelChanged, OneByOne, Sentences, cut, hybrid

SISTERS = {
    "fr": ["Les écoles devraient rester ouvertes le soir.", "Il faut publier les salaires des ministres."],
    "es": ["Los colegios tendrían que abrir por la noche.", "Hay que hacer público lo que ganan los ministros."],
    "en": ["Let people use school buildings after six.", "Tell us how much each minister earns."],
    "ar": ["يجب أن تبقى المدارس مفتوحة في المساء", "يجب نشر رواتب الوزراء"],
}
TEXTS = [text for texts in SISTERS.values() for text in texts]


@pytest.fixture(scope="module")
def sentences():
    """The embedder that is shipped."""
    return Sentences()


def test_a_french_idea_finds_its_sisters_in_other_languages(sentences):
    vectors = sentences.embed(TEXTS)
    likeness = vectors @ vectors.T
    idea = np.arange(len(TEXTS)) % 2
    np.fill_diagonal(likeness, -1)

    assert [idea[each] for each in likeness.argmax(axis=1)] == idea.tolist()


def test_texts_are_cut_word_by_word_as_the_package_cuts_them(sentences):
    by_word = sentences._model._model.sp
    odd = [
        "",
        "   ",
        "▁",
        "▁▁ a",
        "aaaa !!!! 1111",
        "公開合約",
        "公開" * 60,
        "😀 d’été\u00a0: «ça»",
        "\u200fنعم\u200b",
        "x" * 90,
    ]

    for text in [*TEXTS, *odd]:
        assert by_word.encode(text) == by_word._tokenizer.encode(text)


@pytest.mark.parametrize("make", [Sentences, OneByOne, CorpusLsa])
def test_a_vector_does_not_depend_on_the_order_of_texts(make):
    texts = [f"{text} {number}" for number in range(9) for text in TEXTS]
    order = np.random.default_rng(4).permutation(len(texts))

    first = make().embed(texts)
    again = make().embed([texts[number] for number in order])

    assert again.tobytes() == first[order].tobytes()


def test_vectors_have_length_one(sentences):
    for vectors in (sentences.embed(TEXTS), CorpusLsa().embed(TEXTS)):
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_without_a_model_texts_with_common_words_are_near():
    vectors = CorpusLsa(dimensions=4).embed(["open the parks", "open all the parks", "salaries of ministers"])

    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.parametrize("texts", [["one"], ["same", "same"], ["😀", "😀😀"], ["我們希望公開", "公開合約"]])
def test_tiny_corpora_have_directions_too(texts):
    assert CorpusLsa().embed(texts).shape == (len(texts), 100)


def test_a_long_text_is_cut_at_the_end_of_a_sentence():
    assert cut("A sentence. " * 100).endswith("A sentence.")
    assert len(cut("x" * 20_000)) == 600
    assert cut("short") == "short"


def test_a_model_that_was_changed_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setitem(embedding.MODEL_FILES, "sp.model", "0" * 64)

    with pytest.raises(ModelChanged, match=r"The file sp\.model of the language model is not the one"):
        Sentences().embed(["anything"])


def test_in_the_hybrid_a_language_is_no_theme(sentences):
    vectors = hybrid(sentences.embed(TEXTS), CorpusLsa().embed(TEXTS), ["fr", "fr", "es", "es", "en", "en", "ar", "ar"])

    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


def test_what_is_searched_for_has_the_vector_of_the_text(sentences):
    assert sentences.embed_one(TEXTS[0]) == pytest.approx(sentences.embed(TEXTS)[0], abs=1e-5)


def test_a_text_read_by_itself_has_the_same_vector_to_the_last_bit_whatever_stands_beside_it():
    texts = [f"The river smells, and the factory is number {number}." for number in range(40)]
    model = OneByOne()

    together, alone = model.embed(texts), model.embed(texts[7:8])

    assert (together[7] == alone[0]).all()
    assert np.abs(together - Sentences().embed(texts)).max() < 1e-6
    assert model.embed([]).shape == (0, 512)


def test_the_model_knows_which_words_stand_everywhere(sentences):
    assert all(map(sentences.is_usual, ("with", "avec", "para", "على")))
    assert not any(map(sentences.is_usual, ("women", "femmes", "mujeres", "النساء", "")))
    assert not CorpusLsa().is_usual("with")

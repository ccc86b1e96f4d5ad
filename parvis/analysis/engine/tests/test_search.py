"""Similar texts: nearly always those an exact search finds, at once, and with the words they share."""

import numpy as np
import pytest

from parvis.analysis.engine.embedding import unit
from parvis.analysis.engine.search import SimilarTexts, fused, shared_words


@pytest.fixture(scope="module")
def vectors():
    """Vectors in loose clusters."""
    draw = np.random.default_rng(2)
    middles = draw.standard_normal((100, 128))
    return unit((middles[draw.integers(0, 100, 5_000)] + draw.standard_normal((5_000, 128))).astype(np.float32))


def test_what_is_found_is_what_an_exact_search_finds(vectors):
    search = SimilarTexts(vectors)
    found = 0
    for row in range(50):
        exact = set(np.argsort(-(vectors @ vectors[row]), kind="stable")[:10].tolist())
        found += len(exact & {each.row for each in search.nearest(vectors[row])})

    assert found / 500 >= 0.95


def test_a_text_is_nearest_to_itself_and_the_order_is_by_likeness(vectors):
    found = SimilarTexts(vectors).nearest(vectors[7], most=5)

    assert found[0].row == 7
    assert found[0].likeness == pytest.approx(1, abs=1e-5)
    assert [each.likeness for each in found] == sorted((each.likeness for each in found), reverse=True)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_few_texts_are_searched_too(vectors, n):
    assert len(SimilarTexts(vectors[:n]).nearest(vectors[0])) == n


def test_copies_are_all_found(vectors):
    copies = np.repeat(vectors[:1], 300, axis=0)

    assert [each.row for each in SimilarTexts(copies).nearest(vectors[0], most=3)] == [0, 1, 2]


def test_what_two_searches_find_comes_first():
    assert fused(["a", "b", "c"], ["d", "b"])[0] == "b"


def test_the_reason_is_the_words_two_texts_share():
    assert shared_words("Open the SCHOOLS in the évening", "Les schools, evening; schools and parks") == [
        "schools",
        "evening",
    ]

from hypothesis import given
from hypothesis import strategies as st

from parvis.core.differences import Piece, word_differences

TEXTS = st.text(st.sampled_from("ab1 .,é\n漢字نُع"), max_size=60)


def test_a_changed_word_is_told_as_a_word():
    pieces = word_differences("Owners are published yearly.", "Owners are published monthly.")

    assert pieces == [
        Piece("same", "Owners are published "),
        Piece("removed", "yearly"),
        Piece("added", "monthly"),
        Piece("same", "."),
    ]


def test_neighbouring_changes_are_told_as_one():
    pieces = word_differences("as a PDF, by post", "as open data, by post")

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "as "),
        ("removed", "a PDF"),
        ("added", "open data"),
        ("same", ", by post"),
    ]


def test_a_number_is_told_whole():
    pieces = word_differences("above $25,000, each year", "above $10,000, each year")

    assert [piece.text for piece in pieces] == ["above $", "25,000", "10,000", ", each year"]


def test_equal_texts_have_no_change_and_empty_ones_no_piece():
    assert word_differences("Same.", "Same.") == [Piece("same", "Same.")]
    assert word_differences("", "") == []
    assert word_differences("", "New.") == [Piece("added", "New.")]


def test_a_vowel_mark_never_leaves_its_letter():
    pieces = word_differences("تُنشر الأسماء", "تُنشر القوائم")

    assert [piece.text for piece in pieces] == ["تُنشر ", "الأسماء", "القوائم"]


def test_scripts_without_spaces_are_compared_by_character():
    assert word_differences("公开数据", "公开合同")[0] == Piece("same", "公开")


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts(old, new):
    pieces = word_differences(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_long_texts_are_compared_by_line_first():
    old = "\n".join(f"Line {number} says this." for number in range(3000))
    new = old.replace("Line 1500 says this.", "Line 1500 says that.")

    changes = [piece for piece in word_differences(old, new) if piece.kind != "same"]

    assert changes == [Piece("removed", "this"), Piece("added", "that")]

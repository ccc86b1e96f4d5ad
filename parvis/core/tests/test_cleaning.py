"""Nothing visible is lost, nothing invisible is smuggled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.core.cleaning import clean_line, clean_words, says_something


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bonjour \r\n\r\n\r\n\r\nle monde  ", "Bonjour\n\nle monde"),
        ("a\x00b\x07c", "abc"),
        ("half \ud83d pair", "half  pair"),
        ("safe\u202egpj.exe\u202c", "safegpj.exe"),
        ("e\u0301te\u0301", "été"),
        ("👩\u200d👧 family", "👩\u200d👧 family"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("نريد أن نعرف", "نريد أن نعرف"),
    ],
)
def test_words_are_cleaned(typed, kept):
    assert clean_words(typed) == kept


def test_a_line_is_one_line():
    assert clean_line(" Amina \n  K. ") == "Amina K."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Femmes\u00a0: une lecture", "Femmes\u00a0: une lecture"),
        ("«\u202fOui\u202f»\u202f?", "«\u202fOui\u202f»\u202f?"),
        ("10\u202f000 $ ou 5\u00a0%", "10\u202f000 $ ou 5\u00a0%"),
        ("Amina\u00a0K.", "Amina K."),
        ("Femmes \u00a0: \u2003une lecture\u00a0", "Femmes : une lecture"),
    ],
)
def test_a_line_keeps_no_break_spaces_where_good_print_has_them(typed, kept):
    assert clean_line(typed) == kept
    assert clean_line(kept) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_can_always_be_stored(text):
    once = clean_words(text)

    assert clean_words(once) == once
    once.encode()


@pytest.mark.parametrize(
    ("text", "says"), [("😀😀", False), ("   ", False), ("?!…", False), ("ok 😀", True), ("٣", True)]
)
def test_emoji_alone_say_nothing(text, says):
    assert says_something(text) is says

"""Words in disguise: seen through when they are compared, told to moderators, kept as they were written."""

import time
import unicodedata

import pytest

from parvis.core.cleaning import clean_words
from parvis.core.likeness import canonical, likeness
from parvis.core.lookalikes import disguised, seen_through

ZALGO = "h" + "\u0300\u0316\u0334" * 10 + "i"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("р\u0430ypal", "paypal"),
        ("Ministèrе", "Ministère"),
        ("рaйон", "район"),
        ("pub\u200blish", "publish"),
        ("Ορεn", "Open"),
        ("ｆｒｅｅ money", "free money"),
    ],
)
def test_a_word_in_disguise_is_compared_as_what_it_looks_like(typed, seen):
    assert disguised(typed)
    assert canonical(typed) == canonical(seen)


@pytest.mark.parametrize(
    "honest",
    [
        "Publish every contract.", "Опубликуйте все договоры", "Δημοσιεύστε τα συμβόλαια", "5 μm, 3 kΩ", "π-day",
        "می‌خواهیم همه بدانند", "نريد أن نعرف", "ค\u200bวาม\u200bโปร่งใส", "👩\u200d👧 family", "co\u00adop\u00aderate",
    ],
)  # fmt: skip
def test_an_honest_word_is_no_disguise_in_any_script(honest):
    assert disguised(honest) == []
    assert clean_words(honest) == honest


def test_a_repeat_in_disguise_is_found():
    said = "Publish every contract above ten thousand dollars on one page that anybody can search."
    assert likeness(said, said.replace("a", "а").replace("o", "о")).same


def test_marks_are_stacked_on_a_letter_no_higher_than_a_language_needs():
    assert len(clean_words(ZALGO)) == 8
    hebrew = "בְּרֵאשִׁ֖ית בָּרָ֣א"
    assert clean_words(hebrew) == unicodedata.normalize("NFC", hebrew)


@pytest.mark.parametrize("text", ["a\u0430" * 300_000, "\u0300" * 500_000, "a\u200b" * 300_000, "Ａ" * 500_000])
def test_looking_costs_time_in_proportion_to_the_length(text):
    began = time.perf_counter()
    clean_words(text)
    disguised(text)
    seen_through(text)
    assert time.perf_counter() - began < 5

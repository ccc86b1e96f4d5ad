"""Families of texts that say the same: found across order and spelling, never merging what is different."""

import random

import numpy as np
import pytest

from parvis.analysis.engine.duplicates import differing_words, families, jaccard, normalised, signatures_of

IDEA = "Publish every public contract with its amendments, in one file that anybody can read."


def members(texts, **options):
    """Return the members of each family."""
    return [family.members for family in families(texts, **options)]


def test_the_same_words_with_other_capitals_marks_and_signs_are_one_family():
    found = families([IDEA, "Something else entirely, about parks.", IDEA.upper().replace(",", " –")])

    assert [(family.members, family.likeness) for family in found] == [((0, 2), (1.0, 1.0))]


def test_nearly_the_same_words_are_one_family_and_say_how_much():
    (found,) = families(
        [IDEA, IDEA.replace("anybody", "everybody"), "Open the archives of every town hall on Sundays."]
    )

    assert found.members == (0, 1)
    assert 0.7 <= found.likeness[0] < 1


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["…", "!!"], ["ok"], ["😀", "😀😀"], ["a b", "c d"]])
def test_what_says_nothing_or_too_little_is_no_family(texts):
    assert families(texts) == []


def test_short_texts_that_are_the_same_are_a_family():
    assert members(["Yes", "yes!", "no"]) == [(0, 1)]


def test_scripts_without_spaces_and_from_right_to_left_are_compared_too():
    arabic = "نريد أن تُنشر الميزانية بلغة يفهمها الجميع قبل التصويت عليها"
    chinese = "我們希望公開所有的政府合約以及它們的修改內容"

    assert members([arabic, chinese, arabic.replace("تُنشر", "تنشر"), chinese + "吧"]) == [(0, 2), (1, 3)]


def test_ten_thousand_copies_are_one_family_found_at_once():
    assert [len(each) for each in members([IDEA] * 10_000 + ["Another thing"])] == [10_000]


def test_planted_edits_are_found_among_many_others():
    draw = random.Random(7)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(3, 9))) for _ in range(3_000)]
    texts = [" ".join(draw.choices(words, k=25)) for _ in range(3_000)]
    edited = [text.replace(text.split()[draw.randrange(25)], "changed", 1) for text in texts[:300]]
    truth = {
        (number, 3_000 + number)
        for number in range(300)
        if jaccard(*map(normalised, (texts[number], edited[number]))) >= 0.7
    }

    found = set(members(texts + edited))

    assert len(found & truth) / len(truth) >= 0.97
    assert len(found & truth) / len(found) >= 0.85


def test_an_edit_is_found_among_many_letters_that_begin_alike():
    draw = random.Random(11)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(300)]
    greeting = "Dear council, I write to you as one of many people:"
    letters = [f"{greeting} {' '.join(draw.choices(words, k=8))}" for _ in range(12_000)]
    edited = [letter.replace(letter.split()[-draw.randint(1, 8)], "changed", 1) for letter in letters[:300]]

    found = {members[:2] for members in members(letters + edited)}

    assert sum((number, 12_000 + number) in found for number in range(300)) >= 0.99 * 300


def test_an_estimate_is_near_what_is_measured():
    one, other = normalised(IDEA), normalised(IDEA.replace("in one file", "as a table"))
    signatures = signatures_of([one, other])

    assert np.mean(signatures[0] == signatures[1]) == pytest.approx(jaccard(one, other), abs=0.2)


def test_the_words_that_differ_are_told():
    assert differing_words("Open the parks", "Open all parks!") == (["the"], ["all"])

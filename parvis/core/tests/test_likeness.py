"""Telling how alike two texts are."""

import random
import unicodedata

import pytest

from parvis.core.likeness import ALIKE, exact_key, likeness, pieces_of, prints_of

TEXTS = {
    "en": (
        "Publish every contract above ten thousand dollars within thirty days, with the name of the company, the price"
        " agreed and each later change, so that journalists and neighbours can follow where our money goes."
    ),
    "fr": (
        "Publiez chaque marché de plus de dix mille euros dans les trente jours, avec le nom de l’entreprise, le prix"
        " convenu et chaque avenant, pour que journalistes et voisins puissent suivre où va l’argent de la commune."
    ),
    "es": (
        "Publiquen cada contrato de más de diez mil pesos antes de treinta días, con el nombre de la empresa, el precio"
        " acordado y cada modificación, para que periodistas y vecinas puedan seguir adónde va nuestro dinero."
    ),
    "ar": (
        "انشروا كل عقد تتجاوز قيمته عشرة آلاف دينار خلال ثلاثين يومًا، مع اسم الشركة والسعر المتفق عليه وكل تعديل لاحق،"
        " حتى يستطيع الصحفيون والجيران متابعة أين تذهب أموالنا العامة وكيف تصرفها البلدية."
    ),
}
OTHER_WORDS = [
    f"{one}{two}"
    for one in ("north", "castle", "harbour", "meadow", "church")
    for two in ("gate", "road", "lane", "market", "bridge", "field")
]
GREETINGS = {
    "en": "Dear all, good morning. ",
    "fr": "Bonjour à toutes et à tous. ",
    "es": "Muy buenos días a todas. ",
    "ar": "السلام عليكم ورحمة الله. ",
}
languages = pytest.mark.parametrize("language", TEXTS)


def shuffled(text, seed):
    words = text.split()
    random.Random(seed).shuffle(words)
    return " ".join(words)


def misspelt(text, seed):
    """Replace one letter of twenty by another of the text."""
    draw = random.Random(seed)
    letters = [sign for sign in text if sign.isalpha()]
    return "".join(draw.choice(letters) if sign.isalpha() and draw.random() < 0.05 else sign for sign in text)


def bare(text):
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)).upper()


def share_a_key(one, other):
    return bool(set(prints_of(one).keys) & set(prints_of(other).keys))


@languages
def test_case_accents_signs_and_emoji_make_no_difference(language):
    text = TEXTS[language]
    decorated = "🎉 " + bare(text).replace(" ", " 👍 ").replace(",", " !!! ")

    assert exact_key(decorated) == exact_key(text)
    assert likeness(text, decorated).percent == 100


@languages
def test_the_order_of_words_makes_nearly_no_difference(language):
    score = likeness(TEXTS[language], shuffled(TEXTS[language], 1))

    assert score.common > 0.99
    assert not score.same
    assert score.percent == 99


@languages
def test_one_misspelt_letter_of_twenty_leaves_texts_alike(language):
    copies = [misspelt(TEXTS[language], seed) for seed in range(50)]
    found = [likeness(TEXTS[language], each).is_alike and share_a_key(TEXTS[language], each) for each in copies]

    assert sum(found) >= 47


@languages
def test_a_greeting_put_before_it_leaves_a_text_alike(language):
    greeted = GREETINGS[language] + TEXTS[language]

    assert likeness(TEXTS[language], greeted).is_alike
    assert likeness(TEXTS[language], greeted).within == 1.0
    assert share_a_key(TEXTS[language], greeted)


@languages
def test_shuffled_misspelt_and_without_accents_is_still_alike(language):
    copies = [bare(shuffled(misspelt(TEXTS[language], seed), seed)) for seed in range(20)]

    assert sum(likeness(TEXTS[language], each).is_alike for each in copies) >= 19


def test_texts_in_other_words_are_not_alike():
    other = "Open the council meetings to everybody and put their minutes on the site the day after, with the votes."

    assert likeness(TEXTS["en"], other).common < 0.2
    assert all(likeness(TEXTS["en"], TEXTS[each]).common < 0.1 for each in ("fr", "es", "ar"))


def test_a_short_thing_said_within_a_long_one_is_not_a_repeat_of_it():
    long = TEXTS["en"] + " And what is more: " + " ".join(f"{word} needs {word[::-1]}" for word in OTHER_WORDS)

    assert likeness(TEXTS["en"], long).within > 0.9
    assert not likeness(TEXTS["en"], long).is_alike


@pytest.mark.parametrize("text", ["", " ", "👍", "Yes!", "I agree with this.", "!!!", "\x00"])
def test_a_text_too_short_to_tell_says_so_and_is_only_the_same_as_itself(text):
    prints = prints_of(text)

    assert prints.is_too_short
    assert prints.keys == []
    assert not likeness(text, text + " indeed").is_alike


def test_signs_alone_are_compared_as_they_are():
    assert exact_key("👍 👍") == exact_key("👍👍") != exact_key("👎")
    assert exact_key("") == exact_key("  ") == 0


def test_two_hundred_thousand_letters_are_compared_by_a_choice_of_their_pieces():
    draw = random.Random(3)
    words = ["".join(draw.choices("abcdefghijklmnop", k=7)) for _number in range(25_000)]
    long, half = " ".join(words), " ".join(words[:12_500])

    assert len(long) == 199_999
    assert len(pieces_of(long)) == 4096
    assert likeness(long, "Hello! " + long).common > 0.98
    assert likeness(long, half).common == pytest.approx(0.5, abs=0.04)


def test_the_prints_of_a_text_are_the_same_everywhere_and_for_ever():
    prints = prints_of(TEXTS["en"], 7)

    assert prints.exact == 6016483384594069453
    assert prints.keys[:2] == ["753ae291", "a9e3a7ee"]
    assert prints_of(TEXTS["en"], 8).keys != prints.keys


def test_what_is_called_alike_leaves_room_on_both_sides():
    assert 0.3 < ALIKE < 0.6

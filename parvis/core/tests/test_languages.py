"""The language of a text is guessed, with the page's language as the prior."""

import pytest

from parvis.core.detection import DETECTABLE, detect, detect_many
from parvis.core.languages import direction, language_name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nous voulons savoir qui possède les entreprises", "fr"),
        ("Publish the budget as open data every month", "en"),
        ("Queremos saber quién es el dueño de las empresas", "es"),
        ("نريد أن نعرف من يملك الشركات التي تفوز بالعقود العامة", "ar"),
    ],
)
def test_a_sentence_is_recognised(text, code):
    assert detect(text, prior="en")[0] == code


@pytest.mark.parametrize("text", ["😀😀", "1234", "ok"])
def test_what_cannot_be_told_is_taken_for_the_language_of_the_page(text):
    assert detect(text, prior="fr")[0] == "fr"
    assert detect(text)[0] == "und" or text == "ok"


def test_many_texts_are_told_apart_as_one_by_one():
    said = [
        "Nous voulons savoir qui possède les entreprises",
        "نريد أن نعرف من يملك الشركات التي تفوز بالعقود العامة",
        "ok", "", "😀😀", "1234", "open data", "NO MÁS", "é" * 3, "\ud800 half a pair", "Öffentliche Daten", "公开数据",
        "Open data. " * 8 + "Nous voulons des données ouvertes, et que chacun puisse les lire. " * 9,
    ]  # fmt: skip
    many = detect_many(said * 60)

    assert detect_many([]) == []
    for text, (code, confidence) in zip(said * 60, many, strict=True):
        one = detect(text)
        assert (code, round(confidence, 4)) == (one[0], round(one[1], 4)), text
        assert code in (*DETECTABLE, "und")


def test_languages_have_a_direction_and_a_name_of_their_own():
    assert direction("ar") == "rtl"
    assert direction("fr-CA") == "ltr"
    assert language_name("fr") == "français"
    assert language_name("xx") == "xx"

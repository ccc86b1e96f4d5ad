"""The language of a text is guessed, with the page's language as the prior."""

import pytest

from parvis.core.languages import detect, direction, language_name


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


def test_languages_have_a_direction_and_a_name_of_their_own():
    assert direction("ar") == "rtl"
    assert direction("fr-CA") == "ltr"
    assert language_name("fr") == "français"
    assert language_name("xx") == "xx"

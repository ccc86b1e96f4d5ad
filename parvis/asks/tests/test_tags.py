"""Tags are cut as the networks cut them, and their spellings are one."""

import pytest

from parvis.asks.grammar import bare, tags_of
from parvis.asks.grammar.tags import match_key


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("une #question simple", ["question"]),
        ("#1plan and #plan2", ["1plan", "plan2"]),
        ("le 16 mai, ligne #16", []),
        ("l’avenir de l’#Argentine d’#Argentine", ["Argentine"]),
        ("(#Ghana) [#Togo] ’#Bénin", ["Ghana", "Togo", "Bénin"]),
        ("a#b et AT&#38;T", []),
        ("#Ghana: #Togo; #Mali, #Peru. #Malta! #Chile?", ["Ghana", "Togo", "Mali", "Peru", "Malta", "Chile"]),
        ("https://example.org/#anchor www.example.org/#top example.org/a#b", []),
        ("# Ghana", []),
        ("#_ #1_2 #122", []),
        ("＃ＧＨＡＮＡ", ["ＧＨＡＮＡ"]),
        ("#https://example.org", []),
        ("#Côte_dIvoire", ["Côte_dIvoire"]),
        ("#acción_mutante", ["acción_mutante"]),
        ("#رئيس_الوزراء، #غانا.", ["رئيس_الوزراء", "غانا"]),
        ("#می\u200cخواهم", ["می\u200cخواهم"]),
        ("#עַל־יְדֵי", ["עַל־יְדֵי"]),
        ("#ประเทศไทย #महात्मा_१२३४ #ኢትዮጵያ", ["ประเทศไทย", "महात्मा_१२३४", "ኢትዮጵያ"]),
        ("#ශ්\u200dරීලංකා", ["ශ්\u200dරීලංකා"]),
        ("#il·lusió", ["il·lusió"]),
        ("#Ghana #Ghana", ["Ghana"]),
        ("日本語#日本", []),
    ],
)
def test_a_tag_begins_and_ends_where_people_see_it(text, tags):
    assert tags_of(text) == tags


@pytest.mark.parametrize(
    "spellings",
    [
        ("CôtedIvoire", "CotedIvoire", "Côte_dIvoire", "Côte d’Ivoire", "COTE D'IVOIRE"),
        ("Türkiye", "TÜRKİYE", "Turkiye"),
        ("ＧＨＡＮＡ", "ghana", "Gha-na"),
        ("العَرَبِيّة", "العربية", "العـــربية"),
    ],
)
def test_spellings_of_a_name_are_one(spellings):
    assert len({match_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Йод", "Иод"), ("की", "का"), ("ไทย", "ไทย่"), ("မြန်မာ", "မြန်မီ")])
def test_letters_that_make_another_word_stay_apart(one, other):
    assert match_key(one) != match_key(other)


def test_the_words_of_a_text_stand_without_tags_addresses_and_people():
    text = "#OGPcocreate @ogp When does #Ghana meet? https://example.org/#x"
    assert bare(text) == "When does meet?"

"""What is public is found by the beginnings of its words, whatever is typed."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.core.models import SearchDocument
from parvis.core.search import Searchable, forget, index, index_many, search_keys, similar_keys, tidy
from parvis.core.search.folding import fold, words_of

pytestmark = pytest.mark.django_db


def keep(*texts, scope="canada", **more):
    """Make texts findable under the keys 0, 1, 2…"""
    index_many(Searchable("idea", str(number), scope, text, **more) for number, text in enumerate(texts))


def find(query, scope="canada", **more):
    return search_keys("idea", scope, query, **more)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ecole", "Ouvrir les écoles le soir"),
        ("ÉCOLE", "ouvrir les ecoles"),
        ("transp", "De la transparence"),
        ("eau", "L’eau, c'est la vie"),
        ("strasse", "Die Straße"),
        ("lodz", "Łódź"),
        ("oeuvre", "un chef-d'œuvre"),
        ("ninos nueva", "Una escuela nueva para los niños"),
        ("شفافيه", "نريد الشفافية"),
        ("الشفافية", "شفافية الميزانية"),
        ("الامارات", "الإمارات"),
        ("مدرسة", "مَدْرَسَـةٌ جديدة"),
        ("علي", "مستشفى على الطريق"),
        ("2018", "خطة ٢٠١٨"),
        ("सूचना", "सूचना का अधिकार"),
        ("ai", "Rules for AI"),
        ("accountabilities", "accountability"),
        ("canada", "Canada 🍁 2018"),
    ],
)
def test_case_accents_and_spelling_make_no_difference(query, text):
    keep(text, "something else")
    assert find(query) == ["0"]


def test_every_word_must_be_there_in_any_order():
    keep("open budget data", "open data", "budget")
    assert find("data open") == ["1", "0"]
    assert find("budget data") == ["0"]
    assert find("data nowhere") == []


def test_words_that_say_nothing_do_not_count_unless_there_is_nothing_else():
    keep("open budget", "over the hill")
    assert find("the open budget of") == ["0"]
    assert find("the") == ["1"]
    assert find("o") == ["1", "0"]


def test_the_newest_comes_first_and_pages_follow():
    keep(*(f"idea {number}" for number in range(130)))

    first = find("idea")
    second = find("idea", before=first[-1])
    last = find("idea", before=second[-1])

    assert [*first, *second, *last] == [str(number) for number in reversed(range(130))]
    assert find("idea", before="unknown") == first


def test_a_scope_is_searched_alone_or_all_together():
    index("idea", "a", "canada", "water")
    index("idea", "b", "chile", "water")
    index("page", "c", "canada", "water")

    assert find("water") == ["a"]
    assert find("water", scope=None) == ["b", "a"]


def test_labels_narrow_a_search_or_replace_it():
    index("idea", "a", "canada", "water", labels=["theme:health", "answered"])
    index("idea", "b", "canada", "water", labels=["theme:health"])

    assert find("water", labels=["theme:health"]) == ["b", "a"]
    assert find("", labels=["answered"]) == ["a"]
    assert find("wine", labels=["answered"]) == []


def test_what_changes_is_found_by_its_new_words_only_and_keeps_its_place():
    keep("water", "wine", "water")
    index("idea", "0", "canada", ["tea", "water"], labels=["answered"])

    assert find("tea") == ["0"]
    assert find("water") == ["2", "0"]
    assert SearchDocument.objects.count() == 3


def test_what_is_forgotten_is_found_no_more():
    keep("water", "water")
    forget("idea", "0")
    assert find("water") == ["1"]


def test_rows_written_by_other_means_are_found_too():
    keep("water")
    words = SearchDocument.objects.get().words
    SearchDocument.objects.update(words=words.replace("water", "wine"))
    assert find("water") == []
    assert find("wine") == ["0"]

    SearchDocument.objects.all().delete()
    assert find("wine") == []


def test_what_was_rolled_back_was_never_findable():
    with suppress(RuntimeError), transaction.atomic():
        keep("water")
        raise RuntimeError
    assert find("water") == []


@pytest.mark.parametrize("nothing", ["", "   ", "\x00", "!!!", "🍁", "\ud83d", "* : *", '""'])
def test_nothing_to_look_for_finds_nothing(nothing):
    keep("something and more")
    assert find(nothing) == []


@pytest.mark.parametrize(
    "hostile",
    [
        '"water',
        "water' OR 1=1 --",
        "water*",
        "-water",
        "words:water",
        "water AND",
        "(water",
        "water & | !",
        "NEAR(water)",
        "water\\",
        "^water",
        "water\x00",
        "_water",
        "water:*",
        "{water}",
        "water " * 10_000,
    ],
)
def test_nothing_typed_is_an_operator(hostile):
    keep("water or near and 1 = 1 words")
    assert find(hostile) == ["0"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_whatever_is_typed_is_safe_and_finds_itself(text):
    forget("idea", "0")
    keep(text)
    assert find(text) == (["0"] if words_of(text) else [])


def test_long_texts_and_long_words_are_kept_within_bounds():
    keep("word " * 20_000 + "x" * 50_000, " ".join(f"w{number}" for number in range(50_000)))
    assert find("x" * 50_000) == ["0"]
    assert find("w2") == ["1"]


def test_folding_twice_changes_nothing_more():
    assert fold(fold("ÉCOLE Straße مَدْرَسَـة İ ﬁn")) == fold("ÉCOLE Straße مَدْرَسَـة İ ﬁn")


def test_windows_hide_nothing():
    texts = ["rare", *(f"common {'seldom' if number % 50 == 7 else ''}" for number in range(1500)), "rare"]
    keep(*texts)
    assert find("rare") == ["1501", "0"]
    assert len(find("common", limit=1499)) == 1499
    assert find("seldom") == [str(number) for number in reversed(range(1502)) if "seldom" in texts[number]]
    assert find("seldom", limit=3, before="808") == ["758", "708", "658"]


def test_tidying_changes_nothing_that_is_found():
    for number in range(30):
        index("idea", str(number), "canada", f"water {number}")
    tidy()
    assert len(find("water")) == 30
    assert find("17") == ["17"]


# ── Alike ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_texts_that_share_rare_words_are_alike():
    keep(
        "Publish the contracts of the city in a machine readable format",
        "More trees in every street of the city",
        "Let people read the contracts that the city signs",
        *["The city should clean the streets"] * 20,
    )
    alike = similar_keys("idea", "canada", "The city must publish its contracts, readable by machines")
    assert alike[:2] == ["0", "2"]


def test_alike_in_arabic_and_french_despite_endings():
    keep("نشر العقود العمومية للبلدية", "Des pistes cyclables protégées", "Autre chose")
    assert similar_keys("idea", "canada", "يجب نشر عقود البلدية") == ["0"]
    assert similar_keys("idea", "canada", "une piste cyclable") == ["1"]


def test_what_one_is_writing_is_not_alike_to_itself():
    keep("trees", "trees")
    assert similar_keys("idea", "canada", "trees", exclude=["1"]) == ["0"]


@pytest.mark.parametrize("nothing", ["", "the of and", "🍁", "unheard of"])
def test_nothing_is_like_nothing(nothing):
    keep("trees")
    assert similar_keys("idea", "canada", nothing) == []


def test_a_search_costs_a_bounded_number_of_queries(django_assert_max_num_queries):
    keep(*["trees and streets"] * 60)
    with django_assert_max_num_queries(5):
        find("trees", before="40")
    with django_assert_max_num_queries(40):
        similar_keys("idea", "canada", "trees " + " ".join(f"other{number}" for number in range(500)))


def test_the_index_is_really_used():
    keep(*["trees"] * 300)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "EXPLAIN SELECT id FROM core_searchdocument WHERE parvis_search_lexemes(id, words) @@ 'trees'::tsquery"
            )
            assert any("core_search_index" in row[0] for row in cursor.fetchall())
        else:
            cursor.execute("INSERT INTO core_search_index(core_search_index) VALUES ('integrity-check')")

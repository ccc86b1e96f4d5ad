from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from parvis.core import dates

CLOSING = datetime(2018, 3, 31, 3, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "30 March 2018"), ("fr", "30 mars 2018"), ("es", "30 de marzo de 2018"), ("ar", "30 مارس 2018")],
)
def test_a_day_is_written_in_full_in_each_language(language, words):
    assert dates.day_words(date(2018, 3, 30), language) == words


def test_the_first_of_a_month_is_an_ordinal_in_french():
    assert dates.day_words(date(2018, 5, 1), "fr") == "1er mai 2018"
    assert dates.day_words(date(2018, 5, 11), "fr") == "11 mai 2018"


def test_a_moment_says_its_time_zone():
    with translation.override("en"):
        assert dates.moment_words(CLOSING, "America/Toronto") == "Friday 30 March 2018, 23:59 (Toronto time)"
        assert dates.moment_words(CLOSING, "UTC") == "Saturday 31 March 2018, 03:59 (UTC)"


def test_an_hour_that_comes_twice_is_told_apart():
    first, second = (datetime(2018, 11, 4, hour, 30, tzinfo=UTC) for hour in (5, 6))

    assert dates.moment_words(first, "America/Toronto", "en").endswith("01:30 (Toronto time, UTC-04:00)")
    assert dates.moment_words(second, "America/Toronto", "en").endswith("01:30 (Toronto time, UTC-05:00)")


def test_words_asked_in_another_language_than_the_pages_stay_right():
    with translation.override("ar"):
        assert "Toronto time" in dates.moment_words(CLOSING, "America/Toronto", "en")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2018, 3, 20), date(2018, 3, 22), "20–22 March 2018"),
        (date(2018, 3, 30), date(2018, 4, 2), "30 March – 2 April 2018"),
        (date(2018, 8, 31), date(2020, 8, 31), "31 August 2018 – 31 August 2020"),
        (date(2018, 3, 20), date(2018, 3, 20), "20 March 2018"),
        (date(2018, 3, 20), None, "since 20 March 2018"),
    ],
)
def test_a_span_never_says_the_same_month_or_year_twice(start, end, words):
    with translation.override("en"):
        assert dates.span_words(start, end) == words


def test_digits_are_western_in_every_language():
    for language in ("en", "fr", "es", "ar"):
        written = dates.day_words(date(2018, 3, 30), language) + dates.number_words(18204, language)
        assert {c for c in written if c.isdigit()} <= set("0123456789")


def test_a_share_is_never_rounded_to_nothing_nor_to_all():
    assert dates.percent_words(1, 100_000, "en") == "1%"
    assert dates.percent_words(99_999, 100_000, "en") == "99%"
    assert dates.percent_words(0, 0, "en") == "0%"


def test_an_unknown_language_is_written_as_in_english():
    assert dates.day_words(date(2018, 3, 30), "xx") == "30 March 2018"


def test_a_language_is_named_in_the_language_of_the_page():
    assert [dates.language_words("ar", language) for language in ("en", "fr", "es")] == ["Arabic", "arabe", "árabe"]
    assert dates.language_words("xx", "en") == "xx"


def test_a_country_has_its_name_in_each_language():
    assert [dates.territory_words("GE", language) for language in ("en", "fr", "ar")] == [
        "Georgia",
        "Géorgie",
        "جورجيا",
    ]
    assert dates.territory_words("X-NORTH", "en") == "X-NORTH"

"""“Updated at least twice a year”: counted over twelve months that roll, by the calendar of the place."""

import datetime

import pytest

from parvis.core import clock
from parvis.core.words import Words
from parvis.documents import actions
from parvis.documents.queries import publications_of, pulse_of
from parvis.documents.tests.factories import REASON, give, make_document, make_published
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place

pytestmark = pytest.mark.django_db
UTC = datetime.UTC


@pytest.fixture
def place():
    return make_place(languages=["en", "fr"], time_zone="America/Toronto")


def at(year, month, day, hour=12):
    return clock.at(datetime.datetime(year, month, day, hour, tzinfo=UTC))


def pulse(place, year, month, day):
    return pulse_of(publications_of(place), place, datetime.date(year, month, day))


def test_two_publications_in_january_do_not_last_until_march_of_the_next_year(place):
    with at(2025, 1, 10):
        document = make_published(place, evidence="co_creation")
    with at(2025, 1, 20):
        give(document, "en")

    assert (pulse(place, 2025, 3, 1).count, pulse(place, 2025, 3, 1).is_often_enough) == (2, True)
    assert pulse(place, 2026, 1, 9).count == 2
    assert pulse(place, 2026, 1, 10).count == 1
    assert (pulse(place, 2026, 3, 1).count, pulse(place, 2026, 3, 1).is_often_enough) == (0, False)


def test_languages_published_together_are_one_publication_and_each_new_version_is_one(place, django_assert_num_queries):
    document = make_published(place, evidence="both")
    english = document.versions.get(language="en")
    replaced = give(document, "fr")
    make_document(place, files=["en", "fr"])
    with django_assert_num_queries(1):
        latest, first = publications_of(place)
    assert (first.key, first.language, first.sha256) == (document.slug, "en", english.sha256)
    assert (latest.language, latest.sha256, latest.evidence_class) == ("fr", replaced.sha256, "both")
    assert latest.url == f"/en/documents/{document.slug}/"


def test_the_day_is_that_of_the_place(place):
    with at(2025, 6, 2, hour=3):  # the evening of the first in Toronto
        make_published(place)
    assert pulse(place, 2026, 5, 31).count == 1
    assert pulse(place, 2026, 6, 1).count == 0


def test_the_twelve_months_before_the_29_february_end_well(place):
    with at(2027, 3, 1):
        make_published(place)
    assert pulse(place, 2028, 2, 29).count == 1


def test_evidence_of_each_class_is_told_and_what_was_withdrawn_is_none(place):
    make_published(place, evidence="co_creation")
    gone = make_published(place, evidence="implementation")
    told = pulse(place, 2100, 1, 1)
    assert (told.has_co_creation, told.has_implementation) == (True, True)
    actions.withdraw_document(gone, by=make_convener(place), reason=Words(en=REASON, fr=REASON))
    assert pulse(place, 2100, 1, 1).has_implementation is False


def test_a_place_without_documents_has_no_pulse(place):
    assert pulse(place, 2026, 1, 1).last is None

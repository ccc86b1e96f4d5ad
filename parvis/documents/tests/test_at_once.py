"""Two conveners who act at the same moment: nothing is lost, nothing counts twice."""

import pytest

from parvis.commitments.tests.test_at_once import at_once
from parvis.core.rules import Refused
from parvis.documents import actions
from parvis.documents.receiving import receive
from parvis.documents.tests.factories import a_pdf, make_document, make_published, upload
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place
from parvis.record import entries_of

pytestmark = pytest.mark.django_db(transaction=True)


def received(count):
    return [receive(upload(a_pdf())) for _each in range(count)]


def test_files_given_at_once_are_numbered_one_after_the_other():
    document = make_document()
    bruno, files = make_convener(document.place), received(3)

    at_once(*[lambda file=file: actions.give_file(document, by=bruno, language="en", file=file) for file in files])

    assert sorted(document.versions.values_list("number", flat=True)) == [1, 2, 3]


def test_of_two_who_replace_what_they_both_saw_one_is_told():
    document = make_published()
    bruno, files = make_convener(document.place), received(2)

    results = at_once(
        *[lambda file=file: actions.give_file(document, by=bruno, language="en", file=file, seen=1) for file in files]
    )

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert document.versions.filter(language="en").count() == 2


def test_a_document_published_by_two_at_once_is_published_once():
    document = make_document(files=["en", "fr"])
    conveners = [make_convener(document.place) for _each in range(2)]

    at_once(*[lambda by=by: actions.publish_document(document, by=by) for by in conveners])

    assert entries_of(document).filter(verb="document.published").count() == 2  # one for each language


def test_documents_begun_at_once_have_addresses_of_their_own():
    place = make_place(languages=["en", "fr"])
    bruno = make_convener(place)

    results = at_once(*[lambda: make_document(place, by=bruno)] * 3)

    assert {each.slug for each in results} == {f"{place.slug}-timeline-{n}" for n in (1, 2, 3)}

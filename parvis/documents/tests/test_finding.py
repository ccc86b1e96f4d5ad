"""Documents are found by the words inside them, whatever the accents, in every language."""

import io

import pytest
from openpyxl import Workbook

from parvis.core.jobs import run_due
from parvis.core.words import Words
from parvis.documents import actions, reading, shelf
from parvis.documents.models import FileVersion, Passage
from parvis.documents.queries.found import find, snippet_of
from parvis.documents.tests.factories import REASON, a_docx, give, make_document, make_published
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place(languages=["en", "fr"])


def found(place, query, **wanted):
    return [each.row.document for each in find(place, query, wanted).found]


def with_words(place, english="The school bus.", french="Le car scolaire.", **said):
    document = make_document(place, **said)
    give(document, "en", content=a_docx(english), name="a.docx")
    give(document, "fr", content=a_docx(french), name="a.docx")
    actions.publish_document(document, by=make_convener(place))
    run_due()
    return document


def text_in(typst_source):
    import typst

    return typst.compile(typst_source.encode())


def test_words_inside_a_pdf_and_a_docx_are_found_with_what_stands_around_them(place):
    document = make_document(place)
    give(document, "en", content=text_in("= Timeline\nThe *public* hearing is in Montréal on a Tuesday."))
    give(document, "fr", content=a_docx("L’audience publique est à Montréal."), name="a.docx")
    assert found(place, "hearing") == []
    actions.publish_document(document, by=make_convener(place))
    run_due()

    [hit] = find(place, "MONTREAL hearing", {}).found
    [snippet] = hit.snippets
    assert (hit.row.document, snippet.language) == (document, "en")
    assert [piece.words for piece in snippet.pieces if piece.is_sought] == ["hearing", "Montréal"]
    assert found(place, "audience montreal") == [document]
    assert found(place, "montreal", language="fr") == [document]
    assert found(place, "elsewhere") == found(make_place(), "hearing") == []


def test_arabic_is_found_without_its_article_and_marks(place):
    document = with_words(place)
    give(document, "ar", content=a_docx("تُنشر الميزانية كل عام."), name="a.docx")
    run_due()
    assert found(place, "ميزانية") == found(place, "الميزانيه") == [document]


def test_only_the_newest_version_is_found_and_nothing_of_what_was_withdrawn(place):
    document = with_words(place)
    give(document, "en", content=a_docx("The tram."), name="a.docx")
    run_due()
    assert (found(place, "bus"), found(place, "tram")) == ([], [document])
    actions.withdraw_document(document, by=make_convener(place), reason=Words(en=REASON, fr=REASON))
    run_due()
    assert found(place, "tram") == found(place, document.title["en"]) == []


def test_filters_narrow_what_is_found(place):
    document = with_words(place, kind="minutes", evidence="both")
    assert found(place, "bus", kind="minutes", evidence="implementation") == [document]
    assert found(place, "bus", kind="timeline") == []


def test_words_at_the_end_of_a_long_document_are_found(place):
    many = " ".join(f"word{n}" for n in range(5_000))
    document = with_words(place, english=f"{many} zebra")
    assert found(place, "zebra word4999") == [document]


def test_a_spreadsheet_is_found_by_its_cells(place):
    book, written = Workbook(), io.BytesIO()
    book.active.append(["Ministry", "Aqueduct"])
    book.save(written)
    document = with_words(place)
    give(document, "en", content=written.getvalue(), name="a.xlsx", other_type_because="A table is easier to read.")
    run_due()
    assert found(place, "aqueduct") == [document]


def test_what_cannot_be_read_is_told_on_the_desk_and_the_file_stays(client, place):
    document = make_published(place)  # pages without words
    version = document.versions.get(language="en")
    shelf.path_of(version.sha256).write_bytes(b"%PDF-1.7 rotten")
    run_due()
    assert set(FileVersion.objects.values_list("unread_because", flat=True)) == {reading.BROKEN, reading.NOTHING}
    client.force_login(make_convener(place))
    shown = client.get(f"/en/documents/{document.slug}/edit/").content.decode()
    assert "could not be read" in shown
    assert "only pictures perhaps" in shown


def test_reading_ends_where_the_limit_is(place, monkeypatch):
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 20)
    document = with_words(place, english="first " * 10 + "last")
    assert (found(place, "first"), found(place, "last")) == ([document], [])
    assert set(FileVersion.objects.values_list("unread_because", flat=True)) == {"", reading.CUT}


def test_reading_twice_keeps_each_passage_once(place):
    document = with_words(place)
    version = document.versions.get(language="en")
    reading.read(version)
    assert Passage.objects.filter(version=version).count() == 1


def test_a_snippet_shows_the_place_where_most_words_stand_together():
    text = "bus " + "x " * 50 + "the school bus stops"
    pieces = snippet_of(text, "school bus")
    assert [piece.words for piece in pieces if piece.is_sought] == ["school bus"]
    assert pieces[0].words.startswith("…")
    assert snippet_of("nothing here", "bus") == []

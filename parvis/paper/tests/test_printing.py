"""Sheets that ask much: nothing of them is cut off, each page says whose it is, and there is room to write."""

import itertools

import pytest

from parvis.consultations.models import Consultation, Question
from parvis.core import typesetting
from parvis.cycles.tests.factories import make_cycle_theme
from parvis.paper.printing import pdf_of
from parvis.paper.tests.factories import make_batch
from parvis.themes.models import Theme
from tests.scanning import line_at_the_top, off_the_paper, pages_of, room_to_write, squares_on, words_of

WORDS = {
    "en": "How should what the government buys be published, from whom and at what price? ",
    "fr": "Comment publier ce que le gouvernement achète, à qui, et à quel prix ? ",
    "ar": "كيف ينبغي للحكومة أن تنشر ما تشتريه وممن وبأي سعر؟ ",
}
PAGE = {"en": "Sheet{},page{}of{}", "fr": "Feuille{},page{}de{}"}
ASKED = [(0, 60, 1), (1, 60, 1), (12, 200, 1), (40, 1000, 1), (40, 400, 5)]
PRINTED = list(itertools.product(("a4", "us-letter"), (False, True)))


def ask(consultation, language, themes, length, questions):
    """Make a consultation ask so many questions of that length, about so many themes, with names of all lengths."""
    said = WORDS[language] * 20
    for number in range(1, themes + 1):
        theme = Theme.objects.create(
            slug=f"theme-{number}", name={language: f"{said[: 7 + 17 * number % 113]} {number}"}
        )
        make_cycle_theme(consultation.cycle, theme, number=number)
    consultation.questions.all().delete()
    for number in range(1, questions + 1):
        words = {language: f"{number} {said[:length]}"}
        Question.objects.create(consultation=consultation, number=number, words=words)
    Consultation.objects.update(title={language: said[: min(160, length)]})
    return Consultation.objects.get()


@pytest.mark.parametrize(("paper", "is_large"), PRINTED)
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_every_page_says_whose_it_is_and_nothing_is_cut_off(consultation, bruno, paper, is_large, language, asked):
    consultation = ask(consultation, language, *asked)
    batch = make_batch(consultation, by=bruno, language=language, paper=paper, is_large=is_large, count=1)
    printed = pdf_of(batch)
    pages, serial = pages_of(printed), batch.sheets.get().serial

    assert b"pdfuaid" in printed
    assert [box for page in pages for box in off_the_paper(page, 8)] == []
    assert [len(squares_on(page)) for page in pages] in ([2], [1, *[0] * (len(pages) - 2), 1])
    assert max(room_to_write(page) for page in pages) >= (110 if is_large else 58)
    for number, page in enumerate(pages, 1):
        assert serial in line_at_the_top(page)
        if language in PAGE:
            assert line_at_the_top(page) == PAGE[language].format(serial, number, len(pages))


@pytest.mark.parametrize(("paper", "is_large"), PRINTED)
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_all_that_is_asked_stands_there(consultation, bruno, paper, is_large, asked):
    consultation = ask(consultation, "en", *asked)
    batch = make_batch(consultation, by=bruno, paper=paper, is_large=is_large, count=1)
    pages = [words_of(page).partition("\n")[2] for page in pages_of(pdf_of(batch))]
    printed = "".join("".join(pages).split())

    questions = [str(question) for question in consultation.questions.all()]
    for words in [str(consultation.title), *questions, *(str(theme.name) for theme in Theme.objects.all())]:
        assert "".join(words.split()) in printed


def test_whoever_writes_gets_the_space_that_a_page_leaves(consultation, bruno):
    few = pages_of(pdf_of(make_batch(consultation, by=bruno, count=1)))
    many = pages_of(pdf_of(make_batch(ask(consultation, "en", 12, 100, 1), by=bruno, count=1)))

    assert (len(few), len(many)) == (1, 2)
    assert room_to_write(few[0]) > 80
    assert room_to_write(many[0]) > 150


def test_pages_of_many_sheets_are_counted_sheet_by_sheet(consultation, bruno):
    batch = make_batch(ask(consultation, "en", 12, 100, 1), by=bruno, count=3)
    tops = [line_at_the_top(page) for page in pages_of(pdf_of(batch))]
    serials = [sheet.serial for sheet in batch.sheets.order_by("number")]
    assert tops == [PAGE["en"].format(serial, number, 2) for serial in serials for number in (1, 2)]


def test_words_without_gaps_and_long_addresses_stay_on_the_paper(consultation, bruno, settings):
    settings.BASE_URL = settings.BASE_URL._replace(netloc="participation.gouvernement-ouvert.ministere.example.gouv")
    consultation.questions.update(words={"en": "Un" + "believably" * 20})
    Consultation.objects.update(title={"en": "https://example.org/" + "a" * 140})
    batch = make_batch(Consultation.objects.get(), by=bruno, is_large=True, hand_in="x" * 300)
    assert [box for page in pages_of(pdf_of(batch)) for box in off_the_paper(page, 8)] == []


def test_the_same_is_printed_wherever_the_site_was_started(batch, tmp_path, monkeypatch):
    printed = pdf_of(batch)
    typesetting.fonts.cache_clear()
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert pdf_of(batch) == printed

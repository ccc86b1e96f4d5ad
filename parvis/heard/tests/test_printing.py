"""The report to print and to pass on: tagged, in every language, and without words that were taken back."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.utils import translation

from parvis.consultations.actions import erase_contribution
from parvis.consultations.models import Contribution
from parvis.heard.models import Report
from parvis.heard.printing import blocks_of
from parvis.heard.queries.page import page_of
from parvis.heard.tests.factories import make_published
from parvis.people.tests.factories import make_person


@pytest.fixture
def report(consultation, bruno, chipo):
    return make_published(consultation, bruno, chipo)


def file(client, report, ending, language="en"):
    response = client.get(f"/{language}/what-we-heard/{report.consultation.slug}/report.{ending}")
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_pdf_is_tagged(client, report, language):
    pdf = file(client, report, "pdf", language)

    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_docx_has_headings_quotes_and_tables(client, report, language):
    with zipfile.ZipFile(io.BytesIO(file(client, report, "docx", language))) as docx:
        document = docx.read("word/document.xml").decode()

    assert "Every street needs a bench." in document
    assert 'w:val="Heading1"' in document
    assert "w:tblHeader" in document
    assert ("<w:bidi/>" in document) == (language == "ar")


def test_words_taken_back_are_in_no_file(report):
    erase_contribution(Contribution.objects.get(quoted_in__isnull=False), by=make_person("Dana", is_keeper=True))
    with translation.override("en"):
        said = " ".join(block.words for block in blocks_of(page_of(Report.objects.get())))

    assert "Every street needs a bench." not in said
    assert "It was taken back with its contribution." in said


def test_no_web_process_loads_what_writes_docx():
    loads = "import parvis.wsgi, parvis.urls, sys; print('docx' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"

"""Documents and files for tests: small, real ones."""

import io
import itertools
import zipfile

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from parvis.core.words import Words
from parvis.documents import actions
from parvis.documents.receiving import receive
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place

_number = itertools.count(1)
REASON = "It named a person who had not been asked whether they agree."


def a_pdf(change=lambda writer: None, **options):
    """A PDF of one empty page, unlike any other, after a change to its writer."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": f"File {next(_number)}"})
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def a_docx(*paragraphs):
    """A DOCX with these paragraphs."""
    document, written = docx.Document(), io.BytesIO()
    for words in paragraphs or [f"Paragraph {next(_number)}"]:
        document.add_paragraph(words)
    document.save(written)
    return written.getvalue()


def with_part(package, name, content):
    """The same archive with one part more, or another one in its place."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return written.getvalue()


def upload(content, name="plan.pdf"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def make_document(place=None, *, by=None, files=(), **said):
    """Begin a document of a place with English and French, with files in these languages."""
    place = place or make_place(languages=["en", "fr"])
    by = by or make_convener(place)
    n = next(_number)
    words = {"kind": "timeline", "title": Words(en=f"Timeline {n}", fr=f"Calendrier {n}"), "source_language": "en"}
    document = actions.begin_document(place, by=by, **words | said)
    for language in files:
        give(document, language, by=by)
    return document


def give(document, language, *, by=None, content=None, name="plan.pdf", **said):
    """Give a document a file."""
    received = receive(upload(content or a_pdf(), name))
    return actions.give_file(document, by=by or make_convener(document.place), language=language, file=received, **said)


def make_published(place=None, **said):
    """Publish a document in English and French."""
    document = make_document(place, files=["en", "fr"], **said)
    return actions.publish_document(document, by=make_convener(document.place))

"""Which files are taken, and what is said of the others."""

import json
import zlib

import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from parvis.documents import shelf
from parvis.documents.inspection import Unfit, packages
from parvis.documents.receiving import name_of, receive
from parvis.documents.tests.factories import a_docx, a_pdf, upload, with_part

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def action(kind):
    """What a PDF does when it is opened."""

    def change(writer):
        does = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("calc.exe")})
        writer.root_object[NameObject("/OpenAction")] = does

    return change


def named(writer):
    """A program under a name, run when the file is opened."""
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (a_pdf, "plan.PDF"),
        (lambda: a_docx("One", "Two"), "plan.docx"),
        ("année;montant\n2026;1".encode(), "budget.csv"),
        ("\ufeffخطة".encode(), "plan.txt"),
        (json.dumps({"a": [1]}).encode(), "data.json"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 9 + b"IEND\xaeB`\x82", "picture.png"),
    ],
)
def test_what_everybody_can_open_is_taken_and_kept_under_its_digest(content, name):
    content = content() if callable(content) else content
    received = receive(upload(content, name))
    assert shelf.path_of(received.sha256).read_bytes() == content
    assert received.size == len(content)
    assert receive(upload(content, name)) == received


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"<!doctype html><p>", "page.html", "type of file is not taken"),
        (b"<svg/>", "picture.svg", "type of file is not taken"),
        (b"MZ", "setup.exe", "type of file is not taken"),
        (a_docx, "plan.docm", "type of file is not taken"),
        (b"", "plan.pdf", "empty"),
        (b"<html><script>", "notes.txt", "web page or a program"),
        (b"#!/bin/sh\n", "notes.txt", "web page or a program"),
        ("é".encode("latin-1"), "notes.txt", "UTF-8"),
        (b"a\0b", "notes.csv", "something else, or broken"),
        (b'{"a":', "data.json", "something else, or broken"),
        (b"GIF89a", "picture.png", "something else, or broken"),
        (a_docx, "plan.pdf", "something else, or broken"),
        (a_pdf, "plan.docx", "something else, or broken"),
        (lambda: a_pdf()[:200], "plan.pdf", "something else, or broken"),
        (EICAR, "notes.txt", "virus"),
        (lambda: with_part(a_docx(), "word/note.txt", EICAR), "plan.docx", "virus"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "plan.docx", "locked with a password"),
        (lambda: a_pdf(lambda writer: writer.encrypt("secret")), "plan.pdf", "locked with a password"),
        (lambda: a_pdf(named), "plan.pdf", "JavaScript"),
        (lambda: a_pdf(action("/Launch")), "plan.pdf", "starts something else"),
        (lambda: a_pdf(action("/JavaScript")), "plan.pdf", "JavaScript"),
        (lambda: a_pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "plan.pdf", "another file inside"),
        (lambda: with_part(a_docx(), "word/vbaProject.bin", b"x"), "plan.docx", "macros"),
        (lambda: with_part(a_docx(), "word/embeddings/oleObject1.bin", b"x"), "plan.docx", "another file inside"),
    ],
)
def test_what_is_not_taken_is_told_and_not_kept(content, name, says, tmp_path, monkeypatch, settings):
    monkeypatch.setitem(settings.STORAGES["default"]["OPTIONS"], "location", tmp_path)
    content = content() if callable(content) else content
    with pytest.raises(Unfit, match=says):
        receive(upload(content, name))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def packed_pdf(*objects):
    """A PDF whose objects, from number 2 on, stand compressed in another one; the first is its root."""
    places, packed = b"", b""
    for number, written in enumerate(objects, 2):
        places += b"%d %d " % (number, len(packed))
        packed += written + b" "
    stream = zlib.compress(places + packed)
    told = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(objects), len(places), len(stream))
    start = b"%PDF-1.5\n"
    body = start + b"1 0 obj" + told + b"stream\n" + stream + b"\nendstream endobj\n"
    rows = [(0, 0, 65535), (1, len(start), 0), *((2, 1, n) for n in range(len(objects))), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4) + number.to_bytes(2) for kind, place, number in rows)
    told = b"<</Type/XRef/W[1 4 2]/Size %d/Root 2 0 R/Length %d>>" % (len(rows), len(table))
    table = b"%d 0 obj" % (len(rows) - 1) + told + b"stream\n" + table + b"\nendstream endobj\n"
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


def test_a_program_hidden_in_a_compressed_object_under_an_escaped_name_is_found():
    pages = b"<</Type/Pages/Kids[4 0 R]/Count 1>>", b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>"
    root = b"<</Type/Catalog/Pages 3 0 R%s>>"
    assert receive(upload(packed_pdf(root % b"", *pages)))
    with pytest.raises(Unfit, match="JavaScript"):
        receive(upload(packed_pdf(root % b"/OpenAction 5 0 R", *pages, b"<</S/J#61vaScript>>")))


RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://x/relationships/{}" Target="https://evil.example/t" TargetMode="External"/></Relationships>'
)


def test_links_are_taken_and_what_is_fetched_from_elsewhere_is_not():
    name = "word/_rels/settings.xml.rels"
    assert receive(upload(with_part(a_docx(), name, RELATION.format("hyperlink")), "a.docx"))
    with pytest.raises(Unfit, match="fetched from elsewhere"):
        receive(upload(with_part(a_docx(), name, RELATION.format("attachedTemplate")), "a.docx"))
    with pytest.raises(Unfit, match="broken"):
        receive(upload(with_part(a_docx(), name, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "a.docx"))


def test_a_file_far_larger_inside_than_it_looks_is_not_unpacked():
    bomb = with_part(a_docx(), "word/media/zero.png", bytes(packages.SMALL + 1))
    with pytest.raises(Unfit, match="far larger inside"):
        receive(upload(bomb, "plan.docx"))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "etc passwd.txt"),
        ("plan\u202efdp.exe.pdf", "plan fdp.exe.pdf"),
        ('a"b\r\nX: y.PDF', "a b X y.pdf"),
        (".pdf", "document.pdf"),
        ("خطة العمل.pdf", "خطة العمل.pdf"),
        ("photo.JPEG", "photo.jpg"),
    ],
)
def test_a_name_is_one_any_computer_can_save(sent, kept):
    assert name_of(sent) == kept

"""Files come in untidy; each row is read or refused with its line and a reason, and nothing swallows the rest."""

import json
import resource
import time
import zipfile

import pytest
from openpyxl import Workbook

from parvis.consultations.importing.mapping import MappingRefused, reading
from parvis.consultations.importing.readers import LONGEST_LINE, Unreadable, open_table


def write(tmp_path, content, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def rows_of(path):
    return list(open_table(path).rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_csv_is_read_in_the_encodings_of_spreadsheets(tmp_path, encoding):
    path = write(tmp_path, "id;idée\n1;Été\n", encoding=encoding)

    assert [row.cells for row in rows_of(path)] == [{"id": "1", "idée": "Été"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    assert rows_of(write(tmp_path, f"id{delimiter}text\n1{delimiter}Hello\n"))[0].cells == {"id": "1", "text": "Hello"}


def test_a_cell_may_hold_line_ends_and_quotes(tmp_path):
    (row, after) = rows_of(write(tmp_path, 'id,text\n1,"one\ntwo ""three"""\n2,four\n'))

    assert (row.line, row.cells["text"]) == (2, 'one\ntwo "three"')
    assert (after.line, after.cells["text"]) == (4, "four")


def test_a_quote_never_closed_costs_its_own_line_only(tmp_path):
    bad, good = rows_of(write(tmp_path, 'id,text\n1,"never closed\n2,fine\n'))

    assert bad.line == 2
    assert "never closed" in bad.problem
    assert (good.line, good.cells["text"]) == (3, "fine")


def test_a_line_of_ten_megabytes_is_refused_alone(tmp_path):
    bad, good = rows_of(write(tmp_path, f"id,text\n1,{'x' * 10_000_000}\n2,fine\n"))

    assert str(LONGEST_LINE) in bad.problem
    assert (good.line, good.cells["text"]) == (3, "fine")


def test_four_hundred_columns_are_no_trouble(tmp_path):
    names = ",".join(f"c{n}" for n in range(400))
    (row,) = rows_of(write(tmp_path, f"{names},text\n{',' * 400}Hello\n"))

    assert row.cells["text"] == "Hello"


def test_short_and_long_rows_are_read_as_far_as_they_go(tmp_path):
    short, long = rows_of(write(tmp_path, "id,text,name\n1\n2,Hello,Amina,more,and more\n"))

    assert short.cells == {"id": "1", "text": "", "name": ""}
    assert long.cells == {"id": "2", "text": "Hello", "name": "Amina"}


def test_two_columns_of_one_name_are_kept_apart(tmp_path):
    assert rows_of(write(tmp_path, "text,text\nHello,there\n"))[0].cells == {"text": "Hello", "text 2": "there"}


def test_a_spreadsheet_is_read_row_by_row(tmp_path):
    book = Workbook()
    for row in (["id", "text"], [1, "Publish it"], [None, None], [2.0, "=1+1"]):
        book.active.append(row)
    book.save(tmp_path / "file.xlsx")

    first, formula = rows_of(tmp_path / "file.xlsx")
    assert (first.line, first.cells) == (2, {"id": "1", "text": "Publish it"})
    assert (formula.line, formula.cells) == (4, {"id": "2", "text": ""})


def packed(tmp_path, sheet, **parts):
    """A spreadsheet of which one sheet is what is said."""
    path = tmp_path / "file.xlsx"
    book = Workbook()
    book.active.append(["id", "text"])
    book.save(path)
    with zipfile.ZipFile(path) as whole:
        kept = {name: whole.read(name) for name in whole.namelist()}
    kept["xl/worksheets/sheet1.xml"] = f"{SHEET}<sheetData>{sheet}</sheetData></worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in (kept | parts).items():
            whole.writestr(name, content)
    return path


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("sheet", "parts"),
    [
        (HEAD, {"xl/filler.xml": b" " * 400_000_000}),
        (HEAD + f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 50_000_000}</t></is></c></row>', {}),
        (HEAD + '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>', {}),
        (HEAD + '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>', {}),
        (HEAD + '<row r="2"><c r="A2"><v>1</v></row>', {}),
        (HEAD + '<row r="2"><c r="A2" t="s"><v>77</v></c></row>', {}),
        (HEAD, {"xl/workbook.xml": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><x>&a9;</x>'}),
        (HEAD, {"xl/workbook.xml": "<workbook/>"}),
        (HEAD, {"[Content_Types].xml": ""}),
    ],
    ids=["bomb", "cell", "line", "column", "broken", "nowhere", "laughs", "sheetless", "typeless"],
)
def test_a_spreadsheet_made_to_harm_costs_little_and_says_why(tmp_path, sheet, parts):
    path = packed(tmp_path, sheet, **parts)
    began, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable, match=r"spreadsheet|lines"):
        rows_of(path)

    assert time.process_time() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 100_000


def test_json_lines_are_read_one_by_one(tmp_path):
    lines = [json.dumps({"id": 1, "text": "Hello"}), "{broken", "[1]", "", json.dumps({"id": 2, "text": "x" * 50})]
    good, broken, not_object, last = rows_of(write(tmp_path, "\n".join(lines), "file.jsonl"))

    assert good.cells == {"id": 1, "text": "Hello"}
    assert (broken.line, not_object.line, last.line) == (2, 3, 5)
    assert broken.problem
    assert not_object.problem


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", "x"), ("a.csv", ""), ("a.csv", "\n\n"), ("a.xlsx", "not a zip")]
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, content):
    with pytest.raises(Unreadable, match=r"\w"):
        rows_of(write(tmp_path, content, name))


def test_columns_are_known_by_their_names_in_four_languages():
    for name in ("Text", "Commentaire", "Contribución", "Idée", "تعليق"):
        assert reading([name, "x"], {}).of["words"] == (name,)


def test_columns_are_read_as_asked():
    (said,) = reading(["a", "b", "c"], {"words": "a+b", "themes": "c"}).said(2, {"a": "One", "b": "Two", "c": "X; Y|X"})

    assert said.words == "One\n\nTwo"
    assert said.themes == ["X", "Y"]


@pytest.mark.parametrize("asked", [{}, {"words": "nowhere"}, {"nothing": "a"}])
def test_a_mapping_that_cannot_be_used_names_what_there_is(asked):
    with pytest.raises(MappingRefused, match="a"):
        reading(["a", "b"], asked)


def test_rows_without_a_number_are_told_apart_by_what_they_say():
    columns = reading(["text"], {})
    one, two, again = (columns.said(n, {"text": text})[0].reference for n, text in enumerate(["x", "y", "x"]))

    assert len({one, two, again}) == 3
    assert reading(["text"], {}).said(9, {"text": "x"})[0].reference == one


def test_replies_nested_in_a_row_refer_to_it():
    cells = {
        "id": "7",
        "title": "T",
        "text": "Words",
        "comments": [{"author": "p1", "text": "No"}, "?", {"text": "Yes"}],
    }
    parent, no, yes = reading(list(cells), {}).said(1, cells)

    assert parent.words == "T\n\nWords"
    assert (no.reference, no.about, no.words, no.public_name) == ("7#1", "7", "No", "p1")
    assert (yes.reference, yes.words) == ("7#2", "Yes")


@pytest.mark.parametrize(("text", "year"), [("2009-05-21", 2009), ("2018-03-07T13:00:00-07:00", 2018), ("soon", None)])
def test_a_date_is_read_or_left_out_with_a_doubt(text, year):
    (said,) = reading(["text", "date"], {}).said(1, {"text": "x", "date": text})

    assert (said.said_at.year if said.said_at else None) == year
    assert bool(said.warnings) == (year is None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "fr"),
        ("FR-ca", "fr"),
        ("French", "fr"),
        ("français", "fr"),
        ("العربية", "ar"),
        ("pt-BR", "pt"),
        ("?", ""),
    ],
)
def test_a_language_is_known_by_its_code_or_its_name(written, code):
    (said,) = reading(["text", "language"], {}).said(1, {"text": "x", "language": written})

    assert said.language == code
    assert bool(said.warnings) == (code == "")

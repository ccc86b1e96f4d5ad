"""Files for spreadsheets."""

import csv
import io

import pytest

from parvis.core.spreadsheets import as_it_was, csv_lines, harmless


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@me", " =1", "\t=1", "'=1", "＝1", "|x", "%x"])
def test_no_cell_is_taken_for_a_formula_and_each_comes_back(cell):
    assert harmless(cell) == f"'{cell}"
    assert as_it_was(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["", "one", "1", "'quoted'", "عربي"])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell
    assert as_it_was(cell) == cell


def test_a_file_reads_back_whole():
    file = b"".join(csv_lines(["code", "words"], [["A1", 'two\nlines; "quoted"'], ["A2", "=SUM(A1)"], ["A3", None]]))

    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert rows == [["code", "words"], ["A1", 'two\nlines; "quoted"'], ["A2", "'=SUM(A1)"], ["A3", ""]]

"""Bringing asks in from a file, however it was saved."""

import json

import pytest
from django.core.management import CommandError, call_command

from parvis.asks.models import Ask

HEADER = "text,link,posted_at,author\n"
TOBAGO = "#OGPcocreate #TrinitéEtTobago Quand se réunit le forum ?"


@pytest.fixture
def brought(tmp_path, capsys):
    """Bring a file in; return its rows as told."""

    def run(content, *options, name="asks.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("import_asks", str(file), "--json", *options)
        return json.loads(capsys.readouterr().out)

    return run


def test_each_row_says_how_it_is_read(db, brought):
    rows = brought(
        HEADER
        + f'"{TOBAGO}",https://s.example/1,2026-11-01T10:00:00Z,@a\n'
        + "#myNAPask #trinidadandtobago publish the register of owners,https://s.example/2,2026-11-01,@b\n"
        + '"#myNAPask #TT Publish the register, of owners!",https://s.example/3,,\n'
        + "#OGPcocreate #BurkinaFaso #CotedIvoire nous avons besoin d’appui,,,\n"
        + "#OGPcocreate when does it begin?,,,\n"
        + "#OGPcocreate #Georgia when does it begin?,,,\n"
    )
    told = [[row["countries"], row["kind"], row["language"], row["route"]] for row in rows]
    assert told == [
        [["TT"], "question", "fr", "point_of_contact"],
        [["TT"], "proposal", "en", "contributions"],
        [["TT"], "proposal", "en", "contributions"],
        [["BF", "CI"], "help", "fr", "support_unit"],
        [[], "question", "en", "triage"],
        [["GE"], "question", "en", "triage"],
    ]
    assert [row["duplicate_of"] for row in rows] == [None, None, rows[1]["receipt"], None, None, None]
    assert Ask.objects.count() == 6
    assert "@a" not in str(list(Ask.objects.values()))


def test_a_dry_run_writes_nothing_and_names_repeats_by_their_line(db, brought):
    rows = brought(HEADER + "#myNAPask #Ghana Publish,,,\n#mynapask #GHANA publish!,,,\n", "--dry-run")
    assert [(row["receipt"], row["duplicate_of"]) for row in rows] == [(None, None), (None, "line 2")]
    assert Ask.objects.count() == 0


def test_a_file_brought_in_twice_adds_nothing(db, brought):
    content = (
        HEADER + "#myNAPask #Ghana Publish,,,\n#myNAPask #Ghana Publish,,,\n#OGPcocreate x,https://s.example/1,,\n"
    )
    first, again = brought(content), brought(content)
    assert [row["receipt"] for row in first] == [row["receipt"] for row in again]
    assert Ask.objects.count() == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(db, brought, encoding):
    [row] = brought((HEADER + TOBAGO + ",,,\n").encode(encoding))
    assert (row["text"], row["countries"]) == (TOBAGO, ["TT"])


@pytest.mark.parametrize(
    "header", ["Texte;Lien;Publié le;Auteur", "texto\tenlace\tfecha\tautor", "النص,الرابط,تاريخ,المؤلف"]
)
def test_columns_are_known_in_four_languages(db, brought, header):
    separator = next(sign for sign in ";\t," if sign in header)
    [row] = brought(f"{header}\n{TOBAGO}{separator}https://s.example/1{separator}{separator}\n")
    assert (row["text"], row["link"]) == (TOBAGO, "https://s.example/1")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=HYPERLINK(1) #OGPcocreate #Ghana", "=HYPERLINK(1) #OGPcocreate #Ghana"),
        ("#OGPcocreate\x00 #Ghana", "#OGPcocreate #Ghana"),
        ("#OGPcocreate \u202e#Ghana\u202c", "#OGPcocreate #Ghana"),
        ('"#OGPcocreate ""now"" #Ghana\nsecond line"', '#OGPcocreate "now" #Ghana\nsecond line'),
    ],
)
def test_what_is_odd_in_a_cell_does_no_harm(db, brought, cell, expected):
    [row] = brought(HEADER + cell + ",,,\n")
    assert (row["text"], row["countries"]) == (expected, ["GH"])


@pytest.mark.parametrize(
    "cell", ["x" * 10_000_000, '"' + "y" * 10_000_000 + '"', '"never closed', "", "…", "#Ghana,javascript:alert(1)"]
)
def test_a_row_that_cannot_be_taken_gets_a_sentence_and_stops_no_other(db, brought, cell):
    good = "#OGPcocreate #Ghana when?,https://s.example/9,,\n"
    rows = brought(HEADER + good + f"{cell},,\n" + (good if '"never' in cell else ""))
    refused = [row for row in rows if "refused" in row]
    assert next(row["countries"] for row in rows if "refused" not in row) == ["GH"]
    assert all(row["refused"].endswith((".", ")")) for row in refused)
    assert len(refused) == (0 if cell == "" else 1)


@pytest.mark.parametrize(
    ("name", "content"), [("asks.csv", b""), ("asks.csv", b"a,b\n1,2\n"), ("asks.pdf", b"%PDF"), ("asks.xlsx", b"PK")]
)
def test_a_file_that_cannot_be_read_gets_a_sentence(db, brought, name, content):
    with pytest.raises(CommandError, match=r"\."):
        brought(content, name=name)


def test_json_lines_are_read_too(db, brought):
    lines = [{"text": "#OGPcocreate #Ghana when?", "url": "https://s.example/1"}, {"text": "#myNAPask #Perú Abrir"}]
    rows = brought("\n".join(map(json.dumps, lines)), name="asks.jsonl")
    assert [row["countries"] for row in rows] == [["GH"], ["PE"]]


def test_without_json_each_row_is_a_line_to_read(db, tmp_path, capsys):
    file = tmp_path / "asks.csv"
    file.write_text(HEADER + "#OGPcocreate #Ghana when?,,,\n")
    call_command("import_asks", str(file))
    first, last = capsys.readouterr().out.strip().split("\n")
    assert first.startswith("line 2 | GH | question | ")
    assert last == "1 new, 0 already there, 0 refused."

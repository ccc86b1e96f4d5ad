"""`parvis what-was-said`: from a file of texts to a file of findings."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from parvis.analysis.engine.tests.test_findings import THEMES, world


@pytest.fixture
def texts(tmp_path):
    """Write the texts of a small world, and return where they are."""
    path = tmp_path / "texts.jsonl"
    rows = [
        {"id": each.id, "text": each.words, "language": each.language, "theme": each.theme, "author": each.author}
        for each in world()
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def said(tmp_path, texts, *options, name="findings.json"):
    """Run the command; return what it found, the bytes, and what it printed."""
    out, printed = tmp_path / name, io.StringIO()
    call_command("what_was_said", str(texts), "--out", str(out), *options, stdout=printed, stderr=io.StringIO())
    return json.loads(out.read_bytes()), out.read_bytes(), printed.getvalue()


def test_a_file_of_texts_becomes_findings(tmp_path, texts):
    found, first, printed = said(tmp_path, texts)
    lines = texts.read_text().splitlines()
    texts.write_text("\n".join(reversed(lines)))

    wanted = {
        "themes",
        "duplicates",
        "languages",
        "coverage",
        "not_placed",
        "minority",
        "flags",
        "new_since",
        "manifest",
    }
    assert wanted <= set(found)
    assert found["new_since"] is None
    assert "left out because they hold no word: 1." in printed
    assert said(tmp_path, texts)[1] == first


def test_the_next_run_keeps_themes_and_what_people_decided(tmp_path, texts):
    first, _bytes, _printed = said(tmp_path, texts)
    one, other = first["themes"][0]["id"], first["themes"][1]["id"]
    decisions = tmp_path / "decisions.json"
    decisions.write_text(json.dumps({"names": {one: "Ours"}, "merges": [[one, other]]}))
    before = str(tmp_path / "findings.json")

    again, _bytes, _printed = said(tmp_path, texts, "--before", before, "--decisions", str(decisions), name="next.json")

    ids = {theme["id"]: theme["label"] for theme in again["themes"]}
    assert ids[one] == "Ours"
    assert other not in ids
    assert again["new_since"]["themes_gone"] == []


def test_themes_are_suggested_when_they_are_given(tmp_path, texts):
    themes = tmp_path / "themes.csv"
    with themes.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("id", "name", "description"), *((each.id, each.name, each.description) for each in THEMES)])

    found, _bytes, _printed = said(tmp_path, texts, "--themes", str(themes))

    assert {len(each["suggestions"]) for each in found["suggestions"]["texts"]} == {3}


def test_what_cannot_be_read_ends_in_a_sentence(tmp_path, texts):
    themes = tmp_path / "themes.csv"
    themes.write_text("id,name\nt1,One\nt2,Two\n")
    with pytest.raises(CommandError, match=r"is filed under \w+, which is none of the themes\."):
        said(tmp_path, texts, "--themes", str(themes))

    with pytest.raises(CommandError, match="name its findings with --before"):
        said(tmp_path, texts, "--decisions", str(themes))

    with pytest.raises(CommandError, match="cannot be written"):
        said(tmp_path, texts, name="no/folder.json")

    texts.write_text('{"id": 1}')
    with pytest.raises(CommandError, match=r"Row 1 has no text; it has id\."):
        said(tmp_path, texts)

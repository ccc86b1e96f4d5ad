"""`parvis opinion-map`: from a file of votes to a file of findings."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from parvis.analysis.engine.tests.worlds import rows_of, world


def written(tmp_path, matrix):
    """Write votes as people export them, and what the statements say."""
    people, statements, values = rows_of(matrix)
    rows = zip(range(len(values)), statements, people, values.tolist(), strict=True)
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    votes.write_text("timestamp,comment-id,voter-id,vote\n" + "".join(f"{a},{b},{c},{d}\n" for a, b, c, d in rows))
    hidden = "".join(f"{name},{-1 if name == '3' else 1},Statement {name}\n" for name in matrix.statements)
    comments.write_text(f"comment-id,moderated,comment-body\n{hidden}")
    return votes, comments


def mapped(tmp_path, votes, *options):
    """Run the command; return the map, its bytes, and what was printed."""
    out, said = tmp_path / "map.json", io.StringIO()
    call_command("opinion_map", str(votes), "--out", str(out), *options, stdout=said, stderr=io.StringIO())
    return json.loads(out.read_bytes()), out.read_bytes(), said.getvalue()


def test_a_file_of_votes_becomes_a_map(tmp_path):
    votes, comments = written(tmp_path, world(camps=2))

    found, _bytes, said = mapped(tmp_path, votes, "--comments", str(comments))

    assert found["distinct_groups"] is True
    assert "2 groups (A: 60, B: 60)." in said
    assert {"id", "x", "y", "group", "strength"} <= set(found["participants"][0])
    assert {"id", "agree", "disagree", "pass", "by_group", "text"} <= set(found["statements"][0])
    assert "3" not in {each["id"] for each in found["statements"]}
    assert set(found["consensus"]) | set(found["divisive"]) <= {each["id"] for each in found["statements"]}
    assert found["manifest"]["inputs"]["excluded"]["hidden_statement"] > 0


def test_the_same_votes_in_another_order_give_the_same_bytes(tmp_path):
    votes, _comments = written(tmp_path, world(camps=2))
    first = mapped(tmp_path, votes)[1]
    header, *rows = votes.read_text().splitlines()
    votes.write_text("\n".join([header, *reversed(rows)]))

    assert mapped(tmp_path, votes)[1] == first


def test_people_who_differ_by_degree_are_told_so(tmp_path):
    votes, _comments = written(tmp_path, world(camps=0, readiness=1.5))

    found, _bytes, said = mapped(tmp_path, votes)

    assert found["distinct_groups"] is False
    assert "People differ by degree, not by camp" in said


def test_a_file_that_cannot_be_read_ends_in_a_sentence(tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("comment-id,voter-id,vote\n1,ana,maybe\n")

    with pytest.raises(CommandError, match="Row 2: the vote is “maybe”"):
        mapped(tmp_path, votes)

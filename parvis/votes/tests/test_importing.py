"""Votes from elsewhere: a folder becomes a sealed voting, once, or not at all."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from parvis.consultations.tests.factories import make_consultation
from parvis.record.models import Entry
from parvis.votes.models import Statement, Vote, Voter, Voting
from parvis.votes.queries import rows_of, statements_of
from parvis.votes.tests.factories import make_voting

COMMENTS = """comment-id,comment-body,moderated,agrees
0,"Buses should run
all night.",1,2
1,Parking should be free.,-1,0
2,,1,0
3,Les bus devraient être gratuits.,0,0
"""
VOTES = """timestamp,comment-id,voter-id,vote
1000,0,7,1
3000,0,7,-1
2000,0,7,0
1000,0,8,1
1000,1,8,-1
5000,3,8,1
5000,3,8,-1
1000,99,8,1
"""
MATRIX = "participant,n-agree,n-disagree,0,1,3\n7,1,1,1,-1,\n8,0,0,,0,0\n"
FROM = "Gathered elsewhere, CC BY 4.0."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "comments.csv").write_text(COMMENTS)
    (tmp_path / "votes.csv").write_text(VOTES)
    return tmp_path


@pytest.fixture
def elsewhere(db):
    return make_consultation(slug="buses")


def run(folder, attribution=FROM):
    call_command("import_votes", str(folder), consultation="buses", attribution=attribution)


def votes():
    return sorted(Vote.objects.values_list("statement__source_ref", "value"))


def test_a_folder_becomes_a_sealed_voting(elsewhere, folder, capsys):
    run(folder)

    assert votes() == [("0", -1), ("0", 1), ("1", -1), ("3", 0)]
    assert [(row.words, row.language, row.is_hidden) for row in statements_of(elsewhere)] == [
        ("Buses should run all night.", "en", False),
        ("Parking should be free.", "en", True),
        ("Les bus devraient être gratuits.", "fr", False),
    ]
    voting = Voting.objects.get()
    assert (voting.status, voting.leaves, voting.cast, voting.attribution) == ("closed", 2, 4, FROM)
    assert voting.opened_at.year == 1970
    assert "3 statements, 2 voters, 4 votes, sealed.\n1 votes are on no statement" in capsys.readouterr().out


def test_brought_in_twice_it_is_there_once(elsewhere, folder, capsys):
    run(folder)
    run(folder)
    assert (Statement.objects.count(), Voter.objects.count(), Vote.objects.count()) == (3, 2, 4)
    assert "there already" in capsys.readouterr().out
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["voting.closed", "voting.brought_in"]


def test_the_order_of_rows_does_not_matter(elsewhere, folder):
    head, *rows = VOTES.splitlines()
    (folder / "votes.csv").write_text("\n".join([head, *reversed(rows)]))
    run(folder)
    assert votes() == [("0", -1), ("0", 1), ("1", -1), ("3", 0)]


def test_a_row_a_person_is_read_too(elsewhere, folder):
    (folder / "votes.csv").unlink()
    (folder / "participants-votes.csv").write_text(MATRIX)
    run(folder)
    assert votes() == [("0", 1), ("1", -1), ("1", 0), ("3", 0)]


def test_nobody_is_called_as_they_were_elsewhere(elsewhere, folder):
    run(folder)
    assert not {row.participant for row in rows_of(elsewhere)} & {"7", "8"}


def test_votes_from_elsewhere_are_not_mixed_with_those_of_people_here(elsewhere, folder):
    make_voting(elsewhere, statements=["One."])
    with pytest.raises(CommandError, match="not mixed"):
        run(folder)
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("comments.csv", "comment-id\n1\n", "comments.csv has no column comment-body."),
        ("comments.csv", "comment-id,comment-body\n1,One\n1,Two\n", "row 3: the statement 1 stands there twice"),
        ("comments.csv", "comment-id,comment-body\n1,One,two,three\n", "row 2: it has more or fewer cells"),
        ("comments.csv", f"comment-id,comment-body\n1,{'long ' * 300}\n", "at most 1000"),
        ("votes.csv", "comment-id;voter-id;vote\n", "votes.csv has no column"),
        ("votes.csv", "comment-id,voter-id,vote\n0,1,maybe\n", "row 2: the vote is “maybe”"),
        ("votes.csv", "comment-id,voter-id,vote\n0,1,nan\n", "row 2: the vote is “nan”"),
        ("votes.csv", "comment-id,voter-id,vote\n0,,1\n", "Row 2: voter-id is missing"),
        ("votes.csv", "comment-id,voter-id,vote,timestamp\n0,1,1,soon\n", "whole number of milliseconds"),
        ("votes.csv", "comment-id,voter-id,vote\n", "holds no votes"),
        ("votes.csv", "comment-id,voter-id,vote\n0,1,-1\n0,2,-1\n0,3,1\n", "counts the votes −1 as agreements"),
        ("votes.csv", "comment-id,voter-id,vote\n0,1,1\n\0,2,1\n", "Row 3: comment-id is missing"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_row_and_nothing_is_written(elsewhere, folder, file, text, sentence):
    (folder / file).write_text(text)
    with pytest.raises(CommandError) as refusal:
        run(folder)
    assert sentence in str(refusal.value)
    assert not Statement.objects.exists()


def test_where_it_comes_from_has_to_be_said(elsewhere, folder):
    with pytest.raises(CommandError, match="Say where"):
        run(folder, attribution="  ")


def test_an_unknown_consultation_is_told(db, folder):
    with pytest.raises(CommandError, match="no consultation"):
        run(folder)


def test_a_public_conversation_has_the_cells_it_is_known_for(elsewhere):
    folder = Path(os.environ.get("TEST_DATA", "../shared/data")) / "polis" / "15-per-hour-seattle"
    if not folder.is_dir() and "CI" not in os.environ:
        pytest.skip("The public conversations are not beside this checkout.")
    run(folder, "Data was gathered using the Polis software (compdemocracy.org/polis), CC BY 4.0.")
    assert Vote.objects.count() == 2_872
    assert sum(not row.is_hidden for row in statements_of(elsewhere)) == 31

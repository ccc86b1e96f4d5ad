"""Files of votes: what cannot be read is said in a sentence with its row, and never makes a wrong map."""

import pytest

from parvis.analysis.engine.reading import Unreadable, read_statements, read_votes
from parvis.analysis.engine.tests.worlds import rows_of

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"


@pytest.fixture
def file(tmp_path):
    """Write a file and return where it is."""

    def write(text, name="votes.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_row_for_each_vote_is_read(file):
    people, statements, values = rows_of(read_votes(file("\ufeff" + HEADER + "5,x,1,ana,1\n\n7,x,2,bo,-1\n")))

    assert sorted(zip(people, statements, values.tolist(), strict=True)) == [("ana", "1", 1), ("bo", "2", -1)]


def test_a_row_for_each_person_is_read(file):
    matrix = read_votes(file("participant,group-id,n-agree,n-disagree,0,1\n4,0,1,1,1,-1\n7,,0,0,,0\n"))

    assert (matrix.shape, len(matrix.values)) == ((2, 2), 3)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "votes.csv is empty."),
        (HEADER, "votes.csv holds no votes."),
        ("comment-id;voter-id;vote\n1;ana;1\n", "The columns of votes.csv are not separated by commas."),
        ("comment-id,voter\n1,ana\n", "votes.csv has no column voter-id, vote; its columns are comment-id, voter."),
        ("vote,comment-id,voter-id,vote\n1,1,a,1\n", "votes.csv has the column vote twice."),
        (HEADER + "5,x,1,ana,NaN\n", "Row 2: the vote is “NaN”; it must be 1 (agree), 0 (pass) or -1 (disagree)."),
        (HEADER + "5,x,1,ana,2\n", "Row 2: the vote is “2”; it must be 1 (agree), 0 (pass) or -1 (disagree)."),
        (HEADER + "5,x,nan,ana,1\n", "Row 2: comment-id is missing."),
        (HEADER + "5,x,1,,1\n", "Row 2: voter-id is missing."),
        (HEADER + "soon,x,1,a,1\n", "Row 2: the timestamp is “soon”; it must be a whole number of milliseconds."),
        (HEADER + "5,x,1\n", "Row 2 has 3 cells, the first row 5."),
        (b"comment-id,voter-id,vote\n1,\xe9,1\n", "votes.csv is not written in UTF-8."),
        ("participant,0,1\n4,1,0\n4,0,0\n", "A participant stands there twice."),
        (
            "participant,n-agree,n-disagree,0,1\n4,1,0,-1,0\n",
            "Row 2: n-agree counts the votes −1. In this file agree is 1 and disagree is −1.",
        ),
        (
            "participant,n-agree,n-disagree,0,1\n4,2,0,1,0\n",
            "Row 2: n-agree and n-disagree say 2 and 0, its votes 1 and 0.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(file, text, sentence):
    with pytest.raises(Unreadable) as told:
        read_votes(file(text))

    assert str(told.value) == sentence


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_votes(tmp_path / "votes.csv")


def test_a_cell_without_end_is_refused(file):
    with pytest.raises(Unreadable, match="not a CSV file"):
        read_votes(file(HEADER + '5,x,1,"' + "a" * 1_100_000 + '",1\n'))


def test_statements_tell_their_words_and_which_are_hidden(file):
    path = file('comment-id,moderated,comment-body\n1,1,"Open\nit"\n2,-1,Spam\n', "comments.csv")

    statements = read_statements(path)

    assert statements.words == {"1": "Open\nit", "2": "Spam"}
    assert statements.hidden == {"2"}


def test_votes_whose_sign_is_the_opposite_are_refused(file):
    statements = read_statements(file("comment-id,agrees,comment-body\n1,2,Open it\n", "comments.csv"))

    with pytest.raises(Unreadable, match="counts the votes −1 as agreements"):
        read_votes(file(HEADER + "5,x,1,ana,-1\n6,x,1,bo,-1\n"), statements)

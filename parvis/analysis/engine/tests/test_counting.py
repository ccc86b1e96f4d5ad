"""What a report counts: contributions and people, with and without copies, and no cell of fewer than five."""

import pytest

from parvis.analysis.engine.counting import cells_of, counts_of, coverage_of, percent_of, strange_numbers


def rows(*said, **more):
    """Rows from (person, family), each of one person."""
    return [
        {"id": f"C{number}", "person": person, "people": 1, "family": family, **more}
        for number, (person, family) in enumerate(said)
    ]


def test_people_count_once_and_copies_are_told_apart():
    counted = counts_of(rows((1, "a"), (2, "a"), (3, "b"), (4, "c"), (5, "d"), (5, "e")), 12)

    assert counted["contributions"] == 6
    assert counted["people"] == 5
    assert counted["copies"] == 1
    assert counted["without_copies"] == {"contributions": 5, "people": None}
    assert counted["share"] == 50


def test_a_note_from_a_workshop_counts_all_who_stood_behind_it():
    assert counts_of([{"id": "C", "person": 1, "people": 9, "family": "C"}], 1)["people"] == 9


def test_fewer_than_five_people_are_not_told():
    assert counts_of(rows((1, "a"), (2, "b")), 9)["people"] is None
    assert counts_of([], 9)["people"] == 0


def test_a_small_cell_is_kept_back_with_the_next_so_that_none_follows_by_subtraction():
    told = cells_of(
        [each | {"channel": "web"} for each in rows(*((n, str(n)) for n in range(20)))]
        + [each | {"channel": "paper"} for each in rows(*((n, str(n)) for n in range(20, 27)))]
        + [each | {"channel": "email"} for each in rows((30, "x"), (31, "y"))],
        "channel",
    )

    assert told == {"web": {"contributions": 20, "people": 20}, "paper": None, "email": None}


def test_what_no_sentence_cites_is_listed():
    assert coverage_of({"C0"}, rows((1, "a"), (2, "b"))) == {"cited": 1, "of": 2, "share": 50, "not_cited": ["C1"]}


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 9, 0), (1, 9999, 1), (9998, 9999, 99), (9, 9, 100), (0, 0, 0)]
)
def test_a_share_is_never_nothing_of_something_nor_all_of_less(part, whole, percent):
    assert percent_of(part, whole) == percent


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("A bench.", []),
        ("6 of them, {share} of all.", []),
        ("٦", []),
        ("60 people", ["60"]),
        ("1,000 and 1.5", ["1,000", "1.5"]),
        ("{who} say so", ["{who}"]),
    ],
)
def test_numbers_that_are_not_counted_are_found(text, strange):
    assert strange_numbers(text, counts_of(rows(*((n, str(n)) for n in range(6))), 30)) == strange

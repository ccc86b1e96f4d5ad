"""Read a voting that was held elsewhere from a folder, as Polis exports it; what cannot be read is said with its row.

`comments.csv` names the statements (comment-id, comment-body, moderated). Votes are in `votes.csv`, a row each (comment-id,
voter-id, vote, timestamp in milliseconds), or in `participants-votes.csv`, a row a person and a column a statement. Agree
is 1, disagree −1, pass 0.
"""

import csv
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from parvis.core.cleaning import clean_line

type Told = Callable[[int], None]
type Cell = tuple[str, str]
"""A voter and a statement, as they are called where they come from."""

COMMENTS, VOTES, MATRIX = "comments.csv", "votes.csv", "participants-votes.csv"
LONGEST = 1000
_VALUES = {"1": 1, "1.0": 1, "0": 0, "0.0": 0, "-1": -1, "-1.0": -1}
_ABOUT_PEOPLE = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


class Unreadable(ValueError):
    """A folder cannot be read; the message is a sentence for whoever gave it."""


@dataclass(frozen=True)
class Brought:
    """One statement as it was elsewhere."""

    ref: str
    words: str
    is_hidden: bool


@dataclass
class Elsewhere:
    """A voting as it was elsewhere: the last vote of each person on each statement, with its moment where it is known."""

    statements: list[Brought]
    votes: dict[Cell, tuple[int, int]] = field(default_factory=dict)
    rows: int = 0
    unknown: int = 0
    agreements: dict[int, int] = field(default_factory=lambda: {1: 0, 0: 0, -1: 0})

    def add(self, voter: str, ref: str, value: int, at: int) -> None:
        """Take one vote in: a later one replaces it; two different ones at the same instant are a pass."""
        self.rows += 1
        self.agreements[value] += 1
        standing = self.votes.get((voter, ref))
        if standing and standing[0] == at and standing[1] != value:
            value = 0
        if standing is None or at >= standing[0]:
            self.votes[voter, ref] = at, value


def read(folder: Path, tell: Told = lambda rows: None) -> Elsewhere:
    """Return what a folder holds; raise Unreadable. `tell` hears how many rows were read so far."""
    statements, agrees = _statements(folder / COMMENTS)
    found = Elsewhere(statements)
    known = {each.ref for each in statements}
    is_long = (folder / VOTES).exists()
    for voter, ref, value, at in _votes(folder / VOTES) if is_long else _matrix(folder / MATRIX):
        if ref in known:
            found.add(voter, ref, value, at)
        else:
            found.unknown += 1
        if found.rows % 5_000 == 0:
            tell(found.rows)
    if not found.votes:
        raise Unreadable(f"{folder.name} holds no votes on the statements of {COMMENTS}.")
    if is_long and agrees and agrees == found.agreements[-1] != found.agreements[1]:
        raise Unreadable(f"{COMMENTS} counts the votes −1 as agreements. Here agree is 1 and disagree is −1.")
    tell(found.rows)
    return found


def moment_of(milliseconds: int) -> datetime.datetime | None:
    """Return the moment of a vote; None when it is not known."""
    return datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC) if milliseconds else None


def _statements(path: Path) -> tuple[list[Brought], int]:
    rows = _rows(path, ("comment-id", "comment-body"))
    found: dict[str, Brought] = {}
    agrees = 0
    for number, row in rows:
        ref, words = _id(row["comment-id"], number, "comment-id"), clean_line(row["comment-body"])
        if ref in found:
            raise Unreadable(f"{path.name}, row {number}: the statement {ref} stands there twice.")
        if not words:
            continue
        if len(words) > LONGEST:
            raise Unreadable(
                f"{path.name}, row {number}: the statement has {len(words)} characters, at most {LONGEST}."
            )
        found[ref] = Brought(ref, words, (row.get("moderated") or "").strip() == "-1")
        told = (row.get("agrees") or "").strip()
        agrees += int(told) if told.isdecimal() else 0
    return list(found.values()), agrees


def _votes(path: Path) -> Iterator[tuple[str, str, int, int]]:
    for number, row in _rows(path, ("comment-id", "voter-id", "vote")):
        at = (row.get("timestamp") or "0").strip()
        if not at.isdecimal() or len(at) > 15:
            raise Unreadable(f"{path.name}, row {number}: the timestamp is not a whole number of milliseconds.")
        voter, ref = _id(row["voter-id"], number, "voter-id"), _id(row["comment-id"], number, "comment-id")
        yield voter, ref, _value(row["vote"], path, number), int(at)


def _matrix(path: Path) -> Iterator[tuple[str, str, int, int]]:
    for number, row in _rows(path, ("participant",)):
        voter = _id(row["participant"], number, "participant")
        cast = {
            ref: _value(cell, path, number)
            for ref, cell in row.items()
            if ref not in _ABOUT_PEOPLE and (cell or "").strip()
        }
        told, counted = (row.get("n-agree") or "").strip(), list(cast.values())
        if told and told != str(counted.count(1)) and told == str(counted.count(-1)):
            raise Unreadable(
                f"{path.name}, row {number}: n-agree counts the votes −1. Here agree is 1, disagree is −1."
            )
        for ref, value in cast.items():
            yield voter, ref, value, 0


def _rows(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row by the names of its columns, with the line it ends on."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := [name for name in wanted if name not in (reader.fieldnames or ())]:
                raise Unreadable(f"{path.name} has no column {', '.join(missing)}.")
            for row in reader:
                if None in row or None in row.values():
                    raise Unreadable(f"{path.name}, row {reader.line_num}: it has more or fewer cells than the first.")
                yield reader.line_num, row
    except OSError as trouble:
        raise Unreadable(f"{path} cannot be opened: {trouble.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not written in UTF-8.") from None
    except csv.Error as trouble:
        raise Unreadable(f"{path.name} is not a CSV file with commas: {trouble}.") from None


def _id(cell: str, number: int, name: str) -> str:
    found = cell.strip()
    if not found or "\0" in found or len(found) > 80:
        raise Unreadable(f"Row {number}: {name} is missing or too long.")
    return found


def _value(cell: str, path: Path, number: int) -> int:
    found = _VALUES.get(cell.strip())
    if found is None:
        raise Unreadable(f"{path.name}, row {number}: the vote is “{cell.strip()[:20]}”; it must be 1, 0 or -1.")
    return found

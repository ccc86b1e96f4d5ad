"""Read votes and statements from CSV files; what cannot be read is said in a sentence that names the row.

Two shapes are read, as Polis exports them: a row for each vote (`comment-id`, `voter-id`, `vote`, `timestamp`), and a row
for each person (`participant`, and a column for each statement). `comments.csv` names statements, and says which are hidden.
"""

import csv
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from parvis.analysis.engine.votes import Names, VoteMatrix, matrix_of

type Told = Callable[[int], None]

BYTES_PER_FIELD = 1_000_000
_OF_PERSON = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
_VALUES = {"1": 1, "+1": 1, "1.0": 1, "0": 0, "0.0": 0, "-0": 0, "-1": -1, "-1.0": -1}


class Unreadable(ValueError):
    """A file cannot be read; the message is a sentence for whoever gave it."""


@dataclass(frozen=True)
class Statements:
    """The words of statements by id, and the ids of those that are hidden."""

    words: dict[str, str]
    hidden: frozenset[str]
    agrees: dict[str, int] = field(default_factory=dict)


def read_votes(path: Path, statements: Statements | None = None, tell: Told | None = None) -> VoteMatrix:
    """Return the matrix of last votes; raise Unreadable. `tell` hears how many rows were read so far."""
    rows = rows_of(path)
    header = next(rows)[1]
    if "participant" in header:
        people, names, values, at = _by_person(header, rows, tell)
    else:
        people, names, values, at = _by_vote(header, rows, tell, path)
    if not people:
        raise Unreadable(f"{path.name} holds no votes.")
    among = statements.words if statements else None
    votes, moments = np.frombuffer(values, dtype=np.int8), np.frombuffer(at, dtype=np.int64)
    if statements:
        _check_sign(names, votes, statements)
    return matrix_of(people, names, votes, moments, among=among, hidden=statements.hidden if statements else ())


def read_statements(path: Path) -> Statements:
    """Return the statements of a file with the columns comment-id, comment-body and moderated; raise Unreadable."""
    rows = rows_of(path)
    header = next(rows)[1]
    require(header, ("comment-id",), path)
    words, hidden, agrees = {}, set(), {}
    for number, row in rows:
        cells = dict(zip(header, row, strict=False))
        name = id_of(cells["comment-id"], number, "comment-id")
        if name in words:
            raise Unreadable(f"Row {number}: the statement {name} stands there twice.")
        words[name] = cells.get("comment-body", "").strip()
        if cells.get("moderated", "").strip() == "-1":
            hidden.add(name)
        if cells.get("agrees", "").strip().isdigit():
            agrees[name] = int(cells["agrees"])
    return Statements(words, frozenset(hidden), agrees)


def rows_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with the line it begins on, the header first."""
    csv.field_size_limit(BYTES_PER_FIELD)
    begun = False
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield reader.line_num, [cell.strip() for cell in row] if not begun else row
                    begun = True
    except OSError as trouble:
        raise Unreadable(f"{path} cannot be opened: {trouble.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not written in UTF-8.") from None
    except csv.Error as trouble:
        raise Unreadable(f"{path.name} is not a CSV file with commas and double quotes: {trouble}.") from None
    if not begun:
        raise Unreadable(f"{path.name} is empty.")


def require(header: list[str], wanted: tuple[str, ...], path: Path) -> None:
    """Refuse a header that lacks a wanted column, or has one twice."""
    missing = [name for name in wanted if name not in header]
    if missing and len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise Unreadable(f"The columns of {path.name} are not separated by commas.")
    if missing:
        has = ", ".join(name[:40] for name in header[:8])
        raise Unreadable(f"{path.name} has no column {', '.join(missing)}; its columns are {has}.")
    repeated = {name for name in header if header.count(name) > 1}
    if repeated:
        raise Unreadable(f"{path.name} has the column {min(repeated)} twice.")


def require_width(row: list[str], header: list[str], number: int) -> None:
    """Refuse a row of another width than the header."""
    if len(row) != len(header):
        raise Unreadable(f"Row {number} has {len(row)} cells, the first row {len(header)}.")


def id_of(cell: str, number: int, name: str) -> str:
    """Return a cell as an id; refuse one that is missing."""
    found = cell.strip()
    if not found or "\0" in found or found.lower() == "nan":
        raise Unreadable(f"Row {number}: {name} is missing.")
    return found


def _value(cell: str, number: int) -> int:
    found = _VALUES.get(cell.strip())
    if found is None:
        raise Unreadable(
            f"Row {number}: the vote is “{cell.strip()[:20]}”; it must be 1 (agree), 0 (pass) or -1 (disagree)."
        )
    return found


type _Columns = tuple[Names, Names, array[int], array[int]]


def _by_vote(header: list[str], rows: Iterator[tuple[int, list[str]]], tell: Told | None, path: Path) -> _Columns:
    require(header, ("comment-id", "voter-id", "vote"), path)
    statement, person, vote = (header.index(name) for name in ("comment-id", "voter-id", "vote"))
    time = header.index("timestamp") if "timestamp" in header else None
    people, names, values, at = Names(), Names(), array("b"), array("q")
    for count, (number, row) in enumerate(rows, start=1):
        require_width(row, header, number)
        people.add(id_of(row[person], number, "voter-id"))
        names.add(id_of(row[statement], number, "comment-id"))
        values.append(_value(row[vote], number))
        at.append(0 if time is None else _instant(row[time], number))
        if tell and count % 10_000 == 0:
            tell(count)
    return people, names, values, at


def _instant(cell: str, number: int) -> int:
    try:
        return int(cell)
    except ValueError:
        raise Unreadable(
            f"Row {number}: the timestamp is “{cell.strip()[:20]}”; it must be a whole number of milliseconds."
        ) from None


def _by_person(header: list[str], rows: Iterator[tuple[int, list[str]]], tell: Told | None) -> _Columns:
    columns = [(place, name) for place, name in enumerate(header) if name not in _OF_PERSON]
    who = header.index("participant")
    people, names, values = Names(), Names(), array("b")
    seen: set[str] = set()
    for count, (number, row) in enumerate(rows, start=1):
        require_width(row, header, number)
        person = id_of(row[who], number, "participant")
        cast = [(name, _value(row[place], number)) for place, name in columns if row[place].strip()]
        _check_agreements(header, row, number, [value for _name, value in cast])
        if person in seen:
            raise Unreadable("A participant stands there twice.")
        seen.add(person)
        for name, value in cast:
            people.add(person)
            names.add(name)
            values.append(value)
        if tell and count % 1_000 == 0:
            tell(count)
    return people, names, values, array("q", bytes(8 * len(values)))


def _check_agreements(header: list[str], row: list[str], number: int, values: list[int]) -> None:
    if "n-agree" not in header or "n-disagree" not in header:
        return
    told = row[header.index("n-agree")].strip(), row[header.index("n-disagree")].strip()
    counted = str(values.count(1)), str(values.count(-1))
    if told == counted:
        return
    if told == counted[::-1]:
        raise Unreadable(f"Row {number}: n-agree counts the votes −1. In this file agree is 1 and disagree is −1.")
    raise Unreadable(
        f"Row {number}: n-agree and n-disagree say {told[0]} and {told[1]}, its votes {counted[0]} and {counted[1]}."
    )


def _check_sign(names: Names, values: "np.ndarray[tuple[int], np.dtype[np.int8]]", statements: Statements) -> None:
    """Refuse votes whose agreements are counted as disagreements by the file of statements."""
    if not statements.agrees or not len(values):
        return
    asked = names.distinct
    for_it, against = (
        dict(zip(asked, np.bincount(names.numbers[values == sign], minlength=len(asked)).tolist(), strict=True))
        for sign in (1, -1)
    )
    off = sum(abs(for_it.get(name, 0) - told) for name, told in statements.agrees.items())
    off_reversed = sum(abs(against.get(name, 0) - told) for name, told in statements.agrees.items())
    if off_reversed == 0 and off > 0:
        raise Unreadable(
            "The file of statements counts the votes −1 as agreements. Here agree is 1 and disagree is −1."
        )

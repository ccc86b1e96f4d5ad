"""From rows of votes to a matrix of last votes, with what was left out and why."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from parvis.analysis.engine.digests import Digests, digests_of
from parvis.analysis.engine.manifest import digest

AGREE, PASS, DISAGREE = 1, 0, -1
BUCKETS = 256


@dataclass(frozen=True, eq=False)
class VoteMatrix:
    """The last vote of each person on each statement, as sparse rows.

    People stand in the order of their digests, so that the first thousand rows are a sample of a thousand that somebody
    who joins hardly changes, and a part of the digests is a part of the rows. `indptr` (people + 1), `indices` and
    `values` (votes) are as in a CSR matrix; the statements of a row ascend.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.int8]
    person_digests: Digests
    statement_digests: Digests
    excluded: dict[str, int] = field(default_factory=dict)
    flagged: dict[str, int] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int]:
        """Return the number of people and of statements."""
        return len(self.people), len(self.statements)

    @property
    def rows(self) -> NDArray[np.int32]:
        """Return the row of each vote."""
        return np.repeat(np.arange(len(self.people), dtype=np.int32), np.diff(self.indptr))

    @property
    def votes_of_each(self) -> NDArray[np.int64]:
        """Return how many votes each person cast."""
        return np.diff(self.indptr)

    def digest(self) -> str:
        """Return the digest of the matrix: the same whatever the order of what it was made of."""
        ids = "\n".join([*self.people, "", *self.statements]).encode()
        arrays = (self.indptr.astype("<i8"), self.indices.astype("<i4"), self.values.astype("<i1"))
        return digest(ids, *(each.tobytes() for each in arrays))

    def part(self, first: int, last: int) -> "VoteMatrix":
        """Return the rows from `first` up to `last`."""
        begin, end = self.indptr[first], self.indptr[last]
        return VoteMatrix(
            people=self.people[first:last],
            statements=self.statements,
            indptr=self.indptr[first : last + 1] - begin,
            indices=self.indices[begin:end],
            values=self.values[begin:end],
            person_digests=self.person_digests[first:last],
            statement_digests=self.statement_digests,
        )

    def where(self, kept: NDArray[np.bool_]) -> "VoteMatrix":
        """Return the same people and statements with only the votes where `kept` is true."""
        before = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
        return replace(self, indptr=before[self.indptr], indices=self.indices[kept], values=self.values[kept])

    def with_values(self, values: NDArray[np.int8]) -> "VoteMatrix":
        """Return the same people voting differently on the same statements."""
        return replace(self, values=values)

    def of_people(self, kept: NDArray[np.bool_]) -> "VoteMatrix":
        """Return the rows where `kept` is true."""
        if kept.all():
            return self
        votes = np.repeat(kept, self.votes_of_each)
        numbers = np.flatnonzero(kept)
        return VoteMatrix(
            people=tuple(self.people[row] for row in numbers),
            statements=self.statements,
            indptr=np.concatenate([[0], np.cumsum(self.votes_of_each[kept], dtype=np.int64)]),
            indices=self.indices[votes],
            values=self.values[votes],
            person_digests=self.person_digests[kept],
            statement_digests=self.statement_digests,
        )


class _Numbering(dict[str, int]):
    """Gives each name it does not know the next number."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


class Names:
    """Names as they come in, one for each vote: of a name that comes a thousand times, its number is kept, and itself once."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._number_of = _Numbering()
        self._numbers = array("i", map(self._number_of.__getitem__, names))

    @classmethod
    def numbered(cls, distinct: Iterable[str], numbers: NDArray[np.int32]) -> "Names":
        """Return names that come as numbers already, as in a file of columns: the number of each in `distinct`."""
        names = cls()
        names._number_of.update((name, number) for number, name in enumerate(distinct))
        names._numbers = array("i", numbers.tobytes())
        return names

    def add(self, name: str) -> None:
        """Add the next name."""
        self._numbers.append(self._number_of[name])

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def distinct(self) -> list[str]:
        """Return each name once, by its number."""
        return list(self._number_of)

    @property
    def numbers(self) -> NDArray[np.int32]:
        """Return the number of the name at each place."""
        return np.frombuffer(self._numbers, dtype=np.int32)


def matrix_of(
    people: Names | Sequence[str],
    statements: Names | Sequence[str],
    values: NDArray[np.int8],
    at: NDArray[np.int64],
    *,
    among: Collection[str] | None = None,
    hidden: Collection[str] = (),
) -> VoteMatrix:
    """Return the last vote by time of each person on each statement; all four sequences have one item for each vote.

    `among` names the statements there are, all that occur when None; those in `hidden`, and votes on others, are left
    out and counted. Two different votes at the same instant, the last, make a pass, and are flagged.
    """
    people = people if isinstance(people, Names) else Names(people)
    statements = statements if isinstance(statements, Names) else Names(statements)
    asked = statements.distinct
    names = sorted(set(among if among is not None else asked) - set(hidden), key=statement_order)
    column_of = {name: number for number, name in enumerate(names)}
    columns = np.array([column_of.get(each, -1) for each in asked], dtype=np.int32)[statements.numbers]
    voters, person_digests, rows = _numbered(people)
    kept = columns >= 0
    n_hidden = int(np.array([each in hidden for each in asked], dtype=bool)[statements.numbers].sum())
    excluded = {
        "hidden_statement": n_hidden,
        "unknown_statement": int((~kept).sum()) - n_hidden,
    }
    values, at = np.asarray(values), np.asarray(at)
    if not kept.all():
        rows, columns, values, at = rows[kept], columns[kept], values[kept], at[kept]
    cells = _last(rows, columns, values, at, len(names))
    excluded["replaced_by_a_later_vote"] = int(kept.sum()) - len(cells.rows)
    counts = np.bincount(cells.rows, minlength=len(voters))
    return VoteMatrix(
        people=voters,
        statements=tuple(names),
        indptr=np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]),
        indices=cells.columns,
        values=cells.values,
        person_digests=person_digests,
        statement_digests=digests_of(names),
        excluded=excluded,
        flagged={"two_votes_at_one_instant": cells.at_one_instant},
    )


def statement_order(name: str) -> tuple[int, bytes]:
    """Order ids so that 9 stands before 10."""
    return len(name.encode()), name.encode()


def _numbered(people: Names) -> tuple[tuple[str, ...], Digests, NDArray[np.int32]]:
    """Return the people in the order of their digests, the digests, and the row of the person of each vote."""
    names = people.distinct
    by_name = np.array(sorted(range(len(names)), key=lambda number: names[number].encode()), dtype=np.int64)
    found = digests_of([names[number] for number in by_name])
    order = np.argsort(found, kind="stable")
    row_of = np.empty(len(names), dtype=np.int32)
    row_of[by_name[order]] = np.arange(len(names), dtype=np.int32)
    return tuple(names[number] for number in by_name[order]), found[order], row_of[people.numbers]


@dataclass(frozen=True)
class _Cells:
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: NDArray[np.int8]
    at_one_instant: int = 0


def _last(
    rows: NDArray[np.int32], columns: NDArray[np.int32], values: NDArray[np.int8], at: NDArray[np.int64], width: int
) -> _Cells:
    """Keep the last vote in each cell, in the order of rows and columns; most cells have one."""
    cells = rows.astype(np.int64)
    cells *= width
    cells += columns
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    twice = np.zeros(len(cells), dtype=bool)
    twice[1:] = cells[1:] == cells[:-1]
    twice[:-1] |= twice[1:]
    if not twice.any():
        return _Cells(rows[order], columns[order], values[order])
    once, again = order[~twice], order[twice]
    single = _Cells(rows[once], columns[once], values[once])
    last = _last_of_several(rows[again], columns[again], values[again], at[again])
    place = np.argsort(
        np.concatenate([cells[~twice], last.rows.astype(np.int64) * width + last.columns]), kind="stable"
    )
    return _Cells(
        np.concatenate([single.rows, last.rows])[place],
        np.concatenate([single.columns, last.columns])[place],
        np.concatenate([single.values, last.values])[place],
        last.at_one_instant,
    )


def _last_of_several(
    rows: NDArray[np.int32], columns: NDArray[np.int32], values: NDArray[np.int8], at: NDArray[np.int64]
) -> _Cells:
    """Keep the last vote by time in each cell."""
    order = np.lexsort((values, at, columns, rows))
    rows, columns, values, at = rows[order], columns[order], values[order], at[order]
    begins_cell = np.ones(len(rows), dtype=bool)
    begins_cell[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    begins_instant = begins_cell.copy()
    begins_instant[1:] |= at[1:] != at[:-1]
    ends_instant, ends_cell = np.roll(begins_instant, -1), np.roll(begins_cell, -1)
    # Within an instant votes ascend: when the first is the last, all are the same.
    disputed = values[begins_instant] != values[ends_instant]
    last_instants = ends_cell[ends_instant]
    last = np.where(disputed, PASS, values[ends_instant])[last_instants].astype(np.int8)
    return _Cells(rows[ends_cell], columns[ends_cell], last, int(disputed[last_instants].sum()))

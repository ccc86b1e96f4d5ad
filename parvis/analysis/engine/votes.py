"""From rows of votes to a matrix of last votes, with what was left out and why."""

from collections.abc import Collection, Sequence
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
        votes = self.where(np.repeat(kept, self.votes_of_each))
        numbers = np.flatnonzero(kept)
        return VoteMatrix(
            people=tuple(self.people[row] for row in numbers),
            statements=self.statements,
            indptr=np.concatenate([[0], np.cumsum(self.votes_of_each[kept], dtype=np.int64)]),
            indices=votes.indices,
            values=votes.values,
            person_digests=self.person_digests[kept],
            statement_digests=self.statement_digests,
        )


def matrix_of(
    people: Sequence[str],
    statements: Sequence[str],
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
    names = sorted(set(among if among is not None else statements) - set(hidden), key=statement_order)
    column_of = {name: number for number, name in enumerate(names)}
    columns = np.fromiter((column_of.get(each, -1) for each in statements), dtype=np.int32, count=len(statements))
    voters, person_digests, rows = _numbered(people)
    kept = columns >= 0
    n_hidden = sum(1 for each in statements if each in hidden) if hidden else 0
    excluded = {
        "hidden_statement": n_hidden,
        "unknown_statement": int((~kept).sum()) - n_hidden,
    }
    cells = _last(rows[kept], columns[kept], np.asarray(values)[kept], np.asarray(at)[kept])
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


def _numbered(people: Sequence[str]) -> tuple[tuple[str, ...], Digests, NDArray[np.int32]]:
    """Return the people in the order of their digests, the digests, and the row of each given person."""
    distinct = sorted(set(people), key=str.encode)
    found = digests_of(distinct)
    order = np.argsort(found, kind="stable")
    voters = tuple(distinct[number] for number in order)
    row_of = {name: row for row, name in enumerate(voters)}
    rows = np.fromiter((row_of[each] for each in people), dtype=np.int32, count=len(people))
    return voters, found[order], rows


@dataclass(frozen=True)
class _Cells:
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: NDArray[np.int8]
    at_one_instant: int


def _last(
    rows: NDArray[np.int32], columns: NDArray[np.int32], values: NDArray[np.int8], at: NDArray[np.int64]
) -> _Cells:
    """Keep the last vote in each cell."""
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

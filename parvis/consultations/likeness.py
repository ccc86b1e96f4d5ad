"""What was said in nearly the same words: kept by a follower of the record, asked by pages, actions and commands."""

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction

from parvis.consultations.models import Consultation, Contribution, Likeness
from parvis.core.likeness import ALIKE_WITHIN, Prints, Score, compare, estimate, exact_key, pieces_of, prints_of
from parvis.core.receipts import format_code

Status = Contribution.Status

# Of each key, how many contributions that have it are looked at; of all these, how many sketches are compared; and how
# much less than enough a sketch may promise before the words themselves are measured.
HITS_PER_KEY = 32
SKETCHES = 40
DOUBT = 0.12
MEASURED = 8
_KEPT = ("exact", "pieces", "sketch", "keys")
# CROSS JOIN, so that SQLite begins with the few prints, and not with all that was said.
_FOUND = "said.id, said.code, said.status, said.words, print.family_id"
_ROWS = """
    SELECT {columns} FROM consultations_likeness AS print
    CROSS JOIN consultations_contribution AS said
    WHERE said.id = print.contribution_id AND said.consultation_id = %s AND said.status IN ({statuses}) AND said.code <> %s AND said.id < %s {more}
"""
_HAVING = "SELECT rowid FROM (SELECT rowid FROM {index} WHERE {index} MATCH %s ORDER BY rowid LIMIT {most})"


@dataclass(frozen=True)
class Alike:
    """A contribution in nearly the same words, and how near."""

    number: int
    code: str
    status: str
    words: str
    family: int | None
    score: Score

    @property
    def receipt(self) -> str:
        """Return its receipt, as it is shown."""
        return format_code(self.code)


def keep(texts: Iterable[tuple[int, int, str]], *, is_sought: bool = False) -> None:
    """Keep the prints of texts: of each the number of its contribution and of its consultation, and the words.

    `is_sought` when it is known already that they are like nothing that was said before.
    """
    rows = (_row(number, prints_of(words, consultation), is_sought) for number, consultation, words in texts if words)
    Likeness.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["contribution"], update_fields=_KEPT
    )


def forget(*codes: str) -> None:
    """Forget the prints of contributions."""
    Likeness.objects.filter(contribution__code__in=codes).delete()


def alike(
    consultation: Consultation,
    words: str,
    *,
    statuses: Collection[str] = (Status.PUBLISHED,),
    apart_from: str = "",
    most: int = 5,
) -> list[Alike]:
    """Return what was said in a consultation in nearly these words, the most alike first, the earliest of equals.

    `apart_from` is the code of the contribution whose words these are, if they are one's: nothing repeats itself.
    A text too short to tell is only ever found as exactly the same. Four queries.
    """
    within = _Within(consultation.pk, tuple(statuses), apart_from)
    return _alike(prints_of(words, consultation.pk), words, within, most)


def repeats_hidden(consultation: Consultation, words: str, *, apart_from: str = "") -> list[Alike]:
    """Return the hidden contributions that these words repeat, nearly or exactly: to be flagged, not dropped."""
    return alike(consultation, words, statuses=(Status.HIDDEN,), apart_from=apart_from)


def seek_families(most: int = 100) -> int:
    """Find, for contributions of which this was not asked yet, the earliest one they are like; return how many.

    Nothing is locked while it looks: people go on speaking. What was corrected meanwhile is looked at once more.
    """
    waiting = Likeness.objects.filter(is_sought=False).select_related("contribution").order_by("contribution")
    batch = list(waiting[:most])
    families: dict[int, int | None] = {}
    for each in batch:
        if found := _earlier(each):
            each.family_id = families.get(found.number, found.family) or found.number
            each.percent = found.score.percent
        families[each.pk] = each.family_id
    with transaction.atomic():
        for each in batch:
            same_words = Likeness.objects.filter(pk=each.pk, exact=each.exact, keys=each.keys)
            same_words.update(is_sought=True, family=each.family_id, percent=each.percent)
    return len(batch)


def _earlier(one: Likeness) -> Alike | None:
    said = one.contribution
    within = _Within(said.consultation_id, (Status.PUBLISHED, Status.HELD), before=said.pk)
    prints = Prints(one.exact, one.pieces, np.frombuffer(one.sketch, np.uint16), one.keys.split())
    found = _alike(prints, said.words, within, 1)
    return found[0] if found else None


@dataclass(frozen=True)
class _Within:
    """Among which contributions to look: of a consultation, that stand so, not this one, before that one."""

    consultation: int
    statuses: tuple[str, ...]
    apart_from: str = ""
    before: int = 2**62

    def read(self, columns: str, more: str, values: Sequence[int]) -> list[Any]:
        """Read columns of `print` and `said`; written by hand, since Django takes longer to write it than to read it."""
        statement = _ROWS.format(columns=columns, statuses=_places(self.statuses), more=more)
        with connection.cursor() as cursor:
            known = [self.consultation, *map(str, self.statuses), self.apart_from, self.before]
            cursor.execute(statement, [*known, *values])
            return list(cursor.fetchall())


def _alike(prints: Prints, words: str, within: _Within, most: int) -> list[Alike]:
    same = within.read(_FOUND, "AND print.exact = %s ORDER BY print.contribution_id LIMIT %s", [prints.exact, most])
    found = [Alike(*row, Score(1.0, 1.0, same=True)) for row in same if prints.exact]
    if len(found) == most or prints.is_too_short:
        return found
    pieces = pieces_of(words)
    promising = _promising(prints, within)
    rows = within.read(_FOUND, f"AND print.contribution_id IN ({_places(promising)})", promising) if promising else []
    known = {each.number for each in found}
    near = [Alike(*row, compare(pieces, pieces_of(row[3]))) for row in rows if row[0] not in known]
    near = [each for each in near if each.score.is_alike and prints.exact != exact_key(each.words)]
    return [*found, *sorted(near, key=lambda each: (-each.score.common, each.number))][:most]


def _promising(prints: Prints, within: _Within) -> list[int]:
    """Return those whose sketch says that their words are worth being measured."""
    shared = Counter(_sharing(prints.keys))
    likely = [number for number, _keys in shared.most_common(SKETCHES)]
    if not likely:
        return []
    kept = within.read("said.id, print.sketch", f"AND print.contribution_id IN ({_places(likely)})", likely)
    sketches = np.frombuffer(b"".join(bytes(sketch) for _number, sketch in kept), np.uint16)
    estimates = estimate(prints.sketch, sketches.reshape(len(kept), len(prints.sketch))).tolist()
    ranked = sorted(zip(estimates, kept, strict=True), key=lambda pair: -pair[0])
    return [number for promise, (number, _sketch) in ranked[:MEASURED] if promise >= ALIKE_WITHIN - DOUBT]


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _sharing(keys: Sequence[str]) -> list[int]:
    """Return, for each key, the contributions that have it: an equal number of times as keys are shared."""
    if not keys:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT * FROM parvis_likeness_sharing(%s, %s)", [list(keys), HITS_PER_KEY])
        else:
            one = _HAVING.format(index="consultations_likeness_index", most=HITS_PER_KEY)
            cursor.execute(" UNION ALL ".join([one] * len(keys)), [f'"{key}"' for key in keys])
        return list(itertools.chain.from_iterable(cursor.fetchall()))


def _row(number: int, prints: Prints, is_sought: bool) -> Likeness:
    return Likeness(
        contribution_id=number,
        exact=prints.exact,
        pieces=prints.pieces,
        sketch=prints.sketch.tobytes(),
        keys=" ".join(prints.keys),
        is_sought=is_sought,
    )

"""Which statement somebody votes on next.

Those with the fewest votes come first, in steps of five; among equals each voter has a lot of their own, so that two
voters meet them in two orders, and one voter meets the same statement again after reloading the page. When whoever
analyses votes has said how urgently each statement wants votes, four in five are drawn by that, and one in five as
before: no statement is ever passed over.
"""

import hashlib
import math
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from parvis.votes.models import Statement, Vote, Voter, Voting

STEP = 5
FAIR_SHARE = 0.2
COUNTED_FOR = 15


def next_statement(voting: Voting, voter: Voter | None, stranger: str = "") -> Statement | None:
    """Return what a voter votes on next; None when nothing is left. A `stranger` has a lot of their own too."""
    left = list(voting.consultation.statements.published().select_related("consultation"))
    turn = 0
    if voter is not None:
        done = set(voter.votes.values_list("statement_id", flat=True))
        left, turn = [each for each in left if each.pk not in done], len(done)
    lots = voter.participant if voter else stranger
    weights = _weights(voting, left)
    if any(weights.values()) and _lot(lots, f"turn {turn}") >= FAIR_SHARE:
        return min(left, key=lambda each: (_wait(lots, each, weights[each.pk]), each.number))
    seen = seen_counts(voting)
    return min(left, key=lambda each: (seen.get(each.pk, 0) // STEP, _lot(lots, str(each.number))), default=None)


def seen_counts(voting: Voting) -> dict[int, int]:
    """Return how many votes each statement has, by its key; counted anew every fifteen seconds."""
    key = f"votes.seen.{voting.pk}"
    seen = cache.get(key)
    if seen is None:
        votes = Vote.objects.filter(statement__consultation=voting.consultation_id)
        seen = dict(votes.order_by().values_list("statement_id").annotate(count=Count("pk")))
        cache.set(key, seen, COUNTED_FOR)
    return seen


def _weights(voting: Voting, statements: list[Statement]) -> dict[int, float]:
    """Return how urgently each statement wants votes, by its key: one of which nothing is known yet as much as any."""
    known = {number: float(weight) for number, weight in voting.weights.items() if _is_weight(weight)}
    most = max(known.values(), default=0.0)
    return {each.pk: known.get(str(each.number), most) for each in statements}


def _is_weight(weight: Any) -> bool:
    return isinstance(weight, int | float) and 0 <= weight < math.inf


def _wait(lots: str, statement: Statement, weight: float) -> float:
    """Draw without putting back: whoever waits least comes first, and the heavier wait less (Efraimidis and Spirakis)."""
    return -math.log(max(_lot(lots, str(statement.number)), 1e-300)) / weight if weight else math.inf


def _lot(lots: str, name: str) -> float:
    """Return a number from 0 up to 1, always the same for the same voter and name."""
    digest = hashlib.blake2b(f"{lots} {name}".encode(), digest_size=7).digest()
    return int.from_bytes(digest) / 2**56

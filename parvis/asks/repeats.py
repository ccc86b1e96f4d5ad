"""Which asks say the same as an earlier one, or nearly the same, to the same countries."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from parvis.asks.atlas import Atlas
from parvis.asks.grammar import Reading, read
from parvis.asks.models import Ask, AskKey
from parvis.core.likeness import Pieces, Prints, compare, pieces_of, prints_of

# How many earlier asks are measured by their words for each that comes, those that share most keys first.
MEASURED = 5
# What one statement asks for, well below what databases take.
_AT_ONCE = 20_000


class Repeats:
    """Knows what was asked before a list of posts, and learns each of these in its turn.

    A few queries, however many posts there are. An ask that repeats another leaves no keys: a text sent by five hundred
    people is looked up once.
    """

    def __init__(self, readings: Sequence[Reading], known: Atlas) -> None:
        self._known = known
        self._prints = [prints_of(reading.words, _scope(reading)) for reading in readings]
        self._same = _firsts([reading.key for reading in readings])
        self._near: dict[str, list[Ask]] = {}
        for key, ask in _keyed({key for prints in self._prints for key in prints.keys}):
            self._near.setdefault(key, []).append(ask)
        self._pieces: dict[int, Pieces] = {}

    def mark(self, asks: Sequence[Ask], readings: Sequence[Reading]) -> list[Ask]:
        """Let each ask, saved already, point to the first it repeats; return those that do."""
        keys = []
        for ask, reading, prints in zip(asks, readings, self._prints, strict=True):
            first = self._same.get(ask.text_key) or self._nearest(reading, prints) or ask
            self._same[ask.text_key] = first
            if first is not ask:
                ask.duplicate_of = first
                continue
            keys += [AskKey(ask=ask, key=key) for key in prints.keys]
            for key in prints.keys:
                self._near.setdefault(key, []).append(ask)
        AskKey.objects.bulk_create(keys, batch_size=_AT_ONCE)
        return [ask for ask in asks if ask.duplicate_of]

    def _nearest(self, reading: Reading, prints: Prints) -> Ask | None:
        """Return the ask that is most alike, the earliest of equals."""
        shared = Counter(ask for key in prints.keys for ask in self._near.get(key, ()))
        likely = sorted(shared, key=lambda ask: (-shared[ask], ask.pk))[:MEASURED]
        pieces = pieces_of(reading.words)
        scores = [(compare(pieces, self._pieces_of(ask)), ask) for ask in likely]
        alike = [(score.common, -ask.pk, ask) for score, ask in scores if score.is_alike]
        return max(alike)[2] if alike else None

    def _pieces_of(self, ask: Ask) -> Pieces:
        if ask.pk not in self._pieces:
            self._pieces[ask.pk] = pieces_of(read(ask.text, self._known.gazetteer, self._known.areas).words)
        return self._pieces[ask.pk]


def _scope(reading: Reading) -> str:
    """Return what two asks have in common besides their words: the countries; and a proposal is no question."""
    return " ".join([*sorted(reading.countries), "proposal" if reading.kind == "proposal" else ""])


def _firsts(keys: Iterable[str]) -> dict[str, Ask]:
    """Return the first ask that said each of these things, of those still there; of a repeat, what it repeats."""
    rows = Ask.objects.filter(text_key__in=set(keys)).exclude(status=Ask.Status.WITHDRAWN).order_by("-pk")
    rows = rows.only("code", "text_key", "duplicate_of").select_related("duplicate_of")
    return {ask.text_key: ask.duplicate_of or ask for ask in rows}


def _keyed(keys: set[str]) -> Iterable[tuple[str, Ask]]:
    for some in itertools.batched(sorted(keys), _AT_ONCE, strict=False):
        rows = AskKey.objects.filter(key__in=some).select_related("ask").order_by("ask")
        yield from ((row.key, row.ask) for row in rows)

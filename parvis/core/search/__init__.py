"""Searching what is public: index it, forget it, find it again by the beginnings of its words.

Case, accents and the spellings of Arabic make no difference. Nothing a person types is an operator, so nothing they
type is an error. The newest comes first.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from parvis.core.models.search import SearchDocument
from parvis.core.search.engines import Hit, Terms, flush, label, last_position, newest, position_of, tidy
from parvis.core.search.folding import bare, significant, words_of, words_to_find

__all__ = ["Searchable", "flush", "forget", "index", "index_many", "search_keys", "similar_keys", "tidy"]

# Of a search: how many letters are looked at, and how many words count.
LONGEST_QUERY = 400
MOST_WORDS = 8
# Of a thing to find: how many different words are indexed.
MOST_WORDS_INDEXED = 3000

# Of a text to compare: how many letters are looked at, how many of the longest are looked up, how many of the
# newest things that hold one are weighed, and what share of the weight must be common to be called alike.
LONGEST_TEXT = 4000
WORDS_COMPARED = 10
HITS_PER_WORD = 40
ENOUGH_SHARED = 0.2


@dataclass(frozen=True)
class Searchable:
    """One public thing: its kind, its key among that kind, the scope it is searched in, its words.

    `labels` are exact values one may also search by, such as "theme:transport".
    """

    kind: str
    key: str
    scope: str = ""
    text: str = ""
    language: str = ""
    labels: Collection[str] = field(default=())


def index(
    kind: str, key: str, scope: str, text: str | Iterable[str], language: str = "", labels: Collection[str] = ()
) -> None:
    """Make one thing findable; again, replaces its words and keeps its place among the newest."""
    whole = text if isinstance(text, str) else "\n".join(text)
    index_many([Searchable(kind, key, scope, whole, language, labels)])


def index_many(things: Iterable[Searchable], batch_size: int = 500) -> None:
    """Make many things findable, the oldest first."""
    SearchDocument.objects.bulk_create(
        (_document(thing) for thing in things),
        batch_size=batch_size,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["scope", "language", "words"],
    )


def forget(kind: str, *keys: str) -> None:
    """Make things unfindable."""
    SearchDocument.objects.filter(kind=kind, key__in=keys).delete()


def search_keys(
    kind: str,
    scope: str | None,
    query: str,
    limit: int = 50,
    before: str | None = None,
    labels: Collection[str] = (),
) -> list[str]:
    """Return the keys of the newest things that hold every word of `query` (or one that begins with it).

    `scope` None searches everything of that kind. `before` is the last key of the page before. Things must carry all
    `labels`. Without a word to look for, and without labels, nothing is found.
    """
    words = _sought(query)
    if not words and (not labels or query.strip()):
        return []
    terms = Terms(_labels(kind, scope, labels), words)
    position = position_of(kind, before) if before else None
    return [key for _position, key in newest(terms, limit, position)]


def similar_keys(kind: str, scope: str | None, text: str, limit: int = 5, exclude: Collection[str] = ()) -> list[str]:
    """Return the keys of the things most like `text`, the most alike first; fit for asking while somebody types.

    Alike means sharing words that are rare here. The cost does not depend on how many things there are.
    """
    labels, last, most = _labels(kind, scope, ()), last_position(), max(HITS_PER_WORD, 2 * limit)
    weights: dict[str, float] = {}
    shared: dict[str, set[str]] = defaultdict(set)
    for word in _most_telling(text):
        hits = newest(Terms(labels, [word]), most)
        weights[word] = _rarity(hits, last, most)
        for _position, key in hits:
            shared[key].add(word)
    enough = ENOUGH_SHARED * sum(weights.values())
    scores = {key: sum(weights[word] for word in words) for key, words in shared.items() if key not in exclude}
    return sorted((key for key in scores if scores[key] >= enough), key=lambda key: -scores[key])[:limit]


def _most_telling(text: str) -> list[str]:
    """The beginnings of the longest words, without the ending that number and gender change."""
    words = sorted(
        {bare(word) for word in significant(words_of(text[:LONGEST_TEXT]))}, key=lambda word: (-len(word), word)
    )
    return list(dict.fromkeys(word[: max(4, len(word) - 2)] for word in words[:WORDS_COMPARED]))


def _rarity(hits: Sequence[Hit], last: int, most: int) -> float:
    """Weigh a word by how far back one must go for its newest hits: the further, the rarer, the more it tells."""
    if not hits:
        return 0.0
    oldest = hits[-1][0] if len(hits) == most else 0
    return math.log1p((last + 1 - oldest) / len(hits))


def _document(thing: Searchable) -> SearchDocument:
    labels = {label(thing.kind), label(thing.kind, thing.scope)} | {
        label(thing.kind, "=", name) for name in thing.labels
    }
    return SearchDocument(
        kind=thing.kind,
        key=thing.key,
        scope=thing.scope,
        language=thing.language,
        words=" ".join([*sorted(labels), *words_to_find(thing.text)[:MOST_WORDS_INDEXED]]),
    )


def _labels(kind: str, scope: str | None, labels: Collection[str]) -> list[str]:
    own = label(kind) if scope is None else label(kind, scope)
    return [own, *(label(kind, "=", name) for name in labels)]


def _sought(query: str) -> list[str]:
    """The words to look for: single letters and words that say nothing count only when there is nothing else."""
    words = words_of(query[:LONGEST_QUERY])
    telling = significant(words) or words
    return list(dict.fromkeys(bare(word) for word in telling[:MOST_WORDS]))

"""Searching what is public: index it, forget it, find it again by the beginnings of its words.

Case, accents and the spellings of Arabic make no difference. Nothing a person types is an operator, so nothing they
type is an error. The newest comes first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from parvis.core.models.search import SearchDocument
from parvis.core.search.engines import Hit, Terms, label, newest
from parvis.core.search.folding import bare, significant, words_of, words_to_find

MOST_WORDS = 8
"""Words of a search that count; the rest are left aside."""


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
    return [key for _position, key in newest(terms, limit, _position_of(kind, before))]


def _document(thing: Searchable) -> SearchDocument:
    labels = {label(thing.kind), label(thing.kind, thing.scope)} | {label(thing.kind, "=", name) for name in thing.labels}
    return SearchDocument(
        kind=thing.kind,
        key=thing.key,
        scope=thing.scope,
        language=thing.language,
        words=" ".join([*sorted(labels), *words_to_find(thing.text)]),
    )


def _labels(kind: str, scope: str | None, labels: Collection[str]) -> list[str]:
    own = label(kind) if scope is None else label(kind, scope)
    return [own, *(label(kind, "=", name) for name in labels)]


def _sought(query: str) -> list[str]:
    """The words to look for: single letters and words that say nothing count only when there is nothing else."""
    words = words_of(query)
    telling = significant(words) or [word for word in words if len(word) > 1] or words
    return list(dict.fromkeys(bare(word) for word in telling[:MOST_WORDS]))


def _position_of(kind: str, key: str | None) -> int | None:
    if key is None:
        return None
    return SearchDocument.objects.filter(kind=kind, key=key).values_list("pk", flat=True).first()

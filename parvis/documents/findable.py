"""Keep documents findable by what stands in them: title and description, and the words of each language's newest file."""

from collections.abc import Iterable, Iterator

from parvis.core.search import Searchable, forget, index_many
from parvis.documents.models import Document, FileVersion, Passage

KIND = "document"
_BESIDE = 20


def refresh(documents: Iterable[Document]) -> None:
    """Bring the index to what everybody may read of some documents now."""
    for document in documents:
        kept = list(_searchable(document)) if document.status == Document.Status.PUBLISHED else []
        _forget(document, {each.key for each in kept})
        index_many(kept)


def _searchable(document: Document) -> Iterator[Searchable]:
    newest: dict[str, FileVersion] = {}
    for version in document.versions.filter(published_at__isnull=False).order_by("number"):
        newest[version.language] = version
    titles = [*document.title.values(), *document.description.values()]
    yield _one(document, 0, "\n".join(titles), "", newest)
    languages = {version.pk: version.language for version in newest.values()}
    passages = Passage.objects.filter(version__in=languages).order_by("pk")
    for passage in passages.iterator():
        # A reader who asks for the plan and a word in it finds it, though the passage does not say of what it is.
        text = "\n".join([passage.words, *document.title.values()])
        yield _one(document, passage.pk, text, languages[passage.version_id], newest)


def _one(document: Document, number: int, text: str, language: str, newest: dict[str, FileVersion]) -> Searchable:
    languages = [language] if language else newest
    return Searchable(
        kind=KIND,
        key=f"{document.slug}/{number}",
        scope=document.place.slug,
        text=text,
        language=language or document.source_language,
        labels=[
            f"kind:{document.kind}",
            *(f"evidence:{each}" for each in evidence_of(document)),
            *(f"language:{each}" for each in languages),
            *([f"cycle:{document.cycle.number}"] if document.cycle else []),
        ],
    )


def evidence_of(document: Document) -> list[str]:
    """Return the kinds of evidence a document is: both are two."""
    if document.evidence == Document.Evidence.BOTH:
        return [Document.Evidence.CO_CREATION.value, Document.Evidence.IMPLEMENTATION.value]
    return [] if document.evidence == Document.Evidence.NEITHER else [str(document.evidence)]


def _forget(document: Document, kept: set[str]) -> None:
    known = [0, *Passage.objects.filter(version__document=document).values_list("pk", flat=True)]
    gone = [key for number in known if (key := f"{document.slug}/{number}") not in kept]
    forget(KIND, *gone)

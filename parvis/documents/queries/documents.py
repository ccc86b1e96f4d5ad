"""Documents as pages show them: the list of a place, and one document with its versions and its log."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from parvis.core import clock
from parvis.core.pages import KeysetPage, keyset
from parvis.documents.models import Document, FileVersion
from parvis.documents.parity import Parity, parity_of
from parvis.documents.queries.publications import Pulse, publications_of, pulse_of
from parvis.documents.rules import may_keep_documents
from parvis.places.models import Place
from parvis.record import entries_of
from parvis.record.models import Entry
from parvis.record.sentences import role_words, sentence_of

SHOWN = 20


@dataclass(frozen=True)
class Row:
    """A document in a list, with how its languages stand."""

    document: Document
    parity: Parity

    @property
    def files(self) -> list[FileVersion]:
        """Return the newest file of each language."""
        return [each.version for each in self.parity.standings if each.version is not None]


@dataclass(frozen=True)
class Happened:
    """A line of the log of a document."""

    entry: Entry
    says: str
    role: str


@dataclass(frozen=True)
class DocumentPage:
    """What the page of a document tells."""

    document: Document
    parity: Parity
    languages: list[tuple[str, list[FileVersion]]]
    log: list[Happened]


def of_place(place: Place, wanted: dict[str, str]) -> QuerySet[Document]:
    """Return the published documents of a place that are of a kind, evidence, cycle or language, as far as asked for."""
    rows = Document.objects.published().filter(place=place)
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    if evidence := wanted.get("evidence"):
        rows = rows.filter(evidence__in=[evidence, Document.Evidence.BOTH])
    if cycle := wanted.get("cycle"):
        rows = rows.filter(cycle__number=int(cycle))
    if language := wanted.get("language"):
        spoken = FileVersion.objects.filter(document=OuterRef("pk"), language=language, published_at__isnull=False)
        rows = rows.filter(Exists(spoken))
    return rows.select_related("place", "cycle__place")


def page_of(place: Place, wanted: dict[str, str], after: str = "") -> KeysetPage[Row]:
    """Return one page of the documents of a place, the newest first; two queries."""
    page = keyset(of_place(place, wanted), ["-updated_at", "-pk"], after, SHOWN)
    return KeysetPage(rows_of(page.rows, is_public=True), page.after)


def rows_of(documents: Iterable[Document], *, is_public: bool) -> list[Row]:
    """Return documents with how their languages stand; one query."""
    documents = list(documents)
    versions: dict[int, list[FileVersion]] = defaultdict(list)
    for version in FileVersion.objects.filter(document__in=documents):
        versions[version.document_id].append(version)
    return [Row(each, parity_of(each, _with(each, versions[each.pk]), is_public=is_public)) for each in documents]


def drafts_of(place: Place, person: Any) -> list[Row]:
    """Return the documents being prepared in a place, for those who may see them."""
    if not may_keep_documents(person, place):
        return []
    drafts = Document.objects.filter(place=place, status=Document.Status.DRAFT).select_related("place", "cycle__place")
    return rows_of(drafts, is_public=False)


def pulse(place: Place) -> Pulse:
    """Return how often a place published in the last twelve months; one query."""
    return pulse_of(publications_of(place), place, clock.now().astimezone(place.zone).date())


def languages_of(place: Place) -> list[str]:
    """Return the languages in which there is something to read; one query."""
    public = FileVersion.objects.public().filter(document__place=place)
    return sorted(public.order_by().values_list("language", flat=True).distinct())


def document_page(document: Document, *, is_public: bool) -> DocumentPage:
    """Return a document with its versions and its log; two queries."""
    versions = _with(document, document.versions.select_related("made_from"))
    parity = parity_of(document, versions, is_public=is_public)
    shown = [each for each in versions if each.published_at is not None or not is_public]
    entries = list(entries_of(document))
    by_language: dict[str, list[FileVersion]] = {each.language: [] for each in parity.standings if each.version}
    for version in shown:
        version.entry = _entry_of(entries, version)
        by_language[version.language].append(version)
    return DocumentPage(document, parity, list(by_language.items()), log_of(entries))


def log_of(entries: Iterable[Entry]) -> list[Happened]:
    """Return what happened to a document in words, the newest first."""
    return [Happened(each, sentence_of(each.verb, each.facts), role_words(each.role)) for each in entries][::-1]


def _entry_of(entries: Iterable[Entry], version: FileVersion) -> Entry | None:
    """Return the entry by which a file was published, or else the one by which it was given."""
    public = {"document.published", "document.replaced", "document.language_added"}
    about = [each for each in entries if each.facts.get("sha256") == version.sha256]
    about = [each for each in about if each.facts.get("version") == version.number]
    about = [each for each in about if each.facts.get("language") == version.language]
    return next((each for each in about if each.verb in public), next(iter(about), None))


def _with(document: Document, versions: Iterable[FileVersion]) -> list[FileVersion]:
    """Give versions the very document they were reached from: it is not asked for again."""
    versions = list(versions)
    for version in versions:
        version.document = document
    return versions

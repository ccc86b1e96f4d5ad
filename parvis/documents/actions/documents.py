"""Begin a document, say what it is, publish it, withdraw it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.core import clock
from parvis.core.languages import SITE_LANGUAGES, language_name, listed
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.cycles.models import Cycle
from parvis.documents.models import Document
from parvis.documents.parity import parity_of
from parvis.documents.rules import may_change_document, may_keep_documents
from parvis.places.models import Place
from parvis.record import Line, record, record_many
from parvis.record.overtaking import refuse_overtaken

SHOWN = ("title", "description", "evidence", "cycle")
OF_ANOTHER_PLACE = gettext_lazy("This cycle belongs to another place.")


@transaction.atomic
def begin_document(
    place: Place,
    *,
    by: Any,
    kind: str,
    title: Words,
    source_language: str,
    evidence: str = Document.Evidence.NEITHER,
    description: Words | None = None,
    cycle: Cycle | None = None,
    key: uuid.UUID | None = None,
) -> Document:
    """Begin a document that those who convene see; the same `key` from the same form begins it once."""
    may_keep_documents(by, place).enforce()
    place = Place.objects.select_for_update().get(pk=place.pk)
    if key and (begun := Document.objects.filter(place=place, key=key).first()):
        return begun
    if source_language not in [*place.languages, *SITE_LANGUAGES]:
        raise Refused(_("This place does not write in this language."))
    if cycle is not None and cycle.place_id != place.pk:
        raise Refused(OF_ANOTHER_PLACE)
    document = Document.objects.create(
        place=place,
        cycle=cycle,
        slug=_slug(place, kind),
        kind=kind,
        evidence=evidence,
        title=title,
        description=description or Words(),
        source_language=source_language,
        key=key,
    )
    for name in ("title", "description"):
        note(document, name, source=source_language)
    record("document.begun", document, by=by, facts=_told(document))
    return document


@transaction.atomic
def change_document(
    document: Document, *, by: Any, seen: Marks | None = None, confirmed: Iterable[str] = (), **fields: Any
) -> Document:
    """Change the title, the description, the cycle and the evidence of a document; which of them changed is public.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_change_document(by, document).enforce()
    document = locked(document)
    may_change_document(by, document).enforce()
    saved = shown_of(document)
    refuse_overtaken(document, seen, saved=saved, typed=saved | fields, verbs=("document.begun", "document.changed"))
    changed = sorted(name for name, value in fields.items() if getattr(document, name) != value)
    if "cycle" in changed and fields["cycle"] is not None and fields["cycle"].place_id != document.place_id:
        raise Refused(OF_ANOTHER_PLACE)
    for name in changed:
        setattr(document, name, fields[name])
    _require_titles(document, is_needed=document.status == Document.Status.PUBLISHED)
    if changed:
        document.save(update_fields=changed)
    if changed or confirmed:
        for name in ("title", "description"):
            note(document, name, source=document.source_language, confirmed=confirmed)
    if changed:
        record("document.changed", document, by=by, facts={"changed": changed, **_told(document)})
    return document


@transaction.atomic
def publish_document(document: Document, *, by: Any) -> Document:
    """Put a document before everybody: in each official language, and none older than the one it was made from."""
    may_change_document(by, document).enforce()
    document = locked(document)
    may_change_document(by, document).enforce()
    if document.status == Document.Status.PUBLISHED:
        return document
    _require_titles(document, is_needed=True)
    versions = list(document.versions.all())
    require_parity(document, versions)
    now = clock.now()
    newest = [each.version for each in parity_of(document, versions).standings if each.version is not None]
    if document.move("publish", published_at=now, updated_at=now):
        document.versions.filter(pk__in=[each.pk for each in newest]).update(published_at=now)
        record_many([Line("document.published", document, by, facts={**_told(document), **told(v)}) for v in newest])
    return document


@transaction.atomic
def withdraw_document(document: Document, *, by: Any, reason: Words) -> Document:
    """Take a document away from everybody, saying why; its files stay known by their digests."""
    may_keep_documents(by, document.place).enforce()
    document = locked(document)
    if missing := reason.missing(document.place.languages):
        names = listed(language_name(code) for code in missing)
        raise Refused(_("Say why in each official language. Missing: %(languages)s.") % {"languages": names})
    if document.move("withdraw", {"reason": reason}, withdrawn_at=clock.now()):
        digests = sorted(document.versions.filter(published_at__isnull=False).values_list("sha256", flat=True))
        record("document.withdrawn", document, by=by, facts={**_told(document), "digests": digests})
    return document


def require_parity(document: Document, versions: list[Any]) -> None:
    """Refuse to publish what not everybody can read, naming the languages."""
    parity = parity_of(document, versions)
    sentences = []
    if parity.missing:
        names = listed(language_name(code) for code in parity.missing)
        sentences.append(_("There is no file yet in: %(languages)s.") % {"languages": names})
    if parity.blocking:
        names = listed(language_name(code) for code in parity.blocking)
        sentence = _("Older than the file it was made from: %(languages)s.")
        sentences.append(sentence % {"languages": names})
    if sentences:
        raise Refused(" ".join([_("It cannot be published yet."), *sentences]))


def shown_of(document: Document) -> dict[str, Any]:
    """Return what a form shows of a document."""
    return {name: getattr(document, name) for name in SHOWN}


def locked(document: Document) -> Document:
    """Return the document as it is now; nobody else changes it until the end of the transaction."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("place", "cycle")
    return rows.get(pk=document.pk)


def told(version: Any) -> dict[str, Any]:
    """Return what the record says of a file."""
    return {
        "language": version.language,
        "version": version.number,
        "sha256": version.sha256,
        "size": version.size,
        "type": version.ending,
    }


def _slug(place: Place, kind: str) -> str:
    number = Document.objects.filter(place=place, kind=kind).count() + 1
    return f"{place.slug}-{kind.replace('_', '-')}-{number}"


def _require_titles(document: Document, *, is_needed: bool) -> None:
    if is_needed and (missing := document.title.missing(document.official_languages)):
        names = listed(language_name(code) for code in missing)
        raise Refused(
            _("Write the title in each official language first. Missing: %(languages)s.") % {"languages": names}
        )


def _told(document: Document) -> dict[str, Any]:
    facts = {"place": document.place.slug, "kind": str(document.kind), "evidence": str(document.evidence)}
    return facts | ({"cycle": document.cycle.slug} if document.cycle else {})

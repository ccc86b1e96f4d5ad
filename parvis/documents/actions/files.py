"""Give a document a file, and say that a translation still says the same."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.core.languages import language_name
from parvis.core.rules import Refused
from parvis.documents.actions.documents import locked, told
from parvis.documents.models import Document, FileVersion
from parvis.documents.receiving import Received
from parvis.documents.rules import may_change_document
from parvis.documents.tasks import read_words
from parvis.record import record


@transaction.atomic
def give_file(
    document: Document,
    *,
    by: Any,
    language: str,
    file: Received,
    made_from: int | None = None,
    changes: str = "",
    other_type_because: str = "",
    seen: int | None = None,
) -> FileVersion:
    """Give a document its next file in a language; the earlier ones stay. The same file twice is given once.

    `made_from` is the number of the version it was translated from, the newest unless said; `seen` is the number of the version the form
    showed (0: none): a file somebody gave meanwhile is not replaced unseen.
    """
    may_change_document(by, document).enforce()
    document = locked(document)
    may_change_document(by, document).enforce()
    source = _source(document, language, made_from)
    last = document.versions.filter(language=language).order_by("-number").first()
    if last is not None and last.sha256 == file.sha256:
        return last
    _refuse_unseen(last, seen)
    _refuse_other_type(last, file, other_type_because)
    now, is_public = clock.now(), document.status == Document.Status.PUBLISHED
    version = document.versions.create(
        language=language,
        number=last.number + 1 if last else 1,
        **file._asdict(),
        made_from=source,
        changes=clean_line(changes)[:300],
        other_type_because=clean_line(other_type_because)[:300],
        given_at=now,
        published_at=now if is_public else None,
    )
    if is_public:
        Document.objects.filter(pk=document.pk).update(updated_at=now)
    read_words.enqueue(version.pk)
    _record(document, version, by, is_public=is_public)
    return version


@transaction.atomic
def confirm_translation(document: Document, *, by: Any, language: str) -> FileVersion:
    """Say that a file, made from an earlier version, still says the same as the newest: somebody has read both."""
    may_change_document(by, document).enforce()
    document = locked(document)
    may_change_document(by, document).enforce()
    source = _source(document, language, None)
    version = document.versions.filter(language=language).order_by("-number").first()
    if version is None or source is None:
        raise Refused(_("There is no translation in this language."))
    if version.made_from_id != source.pk:
        document.versions.filter(pk=version.pk).update(made_from=source)
        version.made_from = source
        facts = {**told(version), "made_from": source.number}
        record("document.translation_confirmed", document, by=by, facts=facts)
    return version


def _record(document: Document, version: FileVersion, by: Any, *, is_public: bool) -> None:
    facts = told(version) | ({"made_from": version.made_from.number} if version.made_from else {})
    if not is_public:
        record("document.file_given", document, by=by, facts=facts)
    elif version.number > 1:
        record("document.replaced", document, by=by, facts=facts)
    else:
        record("document.language_added", document, by=by, facts=facts)


def _source(document: Document, language: str, number: int | None) -> FileVersion | None:
    """Return the version a file is made from; None for the language the document is written in first."""
    if language not in document.writing_languages:
        raise Refused(_("This place does not write in this language."))
    if language == document.source_language:
        return None
    written = document.versions.filter(language=document.source_language)
    source = written.filter(number=number).first() if number else written.order_by("-number").first()
    if source is None:
        name = language_name(document.source_language)
        raise Refused(_("Give the file in the language it is written in first: %(language)s.") % {"language": name})
    return source


def _refuse_unseen(last: FileVersion | None, seen: int | None) -> None:
    number = last.number if last else 0
    if seen is not None and seen != number:
        sentence = _("Somebody gave version %(number)d meanwhile. Look at it, then send yours again.")
        raise Refused(sentence % {"number": number})


def _refuse_other_type(last: FileVersion | None, file: Received, because: str) -> None:
    if last is not None and last.ending != file.ending and not clean_line(because):
        sentence = _(
            "So far this file is %(old)s, yours is %(new)s. If that is meant, say why below, and send it again."
        )
        raise Refused(sentence % {"old": last.ending.upper(), "new": file.ending.upper()})

"""Who keeps the documents of a place, and who may open what."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule
from parvis.documents.models import Document
from parvis.people.rules import is_somebody
from parvis.places.models import Place

type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_keep_documents(person: Any, place: Place) -> Conditions:
    """Begin, fill, publish and withdraw the documents of a place: those who convene there."""
    yield is_somebody(person), _("Sign in first.")
    yield person.has_role("convener", place), _("Only a convener of this place can do this.")


@rule
def may_change_document(person: Any, document: Document) -> Conditions:
    """Change what a document says of itself, or give it a file, as long as it was not withdrawn."""
    verdict = may_keep_documents(person, document.place)
    yield verdict, verdict.reason
    yield document.status != Document.Status.WITHDRAWN, _("This document was withdrawn: it stays as it is.")

"""What follows the record here: documents become findable, and are found no more once they are withdrawn."""

from collections.abc import Sequence

from parvis.documents.findable import refresh
from parvis.documents.models import Document
from parvis.record import follower
from parvis.record.models import Entry

_MOVING = {
    "document.published",
    "document.changed",
    "document.replaced",
    "document.language_added",
    "document.withdrawn",
}


@follower("documents.search", _MOVING)
def make_findable(entries: Sequence[Entry]) -> None:
    """Bring the index to what the documents the entries are about say now."""
    slugs = {entry.subject_key for entry in entries}
    refresh(Document.objects.filter(slug__in=slugs).select_related("place", "cycle").order_by("pk"))

"""How the record tells what happens to documents."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.documents.models import Document
from parvis.record.sentences import call, link, name_fact, say

SENTENCES = {
    "document.begun": _("A document was begun"),
    "document.changed": _("What a document says of itself was changed"),
    "document.file_given": _("A document that is being prepared got a file"),
    "document.published": _("A document was published"),
    "document.replaced": _("A published document got a new version"),
    "document.language_added": _("A published document got a file in another language"),
    "document.translation_confirmed": _("A translation was read again: it says the same as the newest version"),
    "document.withdrawn": _("A document was withdrawn, with a reason"),
}
FACTS = {
    "place": _("place"),
    "cycle": _("cycle"),
    "kind": _("kind"),
    "evidence": _("evidence of"),
    "language": _("language"),
    "version": _("version"),
    "sha256": _("digest (SHA-256)"),
    "digests": _("digests (SHA-256) of the files"),
    "size": _("size in bytes"),
    "type": _("type of the file"),
    "made_from": _("made from version"),
    "changed": _("what changed"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for fact, words in FACTS.items():
        name_fact(fact, words, about="document")
    call("document", pgettext_lazy("subject of the record", "document"))
    link("document", lambda key: reverse("document", args=[key]), _open_to)


def _open_to(keys: set[str], person: Any) -> set[str]:
    return set(Document.objects.visible_to(person).filter(slug__in=keys).values_list("slug", flat=True))

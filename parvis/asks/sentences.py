"""How the record tells what happens to asks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.core.receipts import format_code
from parvis.record.sentences import call, link, name_fact, say, spell

SENTENCES = {
    "ask.received": _("An ask was received"),
    "ask.sorted": _("It was said of what kind an ask is, and where it goes"),
    "ask.accepted": _("An ask was accepted"),
    "ask.rejected": _("An ask was set aside"),
    "ask.reconsidered": _("An ask that was set aside is looked at again"),
    "ask.routed": _("An ask was passed on"),
    "ask.acknowledged": _("An ask was acknowledged"),
    "ask.answered": _("An ask was answered"),
    "ask.closed": _("An ask was closed"),
    "ask.translated": _("An ask was translated"),
    "ask.translation_withdrawn": _("A translation of an ask was taken away"),
    "ask.permission_noted": _("What the author of an ask said to being named was noted"),
    "ask.withdrawn": _("The author of an ask took it back"),
    "source.added": _("A source of asks was added"),
    "source.changed": _("Reading a source of asks went otherwise than before"),
}
FACTS = {
    "because": _("in a sentence"),
    "consultation": _("consultation"),
    "contribution": _("contribution"),
    "countries": _("countries"),
    "decision": _("decision"),
    "duplicate_of": _("says the same as"),
    "from": _("original language"),
    "kind": _("kind"),
    "language": _("language"),
    "made": _("made by"),
    "network": _("network"),
    "permission": _("permission"),
    "place": _("place"),
    "reason": _("reason"),
    "status": _("status"),
    "text": _("text"),
    "to": _("to"),
    "translation": _("translation"),
    "triage": _("left to a person because"),
    "was": _("before"),
    "answer": _("answer"),
    "author": _("author"),
    "link": _("link"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for fact, words in FACTS.items():
        name_fact(fact, words, about="ask")
        name_fact(fact, words, about="source")
    spell("ask", format_code)
    call("ask", _("ask"))
    call("source", _("source of asks"))
    link("ask", lambda key: reverse("ask", args=[format_code(key)]))

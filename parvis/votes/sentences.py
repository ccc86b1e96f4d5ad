"""How the record tells what happens to statements and votes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.record.sentences import call, link, name_fact, say

SENTENCES = {
    "voting.opened": _("People could vote on statements"),
    "voting.closed": _("Voting was closed, and all votes sealed"),
    "voting.brought_in": _("Votes from elsewhere were brought in"),
    "statement.seeded": _("A convener wrote a statement to vote on"),
    "statement.proposed": _("Somebody proposed a statement"),
    "statement.published": _("A proposed statement was published"),
    "statement.refused": _("A proposed statement was refused"),
    "statement.hidden": _("A statement was taken out of the voting"),
    "statement.restored": _("A statement was voted on again"),
    "statement.translated": _("A statement was translated"),
    "statement.translation_withdrawn": _("A translation of a statement was taken away"),
}
OF_VOTING = {
    "closes_at": _("closes"),
    "people_propose": _("people may propose statements"),
    "statements": _("statements"),
    "voters": _("voters"),
    "votes": _("votes"),
    "root": _("root of all votes"),
}
OF_STATEMENT = {
    "from": _("original language"),
    "language": _("language"),
    "made": _("made by"),
    "reason": _("reason"),
    "with": _("joined with statement"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for fact, words in OF_VOTING.items():
        name_fact(fact, words, about="voting")
    for fact, words in OF_STATEMENT.items():
        name_fact(fact, words, about="statement")
    call("voting", _("voting"))
    call("statement", _("statement"))
    link("voting", lambda key: reverse("vote_results", args=[key]), _open_to)
    link("statement", lambda key: reverse("vote_results", args=[key.partition("/")[0]]), _open_to)


def _open_to(keys: set[str], person: Any) -> set[str]:
    """Keep the keys that begin with a consultation a person may see."""
    slugs = {key.partition("/")[0] for key in keys}
    seen = set(Consultation.objects.visible_to(person).filter(slug__in=slugs).values_list("slug", flat=True))
    return {key for key in keys if key.partition("/")[0] in seen}

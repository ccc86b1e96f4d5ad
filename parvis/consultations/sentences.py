"""How the record tells what happens in consultations."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation
from parvis.core.receipts import format_code
from parvis.record.sentences import ROLES, call, link, name_fact, say, spell

SENTENCES = {
    "consultation.created": _("A consultation was prepared"),
    "consultation.changed": _("A consultation was changed"),
    "consultation.glossary_changed": _("The glossary of a consultation was changed"),
    "consultation.opened": _("A consultation was opened"),
    "consultation.closed": _("A consultation was closed"),
    "consultation.reopened": _("A consultation was opened again"),
    "consultation.answered": _("A consultation was answered"),
    "consultation.audience_expected": _("Somebody is hoped for in a consultation"),
    "consultation.audience_dropped": _("Somebody is no longer hoped for in a consultation"),
    "consultation.embedding_allowed": _("A site was allowed to show a consultation on its pages"),
    "consultation.embedding_stopped": _("A site may no longer show a consultation on its pages"),
    "consultation.imported": _("Contributions were brought in from a file"),
    "mapping.saved": _("How the files of a source are read was kept"),
    "mapping.forgotten": _("How the files of a source are read is no longer kept"),
    "contribution.received": _("A contribution was received"),
    "contribution.published": _("A contribution was published"),
    "contribution.hidden": _("A contribution was hidden"),
    "contribution.restored": _("A contribution was restored"),
    "contribution.appealed": _("The author of a hidden contribution appealed"),
    "contribution.appeal_granted": _("An appeal was granted"),
    "contribution.appeal_refused": _("An appeal was refused: the contribution stays hidden"),
    "contribution.erased": _("A contribution was erased"),
    "contribution.themes_changed": _("The themes of a contribution were corrected"),
    "contribution.linked": _("What a contribution speaks about was brought in as well"),
    "contribution.language_changed": _("The language of a contribution was corrected"),
    "contribution.held": _("A decision about a contribution was taken back: it waits to be read"),
    "contribution.corrected": _("A note was corrected by its scribe"),
    "contribution.author_asked": _("A moderator asked the author of a contribution something"),
    "contribution.author_replied": _("The author of a contribution replied to a moderator"),
    "contribution.amended": _("The author of a contribution put other words in its place"),
    "contribution.taken_back": _("A note was taken back by its scribe"),
    "contribution.claimed": _("A note was claimed by its author"),
    "workshop.opened": _("A workshop was opened for the taking of notes"),
    "workshop.changed": _("A workshop was changed"),
    "workshop.closed": _("A workshop was closed: no more notes are taken"),
    "workshop.scribe_named": _("A scribe was named for a workshop"),
    "workshop.scribe_withdrawn": _("The link of a scribe was withdrawn"),
    "workshop.slips_made": _("Slips were made for a workshop"),
    "sweep.made": _("The same was decided about several contributions"),
    "sweep.undone": _("What was decided about several contributions was undone"),
    "contribution.grouped": _("Contributions that say the same were grouped"),
    "contribution.ungrouped": _("Contributions were no longer read as one"),
    "contribution.taken_out": _("A contribution was taken out of its group"),
    "contribution.kept_apart": _("Contributions were found not to say the same"),
    "contribution.translated": _("A contribution was translated"),
    "contribution.translation_withdrawn": _("A translation of a contribution was taken away"),
    "contribution.supported": _("Somebody supported a contribution"),
    "support.withdrawn": _("Somebody took their support back"),
}
FACTS = {
    "act": _("decision"),
    "answer_due_on": _("answer due on"),
    "added": pgettext_lazy("themes", "added"),
    "audience": _("audience"),
    "batch": _("batch"),
    "because": _("in a sentence"),
    "changed": _("what changed"),
    "channel": _("channel"),
    "closes_at": _("closes"),
    "columns": _("columns"),
    "consent": _("consent"),
    "consultation": _("consultation"),
    "contributions": _("contributions"),
    "cycle": _("cycle"),
    "due_on": _("decided by"),
    "event": _("event"),
    "expected": _("hoped for"),
    "from": _("original language"),
    "handed_in_on": _("handed in on"),
    "kind": _("spoken as"),
    "language": _("language"),
    "lead": _("grouped with"),
    "made": _("made by"),
    "members": _("contributions"),
    "opens_at": _("opens"),
    "organisation": _("organisation"),
    "people": _("people behind it"),
    "plea": _("why this decision is wrong"),
    "public_name": _("public name"),
    "refers_to": _("about"),
    "removed": pgettext_lazy("themes", "removed"),
    "reply_by": _("reply by"),
    "side": _("side"),
    "site": _("site"),
    "slips": _("slips"),
    "source": _("source"),
    "terms": _("terms"),
    "themes": _("themes"),
    "translation": _("translation"),
    "typings": _("people who typed it in"),
    "until": _("until"),
    "was": _("before"),
    "words": _("words"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for fact, words in FACTS.items():
        name_fact(fact, words, about="contribution")
        name_fact(fact, words, about="consultation")
        name_fact(fact, words, about="sweep")
        name_fact(fact, words, about="workshop")
        name_fact(fact, words, about="mapping")
    spell("contribution", format_code)
    ROLES.setdefault("author", _("its author"))
    ROLES.setdefault("scribe", _("a scribe"))
    call("consultation", _("consultation"))
    call("contribution", _("contribution"))
    call("workshop", _("workshop"))
    call("mapping", _("mapping of columns"))
    call("sweep", _("decision about several contributions"))
    link("consultation", lambda key: reverse("consultation", args=[key]), _consultations_open_to)
    link("workshop", lambda key: reverse("consultation", args=[key.partition("/")[0]]))
    link("contribution", lambda key: reverse("trail", args=[format_code(key)]))


def _consultations_open_to(keys: set[str], person: Any) -> set[str]:
    return set(Consultation.objects.visible_to(person).filter(slug__in=keys).values_list("slug", flat=True))

"""How the record tells what happens to sheets of paper."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.record.sentences import call, link, name_fact, say

SENTENCES = {
    "batch.made": _("A batch of sheets was made, to be filled in by hand"),
    "batch.handed_in": _("It was said on which day a batch of sheets was handed in"),
    "sheet.typed_once": _("A sheet was typed in by the first of two people"),
    "sheet.differed": _("Two people typed in a sheet in two ways"),
    "sheet.entered": _("A sheet was typed in and became a contribution"),
    "sheet.spoiled": _("A sheet was marked as spoiled"),
    "sheet.mended": _("A sheet was no longer marked as spoiled"),
}
FACTS = {
    "consultation": _("consultation"),
    "contribution": _("contribution"),
    "handed_in_on": _("handed in on"),
    "language": _("language"),
    "reason": _("reason"),
    "sheets": _("sheets"),
    "typings": _("people who typed it in"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for fact, words in FACTS.items():
        name_fact(fact, words, about="batch")
        name_fact(fact, words, about="sheet")
    call("batch", _("batch of sheets"))
    call("sheet", _("sheet"))
    link("batch", lambda key: reverse("consultation", args=[key.partition("/")[0]]))

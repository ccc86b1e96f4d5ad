"""How the record tells what happens to runs, and what readers make of themes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.record.sentences import call, link, name_fact, say

SENTENCES = {
    "run.asked": _("An analysis was asked for"),
    "run.cancelled": _("An analysis was stopped"),
    "run.published": _("The result of an analysis was kept"),
    "run.failed": _("An analysis could not be made"),
    "found_theme.named": _("A theme found in what was said was named"),
    "found_theme.merged": _("A theme found in what was said became part of another"),
    "found_theme.parted": _("A theme that had become part of another stands alone again"),
    "found_theme.made": _("A reader made a theme"),
    "found_theme.undone": _("What a reader decided about a theme found in what was said was undone"),
    "contribution.placing_undone": _("The contribution was put back where it stood before a reader moved it"),
    "contribution.placed": _("A reader put the contribution into a theme found in what was said"),
    "sample.drawn": _("Texts were drawn that readers sort alone"),
    "sample.sorted": _("A reader sorted a text of the sample"),
}
FACTS = {
    ("run", "consultation"): _("consultation"),
    ("run", "kind"): _("of what kind"),
    ("run", "digest"): _("digest of the result"),
    ("run", "manifest"): _("digest of what it was made of and with"),
    ("found theme", "consultation"): _("consultation"),
    ("found theme", "into"): _("became part of"),
    ("found theme", "what"): _("what was undone"),
    ("sample", "consultation"): _("consultation"),
    ("sample", "texts"): _("texts"),
    ("sample", "text"): _("number of the text"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for (about, fact), words in FACTS.items():
        name_fact(fact, words, about=about)
    call("run", _("analysis"))
    call("found theme", _("theme found in what was said"))
    call("sample", _("sample"))
    link("run", _address_of)


def _address_of(run: str) -> str | None:
    """Return where everybody can read what a run found: a map; themes are for readers until a report tells them."""
    slug, kind, _number = run.split("/")
    return reverse("opinion_map", args=[slug]) if kind == "map" else None

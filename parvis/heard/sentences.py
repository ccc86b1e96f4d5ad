"""How the record tells what happens to reports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.heard.models import Report
from parvis.record.sentences import call, link, name_fact, say

SENTENCES = {
    "report.begun": _("A report on what was heard was begun"),
    "report.changed": _("A report on what was heard was changed"),
    "report.discussed": _("A report on what was heard was given to the forum, for comments"),
    "report.taken_back": _("A report on what was heard was taken back from the forum"),
    "report.commented": _("Somebody commented the draft of a report"),
    "report.replied": _("A comment on the draft of a report was answered"),
    "report.published": _("A report on what was heard was signed and published"),
    "report.corrected": _("An erratum to a published report was published"),
    "contribution.heard": _("A contribution was heard in a report"),
    "contribution.quoted": _("A contribution was quoted in a report"),
}
FACTS = {
    "consultation": _("consultation"),
    "digest": _("digest of the report"),
    "number": _("number"),
    "outcome": _("what became of it"),
    "statement": _("sentence"),
    "statements": _("sentences"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for fact, words in FACTS.items():
        name_fact(fact, words, about="report")
    name_fact("report", _("report"), about="contribution")
    name_fact("statements", _("sentences"), about="contribution")
    call("report", _("report on what was heard"))
    link("report", lambda key: reverse("heard", args=[key]), _open_to)


def _open_to(keys: set[str], _person: object) -> set[str]:
    return set(
        Report.objects.published().filter(consultation__slug__in=keys).values_list("consultation__slug", flat=True)
    )

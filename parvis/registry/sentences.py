"""How the record tells what happens in the registry of consultations."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.record.sentences import call, link, name_fact, say
from parvis.registry.models import Listing

SENTENCES = {
    "listing.added": _("A consultation was listed in the registry"),
    "listing.changed": _("A listing in the registry was changed"),
    "listing.opened": _("The registry notes that a consultation accepts input"),
    "listing.ended": _("The registry notes that input to a consultation is closed"),
    "listing.reported": _("The registry notes that the report of a consultation is available"),
    "listing.no_report_expected": _("The registry notes that no report of a consultation is expected"),
    "listing.abandoned": _("The registry notes that a consultation does not go forward"),
    "listing.report_withdrawn": _("The registry no longer says that the report of a consultation is available"),
    "registry_code.named": _("A code of the registry was named"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)
    for name, words in {
        "changed": _("what changed"),
        "place": _("place"),
        "status": _("status"),
        "reason": _("reason"),
    }.items():
        name_fact(name, words, about="listing")
    name_fact("name", _("name"), about="registry_code")
    name_fact("offered", _("still offered"), about="registry_code")
    call("listing", _("listing in the registry"))
    call("registry_code", _("code of the registry"))
    link("listing", lambda key: reverse("listing", args=[key]), _open_to)


def _open_to(keys: set[str], person: Any) -> set[str]:
    return set(Listing.objects.visible_to(person).filter(number__in=keys).values_list("number", flat=True))

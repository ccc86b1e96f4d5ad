"""How the record tells of evidence."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.cycles.models import Cycle
from parvis.record.sentences import call, link, name_fact, say


def tell() -> None:
    """Teach the record the words for what happens here."""
    call("attestation", _("evidence of what happened elsewhere"))
    call("pack", _("pack of evidence"))
    link("attestation", lambda key: _address(key, "standards", "attested-"), _open_to)
    link("pack", lambda key: _address(key, "evidence", "pack-"), _open_to)
    name_fact("requirement", _("requirement"))
    name_fact("document", _("document"))
    name_fact("happened_on", _("day it happened"))
    name_fact("manifest", _("digest of the manifest"))
    say("pack.asked", _("A pack of evidence was asked for"))
    say("pack.made", _("A pack of evidence was made"))
    say("pack.failed", _("A pack of evidence could not be made"))
    say("evidence.attested", _("A published document was named as evidence of a requirement"))
    say("evidence.taken_back", _("A document is no longer named as evidence of a requirement"))


def _open_to(keys: set[str], person: Any) -> set[str]:
    found = Cycle.objects.visible_to(person).filter(slug__in={key.partition("/")[0] for key in keys})
    slugs = set(found.values_list("slug", flat=True))
    return {key for key in keys if key.partition("/")[0] in slugs}


def _address(key: str, page: str, anchor: str) -> str | None:
    """A cycle's slug ends in its number."""
    cycle, _slash, part = key.partition("/")
    slug, _dash, number = cycle.rpartition("-")
    if not (slug and number.isdecimal()):
        return None
    return f"{reverse(page, args=[slug, int(number)])}#{anchor}{part}"

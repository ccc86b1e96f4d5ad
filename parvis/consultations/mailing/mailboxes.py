"""The address of each consultation, and the consultation of each address."""

import re
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings

from parvis.consultations.models import Consultation

_LONGEST_LOCAL = 64
_SHORTENED = re.compile(r".*\.([0-9]{1,18})", re.ASCII)


def address_of(consultation: Consultation) -> str:
    """Return where people write to be heard in a consultation; empty when this site takes no mail."""
    base, _at, domain = settings.MAIL_IN.rpartition("@")
    if not domain:
        return ""
    prefix = f"{base}+" if base else ""
    local = prefix + consultation.slug
    if len(local) > _LONGEST_LOCAL:
        number = f".{consultation.pk}"
        local = local[: _LONGEST_LOCAL - len(number)].rstrip("-.") + number
    return f"{local}@{domain}"


def consultation_at(addresses: Iterable[str]) -> Consultation | None:
    """Return the consultation that one of `addresses` is the address of; drafts have none."""
    for name in filter(None, map(_name_in, addresses)):
        wanted = {"slug": name}
        if (shortened := _SHORTENED.fullmatch(name)) is not None:
            wanted = {"pk": int(shortened[1])}
        begun = Consultation.objects.exclude(status=Consultation.Status.DRAFT).select_related("cycle__place")
        if found := begun.filter(**wanted).first():
            return found
    return None


def is_ours(address: str) -> bool:
    """Tell whether an address is one of this site: its letters come from there, or go there."""
    base, _at, domain = settings.MAIL_IN.rpartition("@")
    local, _at, host = address.lower().rpartition("@")
    if domain and host == domain and (not base or local.partition("+")[0] == base):
        return True
    return address.lower() == parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


def _name_in(address: str) -> str:
    """Return what of an address names a consultation."""
    base, _at, domain = settings.MAIL_IN.rpartition("@")
    local, _at, host = address.strip().strip("<>").lower().rpartition("@")
    if not domain or host != domain:
        return ""
    return local.removeprefix(f"{base}+") if not base or local.startswith(f"{base}+") else ""

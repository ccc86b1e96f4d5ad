"""Let other sites show a consultation in frames on their pages."""

import re
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, EmbeddingSite
from parvis.consultations.rules import may_convene, role_in
from parvis.core.cleaning import clean_line
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record

MOST_SITES = 30
NO_STARS = _("Name each site in full: a star stands for sites nobody has looked at.")
NOT_A_SITE = _("This is not the address of a site: it looks like https://www.example.org.")
NOT_ENCRYPTED = _("The site must begin with https://, or others on the way could change what people write.")
TOO_MANY_SITES = _("At most %(most)d sites for each consultation.")
# What may stand in a policy for browsers, and in nothing else than a name: no space, quote, comma or semicolon.
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
_THIS_MACHINE = ("localhost", "127.0.0.1")
_USUAL_PORTS = {"https": 443, "http": 80}


@transaction.atomic
def allow_embedding(consultation: Consultation, *, by: Person, site: str) -> EmbeddingSite:
    """Let the pages of a site show the consultation in frames; named twice, it is one site."""
    may_convene(by, consultation).enforce()
    origin = origin_of(site)
    lock(consultation, "cycle__place")
    sites = consultation.embedding_sites
    if not sites.filter(origin=origin).exists() and sites.count() >= MOST_SITES:
        raise Refused(TOO_MANY_SITES % {"most": MOST_SITES})
    allowed, is_new = sites.get_or_create(origin=origin)
    if is_new:
        _record("consultation.embedding_allowed", allowed, by)
    return allowed


@transaction.atomic
def stop_embedding(site: EmbeddingSite, *, by: Person) -> None:
    """Let a site show the consultation no more: frames on its pages stop working at once."""
    may_convene(by, site.consultation).enforce()
    if EmbeddingSite.objects.filter(pk=site.pk).delete()[0]:
        _record("consultation.embedding_stopped", site, by)


def origin_of(typed: str) -> str:
    """Return the origin of an address as browsers write it; refuse, with the reason, what no frame may stand on."""
    text = clean_line(typed)
    if "*" in text:
        raise Refused(NO_STARS)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        # Browsers compare names as the network writes them.
        host, port = (parts.hostname or "").encode("idna").decode().lower(), parts.port
    except ValueError:
        raise Refused(NOT_A_SITE) from None
    is_here = host in _THIS_MACHINE
    if "@" in parts.netloc or not (is_here or _HOST.fullmatch(host)) or parts.scheme not in _USUAL_PORTS:
        raise Refused(NOT_A_SITE)
    if parts.scheme == "http" and not is_here:
        raise Refused(NOT_ENCRYPTED)
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != _USUAL_PORTS[parts.scheme] else "")


def _record(verb: str, site: EmbeddingSite, by: Person) -> None:
    consultation = site.consultation
    record(verb, consultation, role=role_in(by, consultation.place, "convener"), facts={"site": site.origin})

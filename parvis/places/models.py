"""Countries and local governments, their languages, and since when they take part."""

import hashlib
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.languages import SITE_LANGUAGES
from parvis.core.words import MultilingualField, Words

# Addresses of pages that stand beside those of the places.
RESERVED = frozenset({"add", "membership"})


def check_time_zone(name: str) -> None:
    """Refuse a name that is not in the IANA time-zone database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone we know. Write it like America/Toronto."), params={"name": name}
        )


def slug_of(name: Words) -> str:
    """Return the address a place gets from its name; without Latin letters it is made of their digest."""
    text = name.get("en") or next(iter(name.values()), "")
    return slugify(text)[:80] or f"place-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


class Place(models.Model):
    """A country or a local government that writes open-government action plans."""

    class Kind(models.TextChoices):
        """What sort of government it is."""

        COUNTRY = "country", _("country")
        LOCAL = "local", _("local government")

    class Region(models.TextChoices):
        """The partnership's regions."""

        AFRICA = "africa", _("Africa and the Middle East")
        AMERICAS = "americas", _("Americas")
        ASIA = "asia", _("Asia and the Pacific")
        EUROPE = "europe", _("Europe")

    record_type = "place"

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.COUNTRY)
    iso = models.CharField(_("ISO code"), max_length=6, blank=True)
    name = MultilingualField(_("name"))
    region = models.CharField(_("region"), max_length=10, choices=Region)
    languages = models.JSONField(_("official languages"), default=list)
    time_zone = models.CharField(_("time zone"), max_length=40, default="UTC", validators=[check_time_zone])
    parent = models.ForeignKey(
        "self", verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="localities"
    )

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def record_key(self) -> str:
        """Return the place's public identity."""
        return self.slug

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Return the time zone in which this place's dates are told."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def writing_languages(self) -> list[str]:
        """Return the languages offered for texts about this place: official ones first, then the interface's."""
        return list(dict.fromkeys([*self.languages, *SITE_LANGUAGES]))

    @property
    def first_language(self) -> str:
        """Return the language in which the place's name was written first."""
        return next((code for code in ("en", *self.writing_languages) if self.name.get(code)), "en")

    def get_absolute_url(self) -> str:
        """Return the place's page."""
        return reverse("place", args=[self.slug])


class Membership(models.Model):
    """A span of years during which a place takes part, or takes part under review."""

    class Standing(models.TextChoices):
        """How the partnership sees the member."""

        ACTIVE = "active", pgettext_lazy("place", "active")
        REVIEW = "review", pgettext_lazy("place", "under procedural review")
        INACTIVE = "inactive", pgettext_lazy("place", "inactive")
        SUSPENDED = "suspended", pgettext_lazy("place", "suspended")
        WITHDRAWN = "withdrawn", pgettext_lazy("place", "withdrawn")

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="memberships")
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.ACTIVE)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # The last day on which a source said so; what was so in an old list need not be so today.
    known_on = models.DateField(_("known to be so on"), null=True, blank=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["place"], condition=Q(until_on=None), name="one_standing_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_standing_display()}"

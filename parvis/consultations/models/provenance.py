"""How contributions that were not typed on this site reached it."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models.contributions import Contribution
from parvis.cycles.models import CalendarLine
from parvis.people.models import Person


class Provenance(models.Model):
    """Where a contribution was said or found, who brought it here, and what its author agreed to; at most one for each."""

    class Consent(models.TextChoices):
        """How its author agreed that it is published."""

        SENT = "sent", _("its author sent it here")
        SPOKEN = "spoken", _("its author said yes aloud")
        SIGNED = "signed", _("its author signed a form")
        POSTED = "posted", _("its author had made it public")

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="provenance")
    event = models.ForeignKey(
        CalendarLine,
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="said_there",
    )
    brought_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions_brought"
    )
    people = models.PositiveIntegerField(_("people behind it"), default=1)
    consent = models.CharField(_("consent"), max_length=8, choices=Consent, blank=True)
    source_url = models.URLField(_("where it was posted"), max_length=500, blank=True)
    # What it came with: the capture of a workshop, a batch of paper, a file.
    batch = models.CharField(_("batch"), max_length=80, blank=True)
    # Of what was written on paper.
    handed_in_on = models.DateField(_("handed in on"), null=True, blank=True)
    typings = models.PositiveSmallIntegerField(_("people who typed it in"), default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="somebody_is_behind_it")]
        indexes = [models.Index(fields=["batch"], condition=~Q(batch=""), name="provenance_batch")]

    def __str__(self) -> str:
        return str(self.contribution)

    @property
    def site(self) -> str:
        """Return the name of the other site on whose pages it was said; empty when it was said elsewhere."""
        is_embedded = self.contribution.channel == Contribution.Channel.EMBED
        return urlsplit(self.source_url).netloc if is_embedded else ""

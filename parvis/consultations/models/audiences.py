"""Whom a convener wants to hear from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models.consultations import Consultation
from parvis.consultations.models.contributions import Contribution
from parvis.core.dates import language_words
from parvis.core.words import MultilingualField


class Audience(models.Model):
    """A group of people a consultation wants to hear from, and how many contributions of theirs are hoped for."""

    class Of(models.TextChoices):
        """By what one can tell that somebody belongs to it; by nothing, when nobody is asked."""

        KIND = "kind", _("Kinds of participants")
        LANGUAGE = "language", _("Languages")
        OTHER = "other", _("Others")

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="audiences")
    of = models.CharField(max_length=8, choices=Of)
    value = models.CharField(max_length=12, blank=True)
    label = MultilingualField(_("name"), blank=True)
    expected = models.PositiveIntegerField(_("hoped for"), default=1)

    class Meta:
        ordering = ["of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "of", "value"], condition=~Q(of="other"), name="an_audience_is_named_once"
            ),
            models.CheckConstraint(condition=Q(expected__gte=1), name="somebody_is_hoped_for"),
        ]

    def __str__(self) -> str:
        if self.of == self.Of.KIND:
            return str(Contribution.Kind(self.value).label)
        return language_words(self.value) if self.of == self.Of.LANGUAGE else str(self.label)

"""Other sites on whose pages one can speak and read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models.consultations import Consultation


class EmbeddingSite(models.Model):
    """A site that may show a consultation in frames on its pages, by its origin: https://www.example.org."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="embedding_sites")
    origin = models.CharField(_("site"), max_length=280)

    class Meta:
        ordering = ["origin"]
        constraints = [models.UniqueConstraint(fields=["consultation", "origin"], name="a_site_is_named_once")]

    def __str__(self) -> str:
        return self.origin

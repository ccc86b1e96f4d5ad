"""What we know of each translated text: from which source it was made, by a person or a machine."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Translation(models.Model):
    """One language of one multilingual field of one thing, with the source it was last checked against."""

    class Origin(models.TextChoices):
        """Who made the text."""

        HUMAN = "human", _("by a person")
        MACHINE = "machine", _("by a machine")

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    source_digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.HUMAN)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field", "language"], name="one_translation_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.field} {self.language}"

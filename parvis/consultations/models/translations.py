"""What people said, in other languages than they said it in."""

from django.db import models

from parvis.core import clock
from parvis.record.append import Recordable


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Translations as a list."""

    def of(self, *subjects: Recordable) -> "TranslationQuerySet":
        """Keep those of some things of one kind."""
        keys = [each.record_key for each in subjects]
        kinds = {each.record_type for each in subjects}
        return self.filter(subject_type__in=kinds, subject_key__in=keys)

    def current(self) -> "TranslationQuerySet":
        """Keep those of words that have not changed since."""
        return self.filter(is_outdated=False)


class Translation(models.Model):
    """A text in another language; named like the record names its subjects, so that any text can have one.

    It is always shown with who made it, the original beside it.
    """

    class Made(models.TextChoices):
        """Who made it."""

        PERSON = "person"
        MACHINE = "machine"
        AUTHOR = "author"

    subject_type = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    words = models.TextField()
    made = models.CharField(max_length=8, choices=Made)
    written_at = models.DateTimeField(default=clock.now)
    # The original has changed since.
    is_outdated = models.BooleanField(default=False)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_key", "language"], name="one_translation_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_key}: {self.language}"

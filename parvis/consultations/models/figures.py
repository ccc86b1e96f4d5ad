"""Numbers about a consultation, kept by following the record, so that no page ever counts."""

from django.db import models

from parvis.consultations.models.consultations import Consultation


class Figures(models.Model):
    """What has come in and what has gone out of one consultation.

    `received` counts everything that came in; `published` and `hidden` what is so now; `answered` those of the
    published that have an answer.
    """

    consultation = models.OneToOneField(
        Consultation, primary_key=True, on_delete=models.CASCADE, related_name="figures"
    )
    received = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.consultation}: {self.answered} / {self.published}"


class Breakdown(models.Model):
    """How many published contributions of one consultation have something in common."""

    class Of(models.TextChoices):
        """What they have in common; `value` says which."""

        LANGUAGE = "language"
        CHANNEL = "channel"
        KIND = "kind"
        THEME = "theme"
        ANSWER = "answer"
        # Not answered yet, and an answer is due on the day `value` (2026-12-01).
        DUE = "due"
        # Answered after `value` days.
        DAYS = "days"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="breakdown")
    of = models.CharField(max_length=8, choices=Of)
    value = models.CharField(max_length=80)
    number = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "of", "value"], name="one_number_per_value")]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.of} {self.value}: {self.number}"

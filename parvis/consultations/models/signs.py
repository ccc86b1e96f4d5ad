"""Why a contribution may deserve a closer look."""

from django.db import models

from parvis.consultations.models.contributions import Contribution


class Signs(models.Model):
    """What was noticed when a contribution came in: for the eyes of moderators only, and it decides nothing.

    `reasons` holds, by the names of `parvis.consultations.signs`, the piece that shows it, if there is one.
    """

    contribution = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE, related_name="signs")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.contribution}: {self.score}"

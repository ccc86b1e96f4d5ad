"""To which headings of a report an answer responds."""

from typing import Self

from django.db import models

from parvis.commitments.models.responses import Response
from parvis.heard.models import Report, Section


class RespondingQuerySet(models.QuerySet["Responding"]):
    """Responses to headings as a list."""

    def published(self) -> Self:
        """Keep those of published answers, with all it takes to name them; one query."""
        around = ("section", "report__consultation", "response__cycle", "response__organisation")
        return self.filter(response__status=Response.Status.PUBLISHED).select_related(*around)


class Responding(models.Model):
    """An answer responds to what was heard under a heading."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="headings")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="answers")
    # So that all answers to a report are found at once.
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="answers")

    objects = RespondingQuerySet.as_manager()

    class Meta:
        ordering = ["section", "response"]
        constraints = [
            models.UniqueConstraint(fields=["response", "section"], name="an_answer_responds_once_to_a_heading")
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.section}"

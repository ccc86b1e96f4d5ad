"""What is kept of each contribution to find others that say nearly the same."""

from django.db import models
from django.db.models import Q

from parvis.consultations.models.contributions import Contribution


class Likeness(models.Model):
    """The prints of a contribution's words (see `parvis.core.likeness`): no words, and none can be made of them.

    They stay when it is hidden, so that a repeat of what was hidden is noticed, and go when it is erased. The database
    keeps an index of `keys` by itself (see the migration that makes it), so rows may be written by any means.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="likeness"
    )
    exact = models.BigIntegerField()
    pieces = models.PositiveSmallIntegerField()
    sketch = models.BinaryField()
    keys = models.TextField(blank=True)
    # The earliest contribution this one is like, once that was looked for, and by how many percent.
    is_sought = models.BooleanField(default=False)
    family = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="relatives")
    percent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["exact", "contribution"], name="likeness_exact"),
            models.Index(fields=["contribution"], condition=Q(is_sought=False), name="likeness_not_sought"),
        ]

    def __str__(self) -> str:
        return str(self.contribution)

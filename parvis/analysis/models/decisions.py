"""What readers decided at the desk, with what it takes to undo it. The record tells it to everybody; this stays on the desk."""

from django.db import models

from parvis.analysis.models.readings import FoundTheme
from parvis.consultations.models import Consultation, Contribution
from parvis.core import clock
from parvis.core.receipts import format_code
from parvis.core.words import Words
from parvis.people.models import Person


class Decision(models.Model):
    """Something a reader decided about a theme, or about where texts stand; undone, it says by whom.

    `into` is the theme it was merged into or parted from. `kept` holds what it takes to undo it: the name `before` and
    what it became `now`, or the keys of themes that went `along` in a merge.
    """

    class Kind(models.TextChoices):
        """What was decided."""

        NAMED = "named"
        MERGED = "merged"
        PARTED = "parted"
        MADE = "made"
        PLACED = "placed"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)
    # Without a theme texts were put into none.
    theme = models.ForeignKey(FoundTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    into = models.ForeignKey(FoundTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kept = models.JSONField(default=dict)
    undone_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.theme or '–'}"

    @property
    def name_now(self) -> str:
        """Return the name it gave; nothing when it took one away."""
        return str(Words(self.kept.get("now", {})))


class MovedText(models.Model):
    """A text that a decision put somewhere: in which theme it stood before, and whether a reader had put it there."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="texts")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    was_in = models.ForeignKey(FoundTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    was_by_hand = models.BooleanField()

    class Meta:
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.was_in or '–'}"

    @property
    def receipt(self) -> str:
        """Return the receipt of the text as it is shown."""
        return format_code(self.contribution.code)
